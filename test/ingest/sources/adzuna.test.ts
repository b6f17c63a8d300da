import { expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { adzuna } from '../../../src/ingest/sources/adzuna.ts';
import { itemsOf, postingsIn } from '../../support/reading.ts';

const feed = 'https://api.adzuna.com/v1/api/jobs/us/search/1?what=gardener&results_per_page=50&sort_by=date';
const keys = { adzunaAppId: 'the-id', adzunaAppKey: 'the-key' };
const job = (more: object = {}): object => ({
  id: '9',
  title: '<strong>Gardener</strong>',
  company: { display_name: 'Fern' },
  location: { display_name: 'Springfield, Green County', area: ['US', 'Illinois', 'Green County', 'Springfield'] },
  category: { label: 'Gardening Jobs' },
  created: '2026-08-03T09:55:06Z',
  salary_min: 40_000.5,
  salary_max: 50_000,
  salary_is_predicted: '0',
  redirect_url: 'https://www.adzuna.com/land/ad/9?se=x&utm_medium=api&utm_source=the-id&v=1',
  description: 'Plant trees',
  contract_time: 'full_time',
  contract_type: 'permanent',
  ...more,
});
const reading = (results: readonly unknown[], url = feed, count = 1000) =>
  adzuna.read({ url, body: JSON.stringify({ count, results }) }, { url: feed, companyName: null });
const read = (more?: object, url?: string): NormalisedPosting | undefined =>
  postingsIn([...reading([job(more)], url).items])[0];
const fifty = Array.from({ length: 50 }, (_, id) => job({ id: String(id) }));

test('a posting is read: the place from its area without the county, pay of a year', () => {
  expect(read()).toMatchObject({
    title: 'Gardener',
    location: 'Springfield, Illinois, US',
    employmentType: 'full-time',
    salary: { min: 4_000_050, max: 5_000_000, currency: 'USD', period: 'year' },
  });
  expect(read({ location: { area: ['US'] } })?.location).toBe('US');
});

test("an estimate of Adzuna's is no pay", () => {
  expect(read({ salary_is_predicted: '1' })?.salary).toBeNull();
  expect(read({ salary_is_predicted: 1 })?.salary).toBeNull();
});

test('the currency is that of the country that is searched', () => {
  expect(read({}, feed.replace('/us/', '/gb/'))?.salary?.currency).toBe('GBP');
});

test('without keys a sentence names the settings', () => {
  expect(adzuna.authorise?.({ url: feed }, { adzunaAppId: 'x' })).toMatch(/ADZUNA_APP_ID.*ADZUNA_APP_KEY/);
});

test('the keys go to the API alone, never into a posting, the stored address or the next one', () => {
  const asked = adzuna.authorise?.({ url: feed }, keys);
  expect(asked).toMatchObject({ url: `${feed}&app_id=the-id&app_key=the-key` });
  const withKeys = `${feed}&app_id=the-id&app_key=the-key`;
  const content = reading(fifty, withKeys);
  expect(JSON.stringify([...content.items])).not.toMatch(/the-id|the-key/);
  expect(JSON.stringify(content.more)).not.toMatch(/the-id|the-key/);
  expect(adzuna.feedUrl(new URL(withKeys)).href).toBe(feed);
  const elsewhere = { url: 'https://evil.example/' };
  expect(adzuna.authorise?.(elsewhere, keys)).toEqual(elsewhere);
});

test('pages follow by the number in the path, ten at most', () => {
  expect(reading(fifty).more).toMatchObject([{ url: feed.replace('/search/1', '/search/2') }]);
  expect(reading(fifty, feed.replace('/search/1', '/search/10')).more).toEqual([]);
  expect(reading(fifty, feed, 50).more).toEqual([]);
  expect(reading([job()]).more).toEqual([]);
});

test('a page for people is the search behind it, with known parameters only', () => {
  const page = new URL('https://www.adzuna.co.uk/jobs/search?q=gardener&w=Leeds&loc=1&p=3');
  expect(adzuna.recognises(page)).toBe(true);
  expect(adzuna.feedUrl(page).href).toBe(
    'https://api.adzuna.com/v1/api/jobs/gb/search/1?what=gardener&where=Leeds&results_per_page=50&sort_by=date',
  );
  for (const other of ['https://www.adzuna.evil/search', 'https://api.adzuna.com/v1/api/jobs/constructor/search/1']) {
    expect(adzuna.recognises(new URL(other))).toBe(false);
  }
});

test('cards are labelled "Jobs by Adzuna"', () => {
  expect(adzuna.terms.attribution?.name).toBe('Jobs by Adzuna');
});

test.each(['', '[]', '{}', '{"results":""}'])('%j is not a search', (body) => {
  expect(() => itemsOf(adzuna, body)).toThrow(UnreadableBody);
});
