import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, type PageContent, UnreadableBody } from '../../../src/ingest/source.ts';
import { hackernews } from '../../../src/ingest/sources/hackernews.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const algolia = 'https://hn.algolia.com/api/v1';
const firebase = 'https://hacker-news.firebaseio.com/v0';
const comment = (text: string | null, more: object = {}): object => ({
  id: 11,
  type: 'comment',
  by: 'somebody',
  time: 1_767_369_793,
  text,
  ...more,
});
const page = (body: unknown): PageContent =>
  hackernews.read({ url: 'x', body: JSON.stringify(body) }, { url: algolia, companyName: null });
const read = (text: string): NormalisedPosting => {
  const items = itemsOf(hackernews, comment(text));
  const [posting] = postingsIn(items);
  if (posting === undefined) throw new Error(JSON.stringify(items));
  return posting;
};
const refusal = (text: string): string | undefined => rejectionsIn(itemsOf(hackernews, comment(text)))[0]?.reason;

describe('where a thread is found', () => {
  const hit = (objectID: string, title: string): object => ({ objectID, title, author: 'whoishiring' });

  test('the newest whose title says that it is the one', () => {
    const hits = [
      hit('50', 'Ask HN: Who is hiring? (April 2026)'),
      hit('72', 'Ask HN: Who wants to be hired? (May 2026)'),
      hit('71', 'Ask HN: Who is hiring? (May 2026)'),
      hit('73', 'Ask HN: Freelancer? Seeking freelancer? (May 2026)'),
    ];
    expect(page({ hits })).toEqual({ items: [], more: [{ url: `${algolia}/items/71` }] });
    expect(page({ hits: [] }).more).toEqual([]);
  });

  test('a thread of Firebase names its comments, a bounded number of them', () => {
    const thread = { id: 1, type: 'story', title: 'Ask HN: Who is hiring? (May 2026)', kids: [11, 12] };
    expect(page(thread)).toEqual({
      items: [],
      more: [{ url: `${firebase}/item/11.json` }, { url: `${firebase}/item/12.json` }],
    });
    const kids = Array.from({ length: 5000 }, (_, index) => index + 1);
    expect(page({ ...thread, kids }).more).toHaveLength(1000);
    expect(page([3, 4]).more).toEqual([{ url: `${firebase}/item/3.json` }, { url: `${firebase}/item/4.json` }]);
  });

  test('the threads beside it are not read, whoever asks for them', () => {
    for (const list of [{ kids: [1] }, { children: [] }]) {
      const thread = { id: 1, type: 'story', title: 'Ask HN: Who wants to be hired? (May 2026)', ...list };
      expect(() => page(thread)).toThrow(UnreadableBody);
    }
  });

  test.each([
    ['https://news.ycombinator.com/user?id=whoishiring', `${algolia}/search_by_date?tags=story,author_whoishiring`],
    [
      'https://news.ycombinator.com/submitted?id=whoishiring',
      `${algolia}/search_by_date?tags=story,author_whoishiring`,
    ],
    ['https://news.ycombinator.com/item?id=71', `${algolia}/items/71`],
    ['https://news.ycombinator.com/jobs', `${firebase}/jobstories.json`],
    [`${firebase}/item/71.json`, `${firebase}/item/71.json`],
    [`${algolia}/items/71`, `${algolia}/items/71`],
  ])('%s is read from %s', (url, feed) => {
    expect(hackernews.recognises(new URL(url))).toBe(true);
    expect(hackernews.feedUrl(new URL(url)).href).toBe(feed);
  });

  test.each([
    'https://news.ycombinator.com/user?id=somebody',
    'https://news.ycombinator.com/',
    'https://news.ycombinator.com.example/item?id=71',
    `${firebase}/item/../../x.json`,
  ])('%s is not recognised', (url) => {
    expect(hackernews.recognises(new URL(url))).toBe(false);
  });

  test.each(['', '<html>', '{}', '{"hits":7}', '"x"'])('%j is not of Hacker News', (body) => {
    expect(() => itemsOf(hackernews, body)).toThrow(UnreadableBody);
  });
});

