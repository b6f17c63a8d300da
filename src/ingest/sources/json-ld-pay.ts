import type { Salary } from '../source.ts';
import { asList, isNode, type Node, textOf } from './json-ld-node.ts';
import { amountOf, statedPay } from './stated-pay.ts';

export interface WrittenPay {
  readonly salary: Salary | null;
  /** What is said about it in words where the numbers do not tell. */
  readonly payText: string | null;
}

const nothing: WrittenPay = { salary: null, payText: null };

/**
 * The pay of a JobPosting: a number, a MonetaryAmount with its value as number, text or
 * QuantitativeValue, or a list of them (one per place), of which those like the first are spanned.
 * `estimatedSalary` is somebody else's guess and never read.
 */
export const jsonLdPay = (posting: Node): WrittenPay => {
  const read = asList(posting.baseSalary).map((one) => payOf(one, posting));
  const [first, ...others] = read.flatMap(({ salary }) => salary ?? []);
  if (first === undefined) return read.find(({ payText }) => payText !== null) ?? nothing;
  return { salary: others.reduce(spanned, first), payText: null };
};

const payOf = (written: unknown, posting: Node): WrittenPay => {
  const ofPosting = textOf(posting.salaryCurrency);
  if (!isNode(written)) return words(written);
  const currency = textOf(written.currency) ?? ofPosting;
  const quantity = isNode(written.value) ? written.value : written;
  const period = unitOf(quantity) ?? unitOf(written);
  const single = isNode(written.value) ? quantity.value : written.value;
  const range = { min: quantity.minValue, max: quantity.maxValue };
  const stated = amountOf(range.min) ?? amountOf(range.max) ?? amountOf(single);
  if (stated === null) return words(single);
  const salary =
    amountOf(range.min) === null && amountOf(range.max) === null
      ? statedPay({ min: single, max: single, currency, period })
      : statedPay({ ...range, currency, period });
  return salary === null ? words(single) : { salary, payText: null };
};

const unitOf = (node: Node): string | null => textOf(node.unitText) ?? textOf(node.unitCode);

/** A bare number is no word about pay: what for is not said. */
const words = (said: unknown): WrittenPay => {
  const text = typeof said === 'string' ? textOf(said) : null;
  return text === null || amountOf(text) !== null ? nothing : { salary: null, payText: text };
};

const spanned = (all: Salary, one: Salary): Salary => {
  if (one.currency !== all.currency || one.period !== all.period) return all;
  return { ...all, min: extreme(Math.min, all.min, one.min), max: extreme(Math.max, all.max, one.max) };
};

const extreme = (choose: (a: number, b: number) => number, a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : choose(a, b);
