import { describe, expect, test } from 'vitest';
import { evidenceOf, type Facts } from '../../../src/ingest/dedupe/evidence.ts';
import { isRepost, sameJob } from '../../../src/ingest/dedupe/same-job.ts';
import { likeness, textSignature } from '../../../src/ingest/dedupe/text-signature.ts';
import { description } from '../../support/storing.ts';

const berlin = { city: 'Berlin', region: null, country: 'DE' };
const paris = { city: 'Paris', region: null, country: 'FR' };
const source = (id: number, publisher: Facts['sources'][number]['publisher'] = 'employer') => [{ id, publisher }];

const job = (given: Partial<Facts> = {}) =>
  evidenceOf({
    ...{ companyName: 'Fernwood Systems GmbH', title: 'Backend Engineer', location: 'Berlin', places: [berlin] },
    ...{ urls: [], signature: null, postedAt: null, sources: source(1) },
    ...given,
  });
const other = (given: Partial<Facts> = {}) => job({ sources: source(2), ...given });
const text = (about: string) => textSignature(description(about));
const verdict = (a: ReturnType<typeof job>, b: ReturnType<typeof job>) => {
  expect(sameJob(b, a)).toEqual(sameJob(a, b));
  return sameJob(a, b).verdict;
};

describe('two sightings', () => {
  test('with the same words at two boards of employers are the same', () => {
    expect(verdict(job(), other({ companyName: 'fernwoodsystems', title: 'BACKEND  engineer' }))).toBe('same');
  });
  test.each([
    ['company', { companyName: 'Oak' }],
    ['title', { title: 'Backend Engineer II' }],
    ['city', { places: [paris] }],
    ['country', { places: [{ ...berlin, country: 'US' }] }],
  ])('of another %s are different', (_, given) => {
    expect(verdict(job(), other(given))).toBe('different');
  });
  test('that share one of several cities are the same', () => {
    expect(verdict(job({ places: [paris, berlin] }), other())).toBe('same');
  });
  test('of one source are different, whatever they say', () => {
    expect(verdict(job(), job())).toBe('different');
  });
  test('with two ids of one board are different, with one id the same', () => {
    const urls = (id: number) => ({ urls: [`https://boards.greenhouse.io/fernwood/jobs/${id}`] });
    expect(verdict(job(urls(4471234)), other(urls(4471235)))).toBe('different');
    expect(verdict(job(urls(4471234)), other({ ...urls(4471234), title: 'Other' }))).toBe('same');
  });
  test('in two rows of its own board under one id are the same only in one place', () => {
    const urls = ['https://apply.workable.com/fernwood/j/A1B2C3D4E5'];
    expect(verdict(job({ urls }), job({ urls, places: [paris] }))).toBe('different');
    expect(verdict(job({ urls }), job({ urls }))).toBe('same');
  });
  test('at one careers page are judged by their words', () => {
    const urls = ['https://fernwood.example/careers'];
    expect(verdict(job({ urls }), other({ urls, title: 'Nurse' }))).toBe('different');
  });
  test("one an aggregator's without text, are only probable", () => {
    expect(verdict(job(), other({ sources: source(2, 'aggregator') }))).toBe('probable');
  });
  test('whose text is the same are the same, also an aggregator’s; another text parts them', () => {
    const sources = source(2, 'aggregator');
    expect(verdict(job({ signature: text('pay') }), other({ sources, signature: text('pay') }))).toBe('same');
    expect(verdict(job({ signature: text('pay') }), other({ sources, signature: text('trees') }))).toBe('different');
  });
  test('without a place or long apart are only probable', () => {
    expect(verdict(job({ places: [], location: null }), other())).toBe('probable');
    const day = 86_400_000;
    expect(verdict(job({ postedAt: 0 }), other({ postedAt: 181 * day }))).toBe('probable');
    expect(verdict(job({ postedAt: 0 }), other({ postedAt: 180 * day }))).toBe('same');
  });
});

test('a repost is the same words and text within half a year', () => {
  const day = 86_400_000;
  expect(isRepost(job(), job(), 180 * day)).toBe(true);
  expect(isRepost(job(), job(), 181 * day)).toBe(false);
  expect(isRepost(job(), job({ places: [paris] }), day)).toBe(false);
  expect(isRepost(job({ signature: text('pay') }), job({ signature: text('trees') }), day)).toBe(false);
});

describe('the likeness of two texts', () => {
  const words = (from: number, count: number) => Array.from({ length: count }, (_, at) => `word${from + at}`).join(' ');
  const alike = (a: string, b: string) =>
    likeness(textSignature(a) ?? Buffer.alloc(0), textSignature(b) ?? Buffer.alloc(0));

  test('does not depend on case and punctuation, and is 1 for the same words', () => {
    expect(alike(words(0, 300), words(0, 300).toUpperCase().replaceAll(' ', ',  '))).toMatchObject({ jaccard: 1 });
  });
  test('is estimated within a tenth', () => {
    for (const shared of [100, 300, 500, 900]) {
      const a = words(0, 1000);
      const b = `${words(0, shared)} ${words(5000, 1000 - shared)}`;
      const exact = (shared - 2) / (2 * 998 - (shared - 2));
      expect(Math.abs(alike(a, b).jaccard - exact)).toBeLessThan(0.12);
    }
  });
  test('shows an extract', () => {
    const { contained, lengths } = alike(words(0, 800), words(0, 300));
    expect(contained).toBeGreaterThan(0.8);
    expect(lengths).toBeLessThan(0.4);
  });
  test('is not asked of a few words', () => {
    expect(textSignature(words(0, 29))).toBeNull();
  });
});