test('of a whole thread only top-level comments are postings, and what was deleted is passed over', () => {
  const reply = comment('Fern | Replier | REMOTE', { id: 99 });
  const children = [
    comment('Fern | Gardening Engineer | REMOTE', { id: 12, author: 'me', created_at_i: 5, children: [reply] }),
    comment(null, { id: 13 }),
    comment('', { id: 14 }),
    comment('Fern | Engineer | Oslo', { id: 15, dead: true }),
    { id: 16, type: 'comment', deleted: true },
  ];
  const items = [...page({ id: 1, type: 'story', title: 'Ask HN: Who is hiring? (May 2026)', children }).items];
  expect(postingsIn(items)).toMatchObject([{ externalId: '12', url: 'https://news.ycombinator.com/item?id=12' }]);
  expect(items).toHaveLength(1);
  expect(JSON.stringify(items)).not.toMatch(/Replier|"me"/);
  expect(itemsOf(hackernews, 'null')).toEqual([]);
});

describe('the first line', () => {
  test.each([
    ['Fern (YC W24) | Gardening Engineer | Oslo, Norway | ONSITE | Full-time | https:&#x2F;&#x2F;fern.example'],
    ['Fern | https:&#x2F;&#x2F;fern.example | Full-time | ONSITE | Oslo, Norway | Gardening Engineer'],
    ['Fern (https:&#x2F;&#x2F;fern.example) | ONSITE (Oslo, Norway) | Full time | Gardening Engineer'],
    ['Gardening Engineer | Fern | Oslo, Norway (onsite) | Full-time'],
    ['Fern — Gardening Engineer — Oslo, Norway (onsite) — Full-time'],
    ['Fern; Gardening Engineer; Onsite, Oslo, Norway; Full-time'],
    ['Company: Fern<p>Role: Gardening Engineer<p>Location: Oslo, Norway (onsite)<p>Type: Full-time'],
  ])('%# gives company, role, place and hours in any order', (text) => {
    expect(read(`${text}<p>We plant trees.`)).toMatchObject({
      companyName: 'Fern',
      title: 'Gardening Engineer',
      remote: 'no',
      employmentType: 'full-time',
      location: expect.stringContaining('Oslo'),
    });
  });

  test.each([
    ['Fern is hiring a gardening engineer in Oslo (ONSITE).', 'gardening engineer'],
    ['Gardening Engineer @ Fern (Oslo, ONSITE)', 'Gardening Engineer'],
    ['At Fern (fern.example) we plant trees.<p>We are looking for a gardening engineer to help.', 'gardening engineer'],
  ])('%j is a sentence and read too', (text, title) => {
    expect(read(text)).toMatchObject({ companyName: 'Fern', title });
  });

  test('that goes on in the next line is one', () => {
    expect(read('Fern | https:&#x2F;&#x2F;fern.example\n | Remote (US) | Gardening Engineer')).toMatchObject({
      title: 'Gardening Engineer',
      remoteFrom: 'US',
    });
  });

  test('with pay: the amount is read', () => {
    expect(read('Fern | Gardening Engineer | Austin, TX | $90k-$110k + equity').salary).toMatchObject({
      min: 9_000_000,
      max: 11_000_000,
      currency: 'USD',
    });
  });
});

describe('several roles', () => {
  const lists =
    '<p>1. Senior Gardener Engineer (Oslo)<p>- Tree Designer: https:&#x2F;&#x2F;fern.example&#x2F;jobs&#x2F;2';

  test('are one posting, whose title lists them', () => {
    expect(read(`Fern | Multiple roles | Oslo${lists}<p>Ada, co-founder`)).toMatchObject({
      title: 'Senior Gardener Engineer (Oslo), Tree Designer',
    });
    expect(read('Fern | Gardening Engineer, Tree Designer | Oslo').title).toBe('Gardening Engineer, Tree Designer');
  });
  test('that nothing lists are called as the line calls them', () => {
    expect(read('Fern | Multiple roles | Oslo<p>We plant trees.').title).toBe('Multiple roles');
  });
});

describe('remote', () => {
  test.each([
    ['REMOTE (US only)', 'yes', 'US'],
    ['Remote', 'yes', null],
    ['Oslo or REMOTE (Norway)', 'yes', 'Norway'],
    ['Remote and Oslo', 'yes', null],
    ['Remote for the right candidate', 'yes', null],
    ['Remote (UTC-1 to UTC+5)', 'yes', 'UTC-1 to UTC+5'],
    ['Oslo (Hybrid)', 'hybrid', null],
    ['Oslo, in-person', 'no', null],
    ['ONSITE + part remote', 'hybrid', expect.anything()],
    ['Oslo', null, null],
  ])('%j is %s from %s', (place, remote, remoteFrom) => {
    const posting = read(`Fern | Gardening Engineer | ${place}`);
    expect(posting.remote).toBe(remote);
    if (remote === 'yes') expect(posting.remoteFrom).toBe(remoteFrom);
  });
});

