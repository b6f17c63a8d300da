import { expect, test } from 'vitest';
import { jobPostingDraft } from '../../../src/ingest/sources/json-ld.ts';

const draft = (baseSalary: unknown, over = {}) => {
  const read = jobPostingDraft(
    { '@type': 'JobPosting', title: 'Gardener', baseSalary, ...over },
    'https://fernwood.example/careers',
  );
  if (typeof read === 'string') throw new Error(read);
  return { salary: read.salary, payText: read.payText };
};
const money = (value: unknown, currency = 'GBP'): unknown => ({ '@type': 'MonetaryAmount', currency, value });
const year = { min: 3_000_000, max: 4_000_000, currency: 'GBP', period: 'year' };

test.each([
  [money({ minValue: 30_000, maxValue: 40_000, unitText: 'YEAR' })],
  [money({ minValue: '30,000', maxValue: '£40,000', unitText: 'ANN' })],
  [money({ minValue: '30000.00', maxValue: '40000', unitText: 'per year', value: 'about that' })],
  [{ currency: 'gbp', minValue: 30_000, maxValue: 40_000, unitText: 'yearly' }],
  [[money({ minValue: 30_000, maxValue: 35_000, unitText: 'YEAR' }), money({ value: 40_000, unitText: 'YEAR' })]],
])('%j is thirty to forty thousand a year', (baseSalary) => {
  expect(draft(baseSalary)).toEqual({ salary: year, payText: null });
});

test('one value is both ends, and the unit may stand beside it', () => {
  expect(draft({ currency: 'USD', value: 17.5, unitText: 'HOUR' }).salary).toEqual({
    min: 1750,
    max: 1750,
    currency: 'USD',
    period: 'hour',
  });
});

test('words about pay are handed on as words', () => {
  expect(draft(money({ value: 'Band 5', unitText: 'YEAR' }))).toEqual({ salary: null, payText: 'Band 5' });
  expect(draft('£30k plus bonus')).toEqual({ salary: null, payText: '£30k plus bonus' });
  // A week's pay under the unit of a year: the words are right.
  expect(draft(money({ minValue: '160', maxValue: '160', unitText: 'YEAR', value: '£160 per week' }))).toEqual({
    salary: null,
    payText: '£160 per week',
  });
});

test('without unit, currency or amount nothing is known', () => {
  for (const baseSalary of [
    money({ minValue: 30_000, maxValue: 40_000 }),
    money({ minValue: 30_000, unitText: 'YEAR' }, 'pounds'),
    money({ minValue: 0, maxValue: 0, unitText: 'YEAR' }),
    money({ minValue: 40_000, maxValue: 30_000, unitText: 'YEAR' }),
    30_000,
    '30000',
    {},
    null,
  ]) {
    expect(draft(baseSalary)).toEqual({ salary: null, payText: null });
  }
  expect(draft(undefined, { estimatedSalary: money({ value: 30_000, unitText: 'YEAR' }) }).salary).toBeNull();
});
