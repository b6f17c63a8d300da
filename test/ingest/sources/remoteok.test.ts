import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { remoteok } from '../../../src/ingest/sources/remoteok.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const notice = { last_updated: 1, legal: 'Link back, with follow.' };
const job = (more: object = {}): object => ({
  id: '7',
  position: 'Gardener',
  company: 'Fern',
  url: 'https://remoteOK.com/remote-jobs/gardener-7',
  apply_url: 'https://remoteOK.com/remote-jobs/gardener-7',
  date: '2026-08-14T17:36:11+00:00',
  epoch: 1,
  tags: ['golang'],
  description: '<p>Plant <b>trees</b></p>',
  location: 'Europe',
  salary_min: 0,
  salary_max: 0,
  ...more,
});
const read = (...jobs: readonly unknown[]): NormalisedPosting[] => postingsIn(itemsOf(remoteok, [notice, ...jobs]));

test('the notice is no posting, and the title is `position`', () => {
  expect(itemsOf(remoteok, [notice])).toEqual([]);
  expect(read(job())).toMatchObject([
    {
      externalId: '7',
      title: 'Gardener',
      companyName: 'Fern',
      url: 'https://remoteok.com/remote-jobs/gardener-7',
      otherUrls: [],
      description: 'Plant trees',
      postedAt: new Date('2026-08-14T17:36:11Z'),
    },
  ]);
});

test('the name is shown with a link, and nobody reads it more than once an hour', () => {
  expect(remoteok.terms).toMatchObject({
    minimumMs: 3_600_000,
    attribution: { name: 'Remote OK', url: 'https://remoteok.com' },
  });
});

describe('pay', () => {
  test('of zero is not stated', () => {
    expect(read(job())[0]?.salary).toBeNull();
  });
  test('is of a year, in dollars', () => {
    expect(read(job({ salary_min: 60_000, salary_max: 90_000 }))[0]?.salary).toEqual({
      min: 6_000_000,
      max: 9_000_000,
      currency: 'USD',
      period: 'year',
    });
  });
});

describe('place', () => {
  test('cut off behind its comma loses the comma, and is remote only where a word says so', () => {
    expect(read(job({ location: 'Springfield, ' }))).toMatchObject([{ location: 'Springfield', remote: null }]);
    expect(read(job({ location: 'Springfield, ', description: 'Fully remote.' }))).toMatchObject([{ remote: 'yes' }]);
  });
  test('of a region is where a person may live; none is anywhere', () => {
    expect(read(job())).toMatchObject([{ remote: 'yes', remoteFrom: 'Europe' }]);
    expect(read(job({ location: '' }))).toMatchObject([{ remote: 'yes', remoteFrom: null }]);
    expect(read(job({ location: 'Worldwide' }))).toMatchObject([{ remote: 'yes', remoteFrom: null }]);
  });
});

test('text that the board mangled is mended, and what people write stays', () => {
  const mangled = Buffer.from('We’re at Café 🌲', 'utf8').toString('latin1');
  expect(read(job({ description: mangled }))[0]?.description).toBe('We’re at Café 🌲');
  expect(read(job({ description: 'CAFÉ\u00a0: QUALITÉ à Ürümqi' }))[0]?.description).toBe('CAFÉ : QUALITÉ à Ürümqi');
});

test('an item without a title is refused, the others are read', () => {
  const items = itemsOf(remoteok, [notice, job({ position: null }), job({ id: '8' })]);
  expect(rejectionsIn(items)).toMatchObject([{ item: '7', reason: expect.stringMatching(/^position/) }]);
  expect(postingsIn(items)).toHaveLength(1);
});

test.each(['', '<html>', '{}', '[]', '[1,2]', 'null'])('%j is not the feed', (body) => {
  expect(() => itemsOf(remoteok, body)).toThrow(UnreadableBody);
});

test('its pages for people lead to the feed; look-alikes do not', () => {
  for (const page of ['https://remoteok.com/', 'https://remoteok.com/api', 'https://www.remoteok.com/remote-jobs']) {
    expect(remoteok.recognises(new URL(page))).toBe(true);
    expect(remoteok.feedUrl(new URL(page)).href).toBe('https://remoteok.com/api');
  }
  expect(remoteok.recognises(new URL('https://remoteok.com.example/api'))).toBe(false);
});