describe('links', () => {
  const link = (url: string): string =>
    `<a href="${url.replaceAll('/', '&#x2F;')}" rel="nofollow">${url.slice(0, 20)}...</a>`;

  test('the page of the vacancy is another address of it, in full; home page and list of jobs are not', () => {
    const vacancy = 'https://jobs.ashbyhq.com/fern/e9d8e7e3-c737-43ee-8c7e-35a38007a0f1';
    const text = `Fern | Gardening Engineer | Oslo | ${link('https://fern.example/')}<p>${link(vacancy)}<p>${link('https://fern.example/careers')}`;
    expect(read(text).otherUrls).toEqual([vacancy]);
  });
  test('of several vacancies none is the address of the posting', () => {
    const text = `Fern | Gardening Engineer, Tree Designer | Oslo<p>${link('https://fern.example/jobs/1')}<p>${link('https://fern.example/jobs/2')}`;
    expect(read(text).otherUrls).toEqual([]);
  });
});

test('paragraphs that are never closed and escaped slashes are plain text', () => {
  expect(read('Fern | Gardening Engineer | Oslo<p>Trees &amp; bushes<p>And&#x2F;or flowers').description).toBe(
    'Fern | Gardening Engineer | Oslo\n\nTrees & bushes\n\nAnd/or flowers',
  );
});

describe('refused with a reason, not guessed', () => {
  test.each([
    ['What about Europe?', /^company/],
    ['I applied last month and did not hear back.', /^company/],
    ['Your recruiter is a rude person btw', /^company/],
    ['Gardening Engineer | Oslo or REMOTE', /^company/],
    ['Stealth | Gardening Engineer | Oslo', /^company/],
    ['$20bn fund, few employees | Oslo | full-time', /^company/],
    ['Fern | Oslo | ONSITE<p>We plant trees and are fond of them.', /^title/],
    ['CLOSED - thanks for all the applications!', /closed/],
    ['SEEKING WORK | Gardener | Remote', /looks for work/],
    ['Location: Oslo<p>Remote: Yes<p>Willing to relocate: No', /looks for work/],
  ])('%j', (text, reason) => {
    expect(refusal(text)).toMatch(reason);
  });

  test('text of a million characters is refused, and one that is built to be slow is not', () => {
    expect(refusal('x'.repeat(1_000_000))).toMatch(/^text: longer/);
    const started = performance.now();
    for (const unit of [
      'a - ',
      '| ',
      '(',
      'hiring for ',
      'remote (',
      'A is ',
      '<p>- Engineer ',
      '<a href="',
      ', and ',
    ]) {
      itemsOf(hackernews, comment(unit.repeat(Math.floor(400_000 / unit.length))));
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('job stories', () => {
  const story = (title: string, more: object = {}): NormalisedPosting[] =>
    postingsIn(itemsOf(hackernews, { id: 21, type: 'job', by: 'yc', time: 5, title, ...more }));

  test('name company and role in their title', () => {
    expect(
      story('Fern (YC W24) Is Hiring a Gardening Engineer in Oslo', { url: 'https://fern.example/jobs/1' }),
    ).toMatchObject([
      {
        companyName: 'Fern',
        title: 'Gardening Engineer',
        url: 'https://news.ycombinator.com/item?id=21',
        otherUrls: ['https://fern.example/jobs/1'],
      },
    ]);
    expect(story('Fern (YC W24): Gardening Engineer – $95K in Oslo')).toMatchObject([{ title: 'Gardening Engineer' }]);
  });
  test('without a role are refused, unless the page that was saved with them names it', () => {
    expect(story('Fern (YC W24) Is Hiring')).toEqual([]);
    const saved = {
      text: 'Fern (YC W24) Is Hiring\n\nTree Designer at Fern | Y Combinator Open menu',
      source: 'direct',
      id: 5,
    };
    expect(postingsIn([...page({ jobs: [saved] }).items])).toMatchObject([
      { companyName: 'Fern', title: 'Tree Designer' },
    ]);
  });
});

test('its words are of no employer and no board, and an absent comment is not gone', () => {
  expect(hackernews).toMatchObject({ publisher: 'community', coverage: 'newest' });
});
