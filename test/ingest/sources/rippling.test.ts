import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { rippling } from '../../../src/ingest/sources/rippling.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://api.rippling.com/platform/api/ats/v1/board/ash-co/jobs', companyName: null };
const uuid = '0b6f2f0e-3c52-4a55-9d50-7c1c4e8c6a11';
const row = (place: unknown, more = {}) => ({
  uuid,
  name: 'Driver',
  url: `https://ats.rippling.com/ash-co/jobs/${uuid}`,
  department: { label: 'Fleet' },
  workLocation: place,
  ...more,
});

test('an operator is told why Rippling is not read', () => {
  expect(rippling.terms.refused).toMatch(/data aggregation service/);
});

test('each place of a posting is a row of its own', () => {
  const items = itemsOf(
    rippling,
    [row({ label: 'Oslo' }), row({ label: 'Remote (Norway)' }), row(null), row(7)],
    source,
  );
  expect(postingsIn(items)).toMatchObject([
    { externalId: `${uuid}:Oslo`, location: 'Oslo', companyName: 'Ash Co', department: 'Fleet', postedAt: null },
    { externalId: `${uuid}:Remote (Norway)`, remote: 'yes' },
    { externalId: uuid, location: null },
  ]);
  expect(rejectionsIn(items)).toEqual([{ item: uuid, reason: 'id: there is another posting with this id' }]);
});

test('a row without id, name or link is refused alone', () => {
  const items = itemsOf(
    rippling,
    [row(null, { uuid: 'x' }), row(null, { name: 3 }), row(null, { url: 'mailto:a@b.example' }), row(null)],
    source,
  );
  expect([postingsIn(items).length, rejectionsIn(items).length]).toEqual([1, 3]);
});

test.each(['', '{}', '{"items":[]}', '<html>'])('%j is no board', (body) => {
  expect(() => itemsOf(rippling, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(itemsOf(rippling, [], source)).toEqual([]);
});

test.each([
  'https://ats.rippling.com/acme',
  'https://ats.rippling.com/acme/jobs/?page=1',
  `https://ats.rippling.com/acme/jobs/${uuid}?jobSite=x`,
  'https://ats.rippling.com/en-GB/acme/jobs',
  'https://api.rippling.com/platform/api/ats/v1/board/acme/jobs',
])('%s is recognised', (address) => {
  expect(feedOf(rippling, address)).toBe('https://api.rippling.com/platform/api/ats/v1/board/acme/jobs');
});

test.each([...lookAlikes('ats.rippling.com', '/acme'), 'https://www.rippling.com/acme', 'https://ats.rippling.com/'])(
  '%s is not recognised',
  (address) => {
    expect(feedOf(rippling, address)).toBeNull();
  },
);
