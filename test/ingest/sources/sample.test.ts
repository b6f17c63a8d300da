import { describe, expect, test } from 'vitest';
import { sampleBoard } from '../../../src/ingest/sample/board.ts';
import type { NormalisedPosting } from '../../../src/ingest/source.ts';
import { greenhouse } from '../../../src/ingest/sources/greenhouse.ts';
import { itemsOf } from '../../support/reading.ts';

const start = new Date('2026-03-04T05:06:07.000Z');

/** Every item of a reading; fails where one is refused. */
const read = (reading: 1 | 2): NormalisedPosting[] =>
  itemsOf(greenhouse, sampleBoard(start, reading), { url: 'https://sample.invalid/board', companyName: null }).map(
    (item) => {
      if ('rejection' in item) throw new Error(`${item.rejection.item}: ${item.rejection.reason}`);
      return item.posting;
    },
  );

const words = (text: string): number => text.split(/\s+/).length;
const says = (posting: NormalisedPosting, ...wanted: readonly string[]): boolean => {
  const text = `${posting.title} ${posting.description}`.toLowerCase();
  return wanted.every((word) => new RegExp(`\\b${word}\\b`).test(text));
};

describe('the sample board', () => {
  const first = read(1);
  const second = read(2);
  const late = second.filter(({ externalId }) => !first.some((posting) => posting.externalId === externalId));

  test('is read without a rejection: 52 postings at first, ten more at the second reading', () => {
    expect(first).toHaveLength(52);
    expect(second.slice(0, 52)).toEqual(first);
    expect(late).toHaveLength(10);
  });

  test('is the same text for the same first start', () => {
    expect(sampleBoard(start, 2)).toBe(sampleBoard(new Date(start), 2));
  });

  test('was published before the first start, not long ago', () => {
    const hours = second.map(({ postedAt }) => (start.getTime() - (postedAt?.getTime() ?? 0)) / 3_600_000);
    expect(Math.min(...hours)).toBeGreaterThan(0);
    expect(Math.max(...hours)).toBeLessThan(30 * 24);
    expect(late.every(({ postedAt }) => start.getTime() - (postedAt?.getTime() ?? 0) < 12 * 3_600_000)).toBe(true);
  });

  test('has no posting twice', () => {
    const names = second.map(({ title, companyName, location }) => `${title} / ${companyName} / ${location}`);
    expect(new Set(names).size).toBe(second.length);
    expect(new Set(second.map(({ url }) => url)).size).toBe(second.length);
  });

  test('tells of every posting what a card shows', () => {
    for (const posting of second) {
      expect(posting, posting.title).toMatchObject({
        url: `https://sample.invalid/jobs/${posting.externalId}`,
        location: expect.any(String),
        department: expect.any(String),
        employmentType: expect.any(String),
      });
      expect(words(posting.description), posting.title).toBeGreaterThanOrEqual(90);
      expect(words(posting.description), posting.title).toBeLessThanOrEqual(210);
      expect(posting.description, posting.title).not.toMatch(/<\/?[a-z]|&[a-z]+;/);
    }
  });

  test('is varied: pay, way of working, kinds of employment, languages, companies', () => {
    const paid = second.filter(({ salary }) => salary !== null);
    expect(paid.length / second.length).toBeGreaterThan(0.4);
    expect(paid.length / second.length).toBeLessThan(0.65);
    expect(new Set(paid.map(({ salary }) => salary?.period))).toEqual(new Set(['year', 'month', 'day', 'hour']));
    expect(new Set(second.map(({ remote }) => remote))).toEqual(new Set(['yes', 'hybrid', null]));
    expect(new Set(second.map(({ employmentType }) => employmentType)).size).toBe(5);
    expect(second.filter(({ language }) => language === 'de').length).toBeGreaterThanOrEqual(3);
    expect(new Set(second.map(({ companyName }) => companyName)).size).toBeGreaterThanOrEqual(16);
  });

  test.each([
    ['backend developer node, remote', (posting: NormalisedPosting) => says(posting, 'backend', 'developer', 'node')],
    ['typescript, remote', (posting: NormalisedPosting) => says(posting, 'typescript')],
  ])('at least three of the late ones fit: %s', (_wish, fits) => {
    expect(late.filter((posting) => posting.remote === 'yes' && fits(posting)).length).toBeGreaterThanOrEqual(3);
  });

  test.each(['rust', 'nurse', 'data analyst', 'typescript'])('at least three of the late ones fit: %s', (wish) => {
    expect(late.filter((posting) => says(posting, wish)).length).toBeGreaterThanOrEqual(3);
  });
});
