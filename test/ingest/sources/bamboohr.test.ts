import { expect, test } from 'vitest';
import { type Item, type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { bamboohr } from '../../../src/ingest/sources/bamboohr.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://birch-co.bamboohr.com/careers/list', companyName: null };
const job = (id: unknown, more = {}) => ({ id, jobOpeningName: 'Welder', ...more });
const read = (...result: readonly unknown[]): Item[] => itemsOf(bamboohr, { meta: {}, result }, source);
const only = (more: object): NormalisedPosting => {
  const [posting] = postingsIn(read(job('86', more)));
  if (posting === undefined) throw new Error('refused');
  return posting;
};

test('a listed posting is read, with the request for its own page', () => {
  const listed = job('86', {
    departmentLabel: 'Shop ',
    employmentStatusLabel: 'Full Time',
    location: { city: 'Leeds', state: 'Yorkshire' },
    isRemote: null,
    locationType: '2',
  });
  expect(read(listed)).toEqual([
    {
      posting: expect.objectContaining({
        externalId: '86',
        url: 'https://birch-co.bamboohr.com/careers/86',
        title: 'Welder',
        companyName: 'Birch Co',
        location: 'Leeds, Yorkshire',
        remote: 'hybrid',
        department: 'Shop',
        employmentType: 'full-time',
        description: '',
      }),
      detail: { url: 'https://birch-co.bamboohr.com/careers/86/detail' },
    },
  ]);
});

test('the place is the one that is filled in, and what was never set says nothing of remote work', () => {
  const ats = { country: 'Canada', state: null, province: 'Ontario', city: 'Ottawa' };
  expect(only({ location: { city: null, state: null }, atsLocation: ats, locationType: '1' })).toMatchObject({
    location: 'Ottawa, Ontario, Canada',
    remote: 'yes',
  });
  expect(only({ location: 'x', atsLocation: 3, locationType: '0' })).toMatchObject({ location: null, remote: null });
  expect(only({ isRemote: true }).remote).toBe('yes');
});

test('its own page adds text, date and nothing else changes', () => {
  const listed = only({ location: { city: 'Leeds' } });
  const detail = { result: { jobOpening: { description: '<p>Join metal.</p>', datePosted: '2026-04-01' } } };
  const page = { url: `${listed.url}/detail`, body: JSON.stringify(detail) };
  expect(bamboohr.readDetail?.(page, listed, source)).toEqual({
    posting: {
      ...listed,
      description: 'Join metal.',
      postedAt: new Date('2026-04-01T00:00:00Z'),
      techStack: expect.any(Array),
      language: listed.language,
    },
  });
  for (const body of ['', '{}', '{"result":{}}', '{"result":{"jobOpening":{"description":7}}}']) {
    expect(() => bamboohr.readDetail?.({ ...page, body }, listed, source)).toThrow(UnreadableBody);
  }
});

test('bad rows are refused alone', () => {
  const items = read(job(null), job('1'), job('1'), job('2', { jobOpeningName: '' }), null, job('../x'), job(9));
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1', '9']);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['number 1', '1', '2', 'number 5', '../x']);
});

test.each(['', '[]', '{}', '{"result":{}}', '<html>'])('%j is no list', (body) => {
  expect(() => itemsOf(bamboohr, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(read()).toEqual([]);
});

test.each([
  'https://acme.bamboohr.com',
  'http://acme.bamboohr.com/careers/',
  'https://acme.bamboohr.com/careers/86?source=x#top',
  'https://acme.bamboohr.com/careers/86/detail',
  'https://acme.bamboohr.com/jobs/view.php?id=86',
])('%s is read from its list', (address) => {
  expect(feedOf(bamboohr, address)).toBe('https://acme.bamboohr.com/careers/list');
});

test.each([
  ...lookAlikes('acme.bamboohr.com'),
  'https://www.bamboohr.com/careers/',
  'https://api.bamboohr.com/api/gateway.php/acme/v1/',
  'https://bamboohr.com/acme',
])('%s is not recognised', (address) => {
  expect(feedOf(bamboohr, address)).toBeNull();
});
