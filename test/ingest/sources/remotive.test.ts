import { expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { remotive } from '../../../src/ingest/sources/remotive.ts';
import { itemsOf, postingsIn } from '../../support/reading.ts';

const job = (more: object = {}): object => ({
  id: 12,
  url: 'https://remotive.com/remote-jobs/all-others/gardener-12',
  title: 'Gardener',
  company_name: 'Fern Ltd ',
  category: 'All others',
  tags: ['git'],
  job_type: 'part_time',
  publication_date: '2026-08-13T06:25:53',
  candidate_required_location: 'USA',
  salary: '$40k - $50k',
  description: '<p>Plant trees</p>',
  ...more,
});
const read = (more?: object): NormalisedPosting | undefined =>
  postingsIn(itemsOf(remotive, { '0-legal-notice': 'Link back.', 'job-count': 1, jobs: [job(more)] }))[0];

test('everything is remote, and the place is where a person may live', () => {
  expect(read()).toMatchObject({ remote: 'yes', remoteFrom: 'USA', location: 'USA' });
  expect(read({ candidate_required_location: 'Worldwide' })).toMatchObject({ remote: 'yes', remoteFrom: null });
  expect(read({ candidate_required_location: '' })).toMatchObject({ remote: 'yes', remoteFrom: null });
});

test('the company loses its spaces, a date without zone is UTC, the type is read', () => {
  expect(read()).toMatchObject({
    companyName: 'Fern Ltd',
    postedAt: new Date('2026-08-13T06:25:53Z'),
    employmentType: 'part-time',
  });
});

test('pay in words is read, and words without an amount are none', () => {
  expect(read()?.salary).toMatchObject({ min: 4_000_000, max: 5_000_000, currency: 'USD' });
  expect(read({ salary: 'Pay per task' })?.salary).toBeNull();
});

test('it is read at most four times a day, and named', () => {
  expect(24 * 3_600_000).toBeLessThanOrEqual(4 * remotive.terms.minimumMs);
  expect(remotive.terms.attribution?.name).toBe('Remotive');
});

test.each(['', '[]', '{}', '{"jobs":{}}'])('%j is not its list', (body) => {
  expect(() => itemsOf(remotive, body)).toThrow(UnreadableBody);
});

test('its pages lead to the list, without parameters that have no effect', () => {
  expect(remotive.recognises(new URL('https://remotive.com/remote-jobs?search=go'))).toBe(true);
  expect(remotive.feedUrl(new URL('https://remotive.com/api/remote-jobs?limit=5')).href).toBe(
    'https://remotive.com/api/remote-jobs',
  );
  expect(remotive.recognises(new URL('https://remotive.com.example/remote-jobs'))).toBe(false);
});
