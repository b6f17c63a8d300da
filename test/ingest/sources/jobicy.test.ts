import { expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { jobicy } from '../../../src/ingest/sources/jobicy.ts';
import { itemsOf, postingsIn } from '../../support/reading.ts';

const job = (more: object = {}): object => ({
  id: 5,
  url: 'https://jobicy.com/jobs/5-gardener',
  jobTitle: 'Gardener &amp; Planner',
  companyName: 'Fern &#038; Co',
  jobIndustry: ['Product &amp; Operations'],
  jobType: ['Full-Time'],
  jobGeo: 'LATAM,  Brazil',
  jobLevel: 'Senior',
  jobDescription: '<p>Plant trees</p>',
  pubDate: '2026-08-15T15:28:49+00:00',
  ...more,
});
const read = (more?: object): NormalisedPosting | undefined => postingsIn(itemsOf(jobicy, { jobs: [job(more)] }))[0];

test('entities in lines and lists are decoded', () => {
  expect(read()).toMatchObject({
    title: 'Gardener & Planner',
    companyName: 'Fern & Co',
    department: 'Product & Operations',
    employmentType: 'full-time',
  });
});

test('a type that is one text is read like a list', () => {
  expect(read({ jobType: 'Part-Time' })?.employmentType).toBe('part-time');
});

test('everything is remote, from where the board says', () => {
  expect(read()).toMatchObject({ remote: 'yes', remoteFrom: 'LATAM, Brazil', location: 'LATAM; Brazil' });
  expect(read({ jobGeo: 'Anywhere' })).toMatchObject({ remote: 'yes', remoteFrom: null });
});

test('pay is read where it is there', () => {
  expect(read()?.salary).toBeNull();
  const pay = { salaryMin: 90_000, salaryMax: '110000', salaryCurrency: 'USD', salaryPeriod: 'yearly' };
  expect(read(pay)?.salary).toEqual({ min: 9_000_000, max: 11_000_000, currency: 'USD', period: 'year' });
});

test('it is read at most once an hour, and named', () => {
  expect(jobicy.terms).toMatchObject({ minimumMs: 3_600_000, attribution: { name: 'Jobicy' } });
});

test('the address has only parameters that the API knows', () => {
  expect(jobicy.feedUrl(new URL('https://jobicy.com/api/v2/remote-jobs?count=7&geo=usa&page=2&x=1')).href).toBe(
    'https://jobicy.com/api/v2/remote-jobs?count=100&geo=usa',
  );
  expect(jobicy.recognises(new URL('https://jobicy.com/jobs'))).toBe(true);
  expect(jobicy.recognises(new URL('https://jobicy.com.example/jobs'))).toBe(false);
});

test.each(['', '[]', '{}', '{"jobs":null}'])('%j is not its list', (body) => {
  expect(() => itemsOf(jobicy, body)).toThrow(UnreadableBody);
});
