import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { QueryTypes } from 'sequelize';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { crawlMany } from '../../src/ingest/crawl/crawl.ts';
import { readOperatorFile } from '../../src/ingest/crawl/read-source.ts';
import { createDiscover } from '../../src/ingest/discover/find-board.ts';
import type { Rejection } from '../../src/ingest/source.ts';
import { collectEntries } from '../../src/ingest/source-list/collect.ts';
import { SourceListError } from '../../src/ingest/source-list/entry.ts';
import { importSources } from '../../src/ingest/source-list/import.ts';
import { createLogger } from '../../src/logger.ts';
import { useDatabase } from '../support/database.ts';
import { type Payload, payloads } from '../support/payloads.ts';
import { recordedFetcher } from '../support/recorded-fetcher.ts';
import {
  bytesOf,
  hasSharedData,
  linesOf,
  printTable,
  sharedData,
  statedRecords,
  textOf,
} from '../support/shared-data.ts';

const folder = 'payloads';

const files = hasSharedData
  ? readdirSync(join(sharedData, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(sharedData, folder), join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort()
  : [];

const keys = { adzunaAppId: 'id', adzunaAppKey: 'key', usajobsKey: 'key', usajobsEmail: 'ada@fernwood.example' };

describe.skipIf(!hasSharedData)('every recorded payload', () => {
  const { sequelize } = useDatabase();
  const table: (readonly unknown[])[] = [];
  const clock = { now: () => new Date('2026-08-20T10:00:00Z') };
  const logger = createLogger('silent');

  beforeEach(async () => {
    await sequelize.query('truncate sources, jobs, companies restart identity cascade');
  });

  afterAll(() =>
    printTable('payloads', [['kind', 'file', 'stated', 'items', 'accepted', 'rejected', 'reason'], ...table]),
  );

  /** Adds the board that is at an address, as an operator would, and reads it; what it answers is the recording. */
  const read = async (
    body: string,
    { at, kind, others }: { readonly at: string; readonly kind?: string; readonly others?: Record<string, string> },
  ): Promise<{ readonly refused: string | null; readonly asked: readonly string[] }> => {
    const fetcher = recordedFetcher(body, others);
    try {
      const value = kind === undefined ? { url: at } : { url: at, kind };
      const sources = collectEntries([{ value, at: (message) => message }], join(sharedData, 'list.yaml'));
      const discover = createDiscover(fetcher);
      const { ids, refused } = await importSources({ sequelize, clock, sources, discover });
      const readFile = readOperatorFile;
      await crawlMany({ sequelize, fetcher, readFile, clock, logger, keys, sourceIds: ids, concurrency: 1 });
      return { refused: refused[0]?.reason ?? null, asked: fetcher.asked };
    } catch (error) {
      if (error instanceof SourceListError) return { refused: error.faults.join(), asked: fetcher.asked };
      throw error;
    }
  };

  const runs = async () => {
    const [totals] = await sequelize.query<Totals>(
      `select count(*) as runs, sum(found) as items, sum(new) as accepted, sum(rejected) as rejected,
         coalesce(min(r.error), '') as error, coalesce(min(s.kind), '') as kind,
         coalesce(jsonb_path_query_array(jsonb_agg(rejections), '$[*][*]'), '[]') as rejections,
         (select count(*) from postings) as postings
       from crawl_runs r join sources s on s.id = r.source_id`,
      { type: QueryTypes.SELECT },
    );
    if (totals === undefined) throw new Error('no totals');
    return totals;
  };

  const note = (file: string, kind: string, counts: readonly unknown[], reason: string): void => {
    table.push([kind, file, statedRecords(`${folder}/${file}`), ...counts, reason]);
  };

  const readWhole = async (file: string, payload: Extract<Payload, { at: unknown }>): Promise<void> => {
    const bodies = bodiesOf(file, payload);
    for (const { board, body } of bodies) {
      const at = typeof payload.at === 'string' ? payload.at : payload.at(board);
      const { refused } = await read(body, payload.declared === true ? { at, kind: payload.kind } : { at });
      expect(refused).toBeNull();
    }
    const { items, accepted, rejected, rejections, ...run } = await runs();
    note(file, run.kind, [items, accepted, rejected], rejections[0]?.reason ?? payload.because ?? '');
    expect(run).toEqual({ runs: bodies.length, error: '', kind: payload.kind, postings: accepted });
    expect(items).toBe(payload.items ?? stated(file));
    expect(accepted + rejected).toBe(items);
    expect(rejections.filter(({ reason }) => !/^\w.*\w\)?$/.test(reason))).toEqual([]);
    if (payload.leastAccepted === undefined) expect(rejected).toBe(payload.rejected ?? 0);
    else expect(accepted / items).toBeGreaterThan(payload.leastAccepted);
  };

  const readRest = async (file: string, payload: Exclude<Payload, { at: unknown }>): Promise<void> => {
    if ('refusedAt' in payload) {
      const { refused } = await read(textOf(`${folder}/${file}`), { at: payload.refusedAt });
      note(file, '-', [0, 0, '-'], refused ?? '');
      expect(refused).toMatch(payload.sentence);
      expect((await runs()).postings).toBe(0);
    } else if ('leadsTo' in payload) {
      const thread = textOf(`${folder}/${payload.recording}`);
      const { asked } = await read(textOf(`${folder}/${file}`), {
        at: payload.searchAt,
        others: { [payload.leadsTo]: thread },
      });
      expect(asked).toEqual([expect.stringContaining('/search_by_date?'), expect.stringContaining(payload.leadsTo)]);
      const { items, accepted, kind } = await runs();
      expect([items > 200, accepted > 200]).toEqual([true, true]);
      note(file, kind, [0, 0, 0], `is no list of postings: leads to ${payload.leadsTo}, which is read`);
    } else if ('detailOf' in payload) {
      const [list, others] = [
        textOf(`${folder}/${payload.detailOf}`),
        { [payload.asked]: textOf(`${folder}/${file}`) },
      ];
      await read(list, { at: payload.listAt, others });
      const [told] = await sequelize.query<{ kind: string; count: number }>(
        `select min(s.kind) as kind, count(*) from jobs j join postings p on p.job_id = j.id join sources s on s.id = p.source_id
         where p.listed_hash is not null and length(j.description) > 80`,
        { type: QueryTypes.SELECT },
      );
      note(file, told?.kind ?? '-', [told?.count, told?.count, 0], `the text of a posting in ${payload.detailOf}`);
      expect(told?.count).toBe(stated(file));
    } else {
      const ids = z.object({ jobs: z.array(z.object({ id: z.number(), text: z.undefined().optional() })) });
      const labelled = ids.parse(JSON.parse(textOf(`${folder}/${file}`))).jobs;
      const { refused } = await read(textOf(`${folder}/${file}`), payload.labelsAt);
      const { accepted, rejected } = await runs();
      note(file, '-', [0, accepted, rejected], payload.because);
      expect([labelled.length, accepted, refused]).toEqual([stated(file), 0, null]);
    }
  };

  test.each(files)('%s', async (file) => {
    const payload = payloads[file];
    if (payload === undefined) throw new Error(`nothing says what to expect of ${file}`);
    await ('at' in payload ? readWhole(file, payload) : readRest(file, payload));
  });

  test('is there, and so is nothing that is not', () => {
    expect(Object.keys(payloads).sort()).toEqual(files);
  });
});

interface Totals {
  readonly runs: number;
  readonly items: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly error: string;
  readonly kind: string;
  readonly postings: number;
  readonly rejections: readonly Rejection[];
}

/** The postings that the list of the files states: "132 boards / 396 jobs", "2". */
const stated = (file: string): number => Number(/(\d+)(?: jobs)?$/.exec(statedRecords(`${folder}/${file}`) ?? '')?.[1]);

const boardLine = z.object({ board: z.string(), payload: z.unknown() });
const cassette = z.object({
  http_interactions: z.array(z.object({ response: z.object({ body: z.object({ string: z.string() }) }) })),
});

interface Recording {
  readonly board: string;
  readonly body: string;
}

/** The answers that a file holds, and whose. */
const bodiesOf = (file: string, { holds = 'answer' }: Extract<Payload, { at: unknown }>): readonly Recording[] => {
  const path = `${folder}/${file}`;
  switch (holds) {
    case 'answer':
      return [{ board: 'acme', body: bytesOf(path).toString() }];
    case 'boards':
      return linesOf(path).map((line) => {
        const { board, payload } = boardLine.parse(line);
        return { board, body: JSON.stringify(payload) };
      });
    case 'cassette':
      return cassette
        .parse(parseYaml(textOf(path)))
        .http_interactions.map(({ response }) => ({ board: 'acme', body: response.body.string }));
    case 'json-ld': {
      const scripts = linesOf(path).map(
        (object) => `<script type="application/ld+json">${JSON.stringify(object).replaceAll('<', '\\u003c')}</script>`,
      );
      return [{ board: 'acme', body: `<html><head>${scripts.join('\n')}</head></html>` }];
    }
  }
};
