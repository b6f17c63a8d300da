import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Item, PagedSource } from '../../../src/ingest/source.ts';
import { ashby } from '../../../src/ingest/sources/ashby.ts';
import { lever } from '../../../src/ingest/sources/lever.ts';
import { recruitee } from '../../../src/ingest/sources/recruitee.ts';
import { smartrecruiters } from '../../../src/ingest/sources/smartrecruiters.ts';
import { workable } from '../../../src/ingest/sources/workable.ts';
import { workday } from '../../../src/ingest/sources/workday.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const data = join(import.meta.dirname, '../../../../shared/data');

/** The postings that the list of the files states: "132 boards / 396 jobs" or "2". */
const stated = (file: string): number => {
  const row = readFileSync(join(data, 'README.md'), 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`| \`payloads/${file}\``));
  return Number(/(\d+)(?: jobs)?$/.exec(row?.split('|').at(-3)?.trim() ?? '')?.[1]);
};

const boardLine = z.object({ board: z.string(), payload: z.unknown() });

const boardsIn = (file: string): readonly z.infer<typeof boardLine>[] => {
  const bytes = readFileSync(join(data, 'payloads', file));
  if (file.endsWith('.json')) return [{ board: 'acme', payload: JSON.parse(bytes.toString()) }];
  const lines = gunzipSync(bytes).toString().trim().split('\n');
  return lines.map((line) => boardLine.parse(JSON.parse(line)));
};

const addressOf: Readonly<Record<string, (board: string) => string>> = {
  lever: (board) => `https://jobs.lever.co/${board}`,
  ashby: (board) => `https://jobs.ashbyhq.com/${board}`,
  workable: (board) => `https://apply.workable.com/${board}/`,
  smartrecruiters: (board) => `https://careers.smartrecruiters.com/${board}`,
  recruitee: (board) => `https://${board}.recruitee.com`,
  workday: (board) => `https://${board}.wd12.myworkdayjobs.com/Careers`,
};

const read = (kind: PagedSource, file: string): readonly Item[] =>
  boardsIn(file).flatMap(({ board, payload }) => {
    const pasted = new URL(addressOf[kind.kind]?.(board) ?? '');
    expect(kind.recognises(pasted)).toBe(true);
    return itemsOf(kind, payload, { url: kind.feedUrl(pasted).href, companyName: null });
  });

const whole: readonly (readonly [PagedSource, string, number])[] = [
  [lever, 'lever/boards.ndjson.gz', 396],
  [lever, 'lever/recorded-2026.json', 2],
  [ashby, 'ashby/boards.ndjson.gz', 462],
  [ashby, 'ashby/highlightta.json', 2],
  [smartrecruiters, 'smartrecruiters/boards.ndjson.gz', 483],
  [smartrecruiters, 'smartrecruiters/knight.json', 1],
  [recruitee, 'recruitee/boards.ndjson.gz', 192],
  [recruitee, 'recruitee/acme-de.json', 2],
  [workday, 'workday/salesforce.json', 2],
];

describe.skipIf(!existsSync(data))('recorded boards', () => {
  test.each(whole.map(([kind, ...rest]) => [kind.label, ...rest, kind] as const))(
    '%s reads %s whole: %d postings',
    (_label, file, rows, kind) => {
      expect(stated(file)).toBe(rows);
      const items = read(kind, file);
      expect(rejectionsIn(items)).toEqual([]);
      expect(postingsIn(items)).toHaveLength(rows);
    },
  );

  test('of 4 postings the one that is not listed is passed over', () => {
    expect(stated('ashby/ever-jobs.json')).toBe(4);
    const payload = z.object({ jobs: z.array(z.object({ id: z.string(), isListed: z.boolean() })) });
    const { jobs } = payload.parse(boardsIn('ashby/ever-jobs.json')[0]?.payload);
    const items = read(ashby, 'ashby/ever-jobs.json');
    expect(rejectionsIn(items)).toEqual([]);
    const listed = jobs.filter(({ isListed }) => isListed).map(({ id }) => id);
    expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(listed);
    expect(listed).toHaveLength(3);
  });

  test('2 rows of one shortcode are one posting in two countries', () => {
    expect(stated('workable/zaelab.json')).toBe(2);
    const items = read(workable, 'workable/zaelab.json');
    expect(rejectionsIn(items)).toEqual([]);
    expect(postingsIn(items)).toMatchObject([{ location: 'Spain; Portugal', remote: 'yes', raw: [{}, {}] }]);
  });

  test('every posting has a date, a company and a text, where its board gives them', () => {
    for (const [kind, file] of whole) {
      const postings = postingsIn(read(kind, file));
      expect(postings.filter(({ companyName }) => companyName === '')).toEqual([]);
      if (kind === workday) continue;
      expect(postings.filter(({ postedAt }) => postedAt === null).map(({ url }) => url)).toEqual([]);
      // This one is a list as it comes: texts are on the detail pages alone.
      if (file === 'smartrecruiters/knight.json') continue;
      expect(postings.filter(({ description }) => description === '').map(({ url }) => url)).toEqual([]);
    }
  });

  test('the recorded body of a Lever posting holds its lists and says no paragraph twice', () => {
    for (const { description } of postingsIn(read(lever, 'lever/recorded-2026.json'))) {
      expect(description).toMatch(/^- /m);
      const long = description.split('\n').filter((line) => line.length > 80);
      expect(new Set(long).size).toBe(long.length);
    }
  });

  test('pay is read from both shapes of an Ashby board and from strings of a Recruitee one', () => {
    const pay = (kind: PagedSource, file: string) =>
      postingsIn(read(kind, file)).map(
        ({ salary }) => salary && [salary.min, salary.max, salary.currency, salary.period],
      );
    expect(pay(ashby, 'ashby/ever-jobs.json')).toEqual([
      [15_000_000, 19_000_000, 'USD', 'year'],
      [21_140_000, 29_060_000, 'USD', 'year'],
      null,
    ]);
    expect(pay(ashby, 'ashby/highlightta.json').at(-1)).toEqual([10_280_000, 13_700_000, 'CAD', 'year']);
    expect(pay(recruitee, 'recruitee/acme-de.json')).toEqual([
      [6_000_000, 7_500_000, 'EUR', 'year'],
      [7_500_000, 9_000_000, 'EUR', 'year'],
    ]);
  });

  test('a Workday list gives ids, links with the site and the main place', () => {
    expect(postingsIn(read(workday, 'workday/salesforce.json'))).toMatchObject([
      {
        externalId: 'JR354232',
        url: expect.stringMatching(/^https:\/\/acme\.wd12\.[^/]+\/Careers\/job\//),
        remote: 'yes',
      },
      { externalId: 'JR332446', location: 'Illinois - Chicago', postedAt: null },
    ]);
  });
});
