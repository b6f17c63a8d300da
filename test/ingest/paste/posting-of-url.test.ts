import { expect, test } from 'vitest';
import { makePosting } from '../../../src/ingest/normalise/make-posting.ts';
import { postingOfUrl } from '../../../src/ingest/paste/posting-of-url.ts';
import type { NormalisedPosting } from '../../../src/ingest/source.ts';

const posting = (externalId: string, url: string, otherUrls: readonly string[] = []): NormalisedPosting => {
  const made = makePosting({ externalId, url, otherUrls, title: 'Cook', raw: null }, { url, companyName: 'Fernwood' });
  if (typeof made === 'string') throw new Error(made);
  return made;
};
const board = [
  posting('4001', 'https://boards.example/fernwood/jobs/4001'),
  posting('4002', 'https://boards.example/fernwood/jobs/4002', ['https://fernwood.example/apply/4002']),
  posting('aaaaaaaa-0000-4000-8000-000000000001', 'https://boards.example/fernwood/one'),
  posting('x', 'https://fernwood.example/careers#job-x'),
  posting('y', 'https://fernwood.example/careers#job-y'),
];

test.each([
  ['https://boards.example/fernwood/jobs/4001', '4001'],
  ['http://www.boards.example/fernwood/jobs/4001/?utm_source=x&gh_src=y#app', '4001'],
  ['https://boards.example/fernwood/jobs/4001/apply', '4001'],
  ['https://fernwood.example/apply/4002', '4002'],
  ['https://fernwood.example/careers?gh_jid=4002', '4002'],
  ['https://fernwood.example/de/stellen/4002-koch', '4002'],
  ['https://boards.example/x/AAAAAAAA-0000-4000-8000-000000000001/application', 'aaaaaaaa-0000-4000-8000-000000000001'],
  ['https://fernwood.example/careers#job-y', 'y'],
  ['https://boards.example/fernwood', null],
  ['https://boards.example/fernwood/jobs/9', null],
  ['https://fernwood.example/careers', null],
  ['not a url', null],
])('%s is the posting %s', (url, externalId) => {
  expect(postingOfUrl(board, url)?.externalId ?? null).toBe(externalId);
});

test('two postings that fit are none', () => {
  expect(
    postingOfUrl(
      [...board, posting('z', 'https://boards.example/fernwood/jobs/4001')],
      'https://boards.example/fernwood/jobs/4001',
    )?.externalId,
  ).toBe('4001');
  const same = [posting('z1', 'https://a.example/jobs'), posting('z2', 'https://a.example/jobs')];
  expect(postingOfUrl(same, 'https://a.example/jobs')).toBeNull();
});
