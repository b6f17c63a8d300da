import { describe, expect, test } from 'vitest';
import { boardId } from '../../../src/ingest/dedupe/board-id.ts';
import { canonicalUrl } from '../../../src/ingest/dedupe/canonical-url.ts';
import { hash53 } from '../../../src/ingest/dedupe/keys.ts';

const uuid = '3eac6406-13a9-4bdc-b8f3-11b1584cd751';

describe('one page under several addresses', () => {
  test.each([
    ['https://www.Acme.example/jobs/12/', 'http://acme.example/jobs/12?utm_source=x&utm_medium=y'],
    ['https://acme.example/jobs/12?b=2&a=1', 'https://acme.example/jobs/12?a=1&b=2&gh_src=abc&ref=list'],
    ['https://jobs.lever.co/acme/1234/apply?lever-source=Simplify', 'https://jobs.lever.co/acme/1234'],
    ['https://jobs.ashbyhq.com/acme/1234/application', 'https://jobs.ashbyhq.com/acme/1234#top'],
  ])('%s is %s', (one, other) => {
    expect(canonicalUrl(one)).toBe(canonicalUrl(other));
    expect(canonicalUrl(one)).not.toBeNull();
  });

  test.each([
    ['https://acme.example/jobs?gh_jid=1', 'https://acme.example/jobs?gh_jid=2'],
    ['https://www.indeed.com/viewjob?jk=aa5fc3e3c5f44759', 'https://www.indeed.com/viewjob?jk=aa5fc3e3c5f44758'],
    ['https://acme.example/detail?job_id=7', 'https://acme.example/detail?job_id=8'],
    ['https://acme.example/#/jobs/1', 'https://acme.example/#/jobs/2'],
    ['https://acme.example/jobs/Ab', 'https://acme.example/jobs/aB'],
    ['https://acme.example/jobs/1', 'https://jobs.acme.example/jobs/1'],
  ])('%s is not %s', (one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
  });

  test.each(['mailto:jobs@acme.example', 'not an address', ''])('%s is no address', (text) => {
    expect(canonicalUrl(text)).toBeNull();
  });
});

test.each([
  ['https://boards.greenhouse.io/acme/jobs/4471234?gh_src=1', 'greenhouse:4471234'],
  ['https://job-boards.eu.greenhouse.io/acme/jobs/4471234101', 'greenhouse:4471234101'],
  ['https://boards-api.greenhouse.io/v1/boards/acme/jobs/4471234', 'greenhouse:4471234'],
  ['https://boards.greenhouse.io/embed/job_app?for=acme&token=4471234', 'greenhouse:4471234'],
  ['https://acme.example/careers?gh_jid=4471234&x=1', 'greenhouse:4471234'],
  [`https://jobs.lever.co/acme/${uuid}/apply`, `lever:${uuid}`],
  [`https://jobs.eu.lever.co/acme/${uuid.toUpperCase()}`, `lever:${uuid}`],
  [`https://jobs.ashbyhq.com/acme%20co/${uuid}/application`, `ashby:${uuid}`],
  [`https://acme.example/careers?ashby_jid=${uuid}#open`, `ashby:${uuid}`],
  ['https://apply.workable.com/acme/j/A1B2C3D4E5/', 'workable:a1b2c3d4e5'],
  ['https://jobs.smartrecruiters.com/Acme/743999934414178-engineer', 'smartrecruiters:743999934414178'],
  ['https://acme.wd5.myworkdayjobs.com/en-US/careers/job/Berlin/Engineer--I_R-12345', 'workday:acme:r-12345'],
  ['https://acme.wd1.myworkdayjobs.com/careers/details/Engineer_JR0023139-1?q=x', 'workday:acme:jr0023139-1'],
  ['https://de.indeed.com/viewjob?jk=aa5fc3e3c5f44759', 'indeed:aa5fc3e3c5f44759'],
  ['https://acme.jobs.personio.de/job/123456?language=de', 'personio:acme:123456'],
])('%s shows the id %s', (address, id) => {
  expect(boardId(address)).toBe(id);
});

test.each([
  'https://acme.example/jobs/4471234',
  'https://boards.greenhouse.io/acme',
  'https://evil.example/?jk=aa5fc3e3c5f44759',
])('%s shows no id of a board', (address) => {
  expect(boardId(address)).toBeNull();
});

test('a key is a whole number that a double holds, and always the same', () => {
  const hashes = Array.from({ length: 10_000 }, (_, at) => hash53(`near acme\nengineer ${at}\nberlin`));
  expect(new Set(hashes).size).toBe(10_000);
  expect(hashes.every(Number.isSafeInteger)).toBe(true);
  expect(hash53('id greenhouse:4471234')).toBe(hash53('id greenhouse:4471234'));
});
