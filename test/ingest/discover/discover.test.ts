import { describe, expect, test } from 'vitest';
import { boardsInPage } from '../../../src/ingest/discover/boards-in-page.ts';
import { type Discovered, discoverSource } from '../../../src/ingest/discover/discover.ts';
import type { PagedSource, Source } from '../../../src/ingest/source.ts';
import { feed } from '../../../src/ingest/sources/feed.ts';
import { githubList } from '../../../src/ingest/sources/github-list.ts';
import { greenhouse } from '../../../src/ingest/sources/greenhouse.ts';
import { recogniseSource, sourceKinds } from '../../../src/ingest/sources/index.ts';
import { jsonLd } from '../../../src/ingest/sources/json-ld.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const kindOn = (kind: string, host: string, over: Partial<PagedSource> = {}): PagedSource => ({
  kind,
  label: kind,
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 1, minimumMs: 1 },
  recognises: (url) => url.hostname === host && url.pathname.length > 1,
  feedUrl: (url) => new URL(`/${url.pathname.split('/')[1]}`, url),
  read: () => ({ items: [] }),
  ...over,
});
const orchard = kindOn('orchard', 'jobs.orchard.example');
const crowd = kindOn('crowd', 'crowd.example', { publisher: 'aggregator' });
const walled = kindOn('walled', 'walled.example', {
  terms: { everyMs: 1, minimumMs: 1, refused: 'Walled forbids to be read.' },
});
const kinds: readonly Source[] = [greenhouse, orchard, crowd, walled, githubList, feed, jsonLd];
const recognise = (url: URL): Source | null => kinds.find((kind) => kind.recognises(url)) ?? null;

const careersUrl = 'https://www.fernwood.example/careers';
const greenhouseFeed = 'https://boards-api.greenhouse.io/v1/boards/fernwood/jobs?content=true';

/** A web of pages; a text that is an address is a redirect. */
const discover = async (
  pages: Readonly<Record<string, string>>,
  url = careersUrl,
): Promise<{ found: Discovered; asked: string[] }> => {
  const asked: string[] = [];
  const found = await discoverSource(new URL(url), {
    recognise,
    kinds,
    get: async (address) => {
      asked.push(address);
      const page = pages[address];
      if (page === undefined) return { failed: 'answered 404' };
      return page.startsWith('https:')
        ? { body: pages[page] ?? '', finalUrl: page }
        : { body: page, finalUrl: address };
    },
  });
  return { found, asked };
};
const onPage = async (html: string): Promise<Discovered> => (await discover({ [careersUrl]: html })).found;
const posting = '<script type="application/ld+json">{"@type":"JobPosting","title":"Cook"}</script>';

test('a URL that shows its kind is not fetched', async () => {
  expect(await discover({}, 'https://boards.greenhouse.io/fernwood/jobs/123')).toEqual({
    found: { kind: 'greenhouse', url: greenhouseFeed },
    asked: [],
  });
});

test('a URL of a site that is not read is refused with the reason', async () => {
  expect(await discover({}, 'https://walled.example/fernwood')).toEqual({
    found: { refused: 'Walled forbids to be read.' },
    asked: [],
  });
  const { found, asked } = await discover({}, 'https://www.linkedin.com/jobs/view/1');
  expect(found).toEqual({ refused: expect.stringContaining('LinkedIn') });
  expect(asked).toEqual([]);
});

test('a careers page that redirects to its board', async () => {
  const { found } = await discover({ [careersUrl]: 'https://jobs.orchard.example/fernwood/all' });
  expect(found).toEqual({ kind: 'orchard', url: 'https://jobs.orchard.example/fernwood' });
});

describe('a board in the page is found', () => {
  test.each([
    ['a link', '<a href="https://boards.greenhouse.io/fernwood">Jobs</a>'],
    ['links to single postings', '<a href=//boards.greenhouse.io/fernwood/jobs/1?gh_src=x&amp;y=z>Cook</a>'],
    ['an iframe', '<IFRAME SRC="https://boards.greenhouse.io/embed/job_board?for=fernwood&amp;b=1"></IFRAME>'],
    ['a lazy iframe', '<iframe data-src="https://boards.greenhouse.io/embed/job_board?for=fernwood"></iframe>'],
    ['a script', '<script src="https://boards.greenhouse.io/embed/job_board/js?for=fernwood"></script>'],
    [
      'an address in a script',
      '<script>window.board = {"url":"https:\\/\\/boards.greenhouse.io\\/fernwood"};</script>',
    ],
    ['a link against a base', '<base href="https://boards.greenhouse.io/"><a href="fernwood">Jobs</a>'],
  ])('%s', async (_, html) => {
    expect(await onPage(`<html><body><p>Join us${html}</body>`)).toEqual({ kind: 'greenhouse', url: greenhouseFeed });
  });

  test('the board that is named most often wins, at a tie the first', async () => {
    const a = '<a href="https://jobs.orchard.example/oak/1">x</a>';
    const b = '<a href="https://jobs.orchard.example/elm/2">x</a>';
    expect(await onPage(`${a}${b}${b}`)).toMatchObject({ url: 'https://jobs.orchard.example/elm' });
    expect(await onPage(`${a}${b}`)).toMatchObject({ url: 'https://jobs.orchard.example/oak' });
  });

  test('aggregators, lists of other people and sites that are not read do not count', async () => {
    const html = `<a href="https://crowd.example/fernwood">x</a><a href="https://walled.example/fernwood">x</a>
      <a href="https://github.com/SimplifyJobs/New-Grad-Positions">x</a><a href="mailto:a@b.example">x</a><a href="https://[">x</a>`;
    expect(await onPage(html)).toHaveProperty('refused');
    expect(await onPage(`${html}<a href="https://jobs.orchard.example/oak">x</a>`)).toMatchObject({ kind: 'orchard' });
  });
});

