import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PagedSource } from '../../../src/ingest/source.ts';
import { adzuna } from '../../../src/ingest/sources/adzuna.ts';
import { arbeitnow } from '../../../src/ingest/sources/arbeitnow.ts';
import { hackernews } from '../../../src/ingest/sources/hackernews.ts';
import { himalayas } from '../../../src/ingest/sources/himalayas.ts';
import { jobicy } from '../../../src/ingest/sources/jobicy.ts';
import { refusedSite } from '../../../src/ingest/sources/refused-sites.ts';
import { remoteok } from '../../../src/ingest/sources/remoteok.ts';
import { remotive } from '../../../src/ingest/sources/remotive.ts';
import { themuse } from '../../../src/ingest/sources/themuse.ts';
import { usajobs } from '../../../src/ingest/sources/usajobs.ts';
import { weworkremotely } from '../../../src/ingest/sources/weworkremotely.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const payloads = join(import.meta.dirname, '../../../../shared/data/payloads');
const bodyOf = (file: string): string => {
  const bytes = readFileSync(join(payloads, file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
const jobsOf = <T extends z.ZodType>(file: string, job: T): z.infer<T>[] =>
  z.object({ jobs: z.array(job) }).parse(JSON.parse(bodyOf(file))).jobs;

describe.skipIf(!existsSync(payloads))('real answers', () => {
  test.each<[string, PagedSource, number, string]>([
    ['adzuna/search-us-1.json', adzuna, 1, 'https://api.adzuna.com/v1/api/jobs/us/search/1'],
    ['arbeitnow/captured-2026-08.json', arbeitnow, 3, 'https://www.arbeitnow.com/api/job-board-api'],
    ['himalayas/captured-2026-08.json', himalayas, 3, 'https://himalayas.app/jobs/api'],
    ['jobicy/captured-2026-08.json', jobicy, 3, 'https://jobicy.com/api/v2/remote-jobs'],
    ['remoteok/captured-2026-08.json', remoteok, 3, 'https://remoteok.com/api'],
    ['remotive/captured-2026-08.json', remotive, 3, 'https://remotive.com/api/remote-jobs'],
    ['themuse/jobs-page-0.json', themuse, 1, 'https://www.themuse.com/api/public/jobs?page=0'],
    ['usajobs/search.json', usajobs, 1, 'https://data.usajobs.gov/api/search'],
    ['usajobs/historic-hrxml.xml', usajobs, 3, 'https://data.usajobs.gov/api/search'],
    ['weworkremotely/category.rss', weworkremotely, 3, 'https://weworkremotely.com/remote-jobs.rss'],
  ])('%s is read whole', (file, kind, count, url) => {
    const items = itemsOf(kind, bodyOf(file), { url, companyName: null });
    const postings = postingsIn(items);
    expect(rejectionsIn(items)).toEqual([]);
    expect(postings).toHaveLength(count);
    for (const posting of postings) {
      expect(posting.postedAt).toBeInstanceOf(Date);
      expect(posting.description).not.toBe('');
      expect(posting.companyName).not.toMatch(/^name$/i);
      expect(`${posting.title} ${posting.companyName} ${posting.department}`).not.toMatch(/&\w+;/);
    }
  });

  test.each([
    ['html/dice.html.gz', 'https://www.dice.com/jobs?q=nodejs'],
    ['html/hiringcafe.html.gz', 'https://hiring.cafe/'],
  ])('the site of %s is refused with a sentence', (file, url) => {
    expect(bodyOf(file)).toContain('<html');
    expect(refusedSite(new URL(url))).toMatch(/is not read: .+ forbid .+\.$/);
  });

  test('the search for threads leads to the one of May, not to its decoy', () => {
    const body = bodyOf('hn/algolia-search_by_date.json');
    expect(hackernews.read({ url: 'x', body }, { url: 'https://news.ycombinator.com/', companyName: null })).toEqual({
      items: [],
      more: [{ url: 'https://hn.algolia.com/api/v1/items/47975571' }],
    });
  });

  const comment = z.object({ id: z.number(), text: z.string().nullish() });

  // The least share of comments that is read; most of the others are replies, questions and posts without a name.
  test.each([
    ['2026-01-01', 264, 0.88],
    ['2026-02-01', 441, 0.85],
    ['2026-04-17', 370, 0.83],
    ['2026-04-28', 371, 0.83],
  ])('the thread %s of %i comments is accounted for', (date, count, least) => {
    const file = `hn/firebase-${date}.json.gz`;
    const items = itemsOf(hackernews, bodyOf(file));
    const accepted = postingsIn(items);
    const passedOver = jobsOf(file, comment).filter(({ text }) => !text).length;
    expect(accepted.length + rejectionsIn(items).length + passedOver).toBe(count);
    expect(accepted.length / count).toBeGreaterThanOrEqual(least);
    for (const posting of accepted) {
      expect(posting.url).toBe(`https://news.ycombinator.com/item?id=${posting.externalId}`);
      expect(posting.companyName.length).toBeLessThanOrEqual(50);
      expect(`${posting.companyName} ${posting.title}`).not.toMatch(/https?:|&#?\w+;|<\/?\w+>/);
    }
  });

  test('Algolia and Firebase give the same postings of one thread', () => {
    const told = (file: string): unknown =>
      postingsIn(itemsOf(hackernews, bodyOf(file))).map(({ raw: _, ...posting }) => posting);
    expect(told('hn/algolia-item-46466074.json.gz')).toEqual(told('hn/firebase-2026-01-01.json.gz'));
  });

  test('what is called remote is, by the labels', () => {
    const label = z.object({ id: z.number(), remote: z.string() });
    const pairs = ['2026-01-01', '2026-02-01', '2026-04-17', '2026-04-28'].flatMap((date) => {
      const labels = new Map(jobsOf(`hn/labels-${date}.json.gz`, label).map(({ id, remote }) => [String(id), remote]));
      return postingsIn(itemsOf(hackernews, bodyOf(`hn/firebase-${date}.json.gz`))).map(
        ({ externalId, remote }) => [remote, labels.get(externalId)] as const,
      );
    });
    const share = (
      of: readonly (readonly [unknown, unknown])[],
      right: (pair: readonly [unknown, unknown]) => boolean,
    ) => of.filter(right).length / of.length;
    const remote = pairs.filter(([said]) => said === 'yes');
    const labelled = pairs.filter(([, label]) => label === 'fully_remote');
    const onsite = pairs.filter(([said]) => said === 'no');
    expect(share(remote, ([, label]) => label === 'fully_remote' || label === 'hybrid')).toBeGreaterThan(0.98);
    expect(share(labelled, ([said]) => said === 'yes')).toBeGreaterThan(0.9);
    expect(share(onsite, ([, label]) => label !== 'fully_remote')).toBeGreaterThan(0.99);
  });
});