test('postings in the page itself, then a feed of jobs, come after a board', async () => {
  const jobsFeed = '<link rel="alternate" type="application/rss+xml" title="Open jobs" href="/all.xml">';
  const board = '<a href="https://jobs.orchard.example/oak">x</a>';
  expect(await onPage(`${posting}${jobsFeed}${board}`)).toMatchObject({ kind: 'orchard' });
  expect(await onPage(`${posting}${jobsFeed}`)).toEqual({ kind: 'json-ld', url: careersUrl });
  expect(await onPage(jobsFeed)).toEqual({ kind: 'feed', url: 'https://www.fernwood.example/all.xml' });
});

test.each([
  '<link rel="alternate" type="application/rss+xml" title="News" href="/feed/">',
  '<link rel="alternate" type="application/rss+xml" title="Comments on Careers" href="/careers/comments/feed/">',
  '<link rel="alternate" hreflang="de" href="/de/jobs">',
  '<link rel="stylesheet" type="application/rss+xml" href="/jobs.xml">',
])('%s is no feed of jobs', async (html) => {
  expect(await onPage(html)).toHaveProperty('refused');
});

describe('the page of the site that says it is about jobs', () => {
  const home = 'https://www.fernwood.example/';
  const board = '<a href="https://jobs.orchard.example/oak">x</a>';

  test.each([
    ['<a href="/company/careers">About</a>', 'https://www.fernwood.example/company/careers'],
    ['<a href="/work"><b>Open</b> positions</a>', 'https://www.fernwood.example/work'],
    ['<a href="https://karriere.fernwood.example/">Stellenangebote</a>', 'https://karriere.fernwood.example/'],
    ['<a href="/jobs-report-2026">Our report</a><a href="/jobs#top">Jobs</a>', 'https://www.fernwood.example/jobs'],
  ])('%s is looked at', async (link, address) => {
    const { found, asked } = await discover({ [home]: link, [address]: board }, home);
    expect(found).toMatchObject({ kind: 'orchard' });
    expect(asked).toEqual([home, address]);
  });

  test('of another site it is not', async () => {
    const { found, asked } = await discover({ [home]: '<a href="https://oak.example/careers">Careers</a>' }, home);
    expect(found).toHaveProperty('refused');
    expect(asked).toEqual([home]);
  });

  test('no third page is fetched', async () => {
    const first = 'https://www.fernwood.example/careers';
    const pages = {
      [home]: '<a href="/careers">Careers</a>',
      [first]: '<a href="/jobs">Jobs</a>',
      'https://www.fernwood.example/jobs': board,
    };
    const { found, asked } = await discover(pages, home);
    expect(found).toHaveProperty('refused');
    expect(asked).toEqual([home, first]);
  });
});

test('why nothing was found is a sentence', async () => {
  expect((await discover({})).found).toEqual({ refused: 'The page could not be read (answered 404).' });
  expect(await onPage('<p>We hire!')).toEqual({
    refused: expect.stringMatching(/^No job board was found there: .*\.$/),
  });
  expect((await discover({}, 'file:///etc/passwd')).found).toEqual({
    refused: expect.stringMatching(/^Only a web address/),
  });
});

test('where the only board is one that is not read, the reason is said', async () => {
  const html = '<a href="https://walled.example/fernwood">Jobs</a>';
  expect(await onPage(html)).toEqual({ refused: 'Walled forbids to be read.' });
  expect(await onPage(`${html}${posting}`)).toMatchObject({ kind: 'json-ld' });
});

test.each([
  ['<a href="https://jobs.lever.co/acme/1-2-3">x</a>', 'lever'],
  ['<iframe src="https://jobs.ashbyhq.com/acme/embed"></iframe>', 'ashby'],
  ['<a href="https://apply.workable.com/acme/j/ABC/">x</a>', 'workable'],
  ['<a href="https://acme.recruitee.com/o/cook">x</a>', 'recruitee'],
  ['<iframe src="https://acme.jobs.personio.de/?language=de"></iframe>', 'personio'],
  ['<a href="https://acme.teamtailor.com/jobs">x</a>', 'teamtailor'],
  ['<a href="https://acme.wd5.myworkdayjobs.com/en-US/External">x</a>', 'workday'],
  ['<a href="https://careers.smartrecruiters.com/Acme">x</a>', 'smartrecruiters'],
  ['<script src="https://acme.bamboohr.com/js/embed.js"></script>', 'bamboohr'],
  ['<a href="https://jobs.jobvite.com/acme">x</a>', 'jobvite'],
])('with the kinds there are, %s leads to a board', async (html, kind) => {
  const found = await discoverSource(new URL(careersUrl), {
    recognise: recogniseSource,
    kinds: sourceKinds,
    get: async (url) => ({ body: html, finalUrl: url }),
  });
  expect(found).toMatchObject({ kind });
});

test('a page with a hundred thousand links or nested tags is looked through in less than a second', () => {
  const many = 100_000;
  const pages = [
    Array.from({ length: many }, (_, id) => `<a href="/${id}">jobs</a>`).join(''),
    '<div>'.repeat(many),
    '<table><tr><td><a href="/careers">'.repeat(many / 4),
    '<a '.repeat(many),
    '<iframe src="'.repeat(many),
    `<script>${'https://'.repeat(many)}</script>`,
  ];
  for (const html of pages) {
    expect(cpuMs(() => boardsInPage(html, careersUrl, recognise))).toBeLessThan(1000);
  }
});
