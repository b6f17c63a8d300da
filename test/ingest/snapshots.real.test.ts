import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { QueryTypes, type Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { runSourcesCommand } from '../../src/operations/sources.ts';
import { useDatabaseUrl } from '../support/database.ts';
import { bytesOf, hasSharedData, printTable, statedRecords, textOf } from '../support/shared-data.ts';

const [t0, t1] = ['listings/simplify-snapshot-t0.json.gz', 'listings/simplify-snapshot-t1.json.gz'] as const;

const rowsSchema = z.array(z.looseObject({ id: z.string(), active: z.boolean(), is_visible: z.boolean() }));
const shown = ['title', 'company_name', 'url', 'locations', 'date_posted'] as const;

/** What each open row of a snapshot shows, by its id. */
const openRows = (file: string): ReadonlyMap<string, string> => {
  const rows = rowsSchema.parse(JSON.parse(textOf(file)));
  expect(rows).toHaveLength(Number(statedRecords(file)));
  const open = rows.filter(({ active, is_visible }) => active && is_visible);
  return new Map(open.map((row) => [row.id, JSON.stringify(shown.map((field) => row[field]))]));
};

const sorted = (ids: Iterable<string>): readonly string[] => [...ids].sort();

describe.skipIf(!hasSharedData)('a list that is read at two points in time', () => {
  const database = useDatabaseUrl();
  let sequelize: Sequelize;
  let folder: string;
  let list: string;

  beforeAll(async () => {
    sequelize = openDatabase({ url: database.url, pool: 2, logger: createLogger('silent') });
    folder = await mkdtemp(join(tmpdir(), 'snapshots-'));
    list = join(folder, 'sources.yaml');
    await writeFile(list, 'sources:\n  - {url: ./listings.json.gz, kind: github-list}\n');
  });

  afterAll(async () => {
    await sequelize.close();
    await rm(folder, { recursive: true });
  });

  const command = async (...argv: readonly string[]): Promise<void> => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const code = await runSourcesCommand({ argv, env: { DATABASE_URL: database.url }, print: say, complain: say });
    expect([code, said]).toEqual([0, [expect.stringMatching(/^1 source, /)]]);
  };

  const select = <T extends object>(sql: string): Promise<T[]> => sequelize.query<T>(sql, { type: QueryTypes.SELECT });

  interface Stored {
    readonly id: string;
    readonly status: string;
    readonly version: string;
    readonly jobId: number;
    readonly job: string;
    readonly isSearched: boolean;
  }
  /** The postings by their ids: the version changes with every write. */
  const postings = async (): Promise<ReadonlyMap<string, Stored>> => {
    const rows = await select<Stored>(
      `select external_id as id, p.status, content_hash as version, j.id as "jobId", j.status as job,
         exists (select from job_search s where s.job_id = j.id) as "isSearched"
       from postings p join jobs j on j.id = p.job_id`,
    );
    return new Map(rows.map((row) => [row.id, row]));
  };
  const having = (stored: ReadonlyMap<string, Stored>, status: string): readonly string[] =>
    sorted([...stored.values()].filter((one) => one.status === status).map(({ id }) => id));

  test('is new, changed and closed as a straight diff of the two files says, and its runs count the same', async () => {
    const [before, after] = [openRows(t0), openRows(t1)];
    const added = sorted([...after.keys()].filter((id) => !before.has(id)));
    const closed = sorted([...before.keys()].filter((id) => !after.has(id)));
    const changed = sorted([...after.keys()].filter((id) => before.has(id) && before.get(id) !== after.get(id)));
    expect([added, changed, closed].map(({ length }) => length > 0)).toEqual([true, true, true]);

    await writeFile(join(folder, 'listings.json.gz'), packed(t0));
    await command('import', list);
    const first = await postings();
    expect(having(first, 'seen')).toEqual(sorted(before.keys()));
    expect(first.size).toBe(before.size);

    await writeFile(join(folder, 'listings.json.gz'), packed(t1));
    await command('run', '1');
    const second = await postings();
    expect(sorted([...second.keys()].filter((id) => !first.has(id)))).toEqual(added);
    expect(having(second, 'missing')).toEqual(closed);
    expect(having(second, 'seen')).toEqual(sorted(after.keys()));
    const isRewritten = (id: string): boolean => first.has(id) && first.get(id)?.version !== second.get(id)?.version;
    expect(sorted([...second.keys()].filter(isRewritten))).toEqual(changed);
    // Once missing is not yet closed: a list may lose a row for one reading.
    expect(new Set([...second.values()].map(({ job, isSearched }) => `${job} ${isSearched}`))).toEqual(
      new Set(['active true']),
    );

    await command('run', '1');
    const third = await postings();
    expect(having(third, 'gone')).toEqual(closed);
    expect(having(third, 'seen')).toEqual(sorted(after.keys()));
    const open = new Set([...third.values()].filter(({ status }) => status === 'seen').map(({ jobId }) => jobId));
    const wrong = [...third.values()].filter(({ jobId, job, isSearched }) =>
      open.has(jobId) ? job !== 'active' || !isSearched : job !== 'expired' || isSearched,
    );
    expect(wrong).toEqual([]);

    // Where another row of the same job takes over from one that is closed, its words are read once more.
    const heirs = [...third.values()].filter(({ version }) => version === '').length;
    await command('run', '1');
    const fourth = await postings();
    await command('run', '1');
    expect(await postings()).toEqual(fourth);
    expect([having(fourth, 'gone'), having(fourth, 'seen')]).toEqual([closed, sorted(after.keys())]);
    const runs = await select<Record<string, number | string>>(
      'select status, found, new, changed, gone, rejected, merged from crawl_runs order by id',
    );
    const titles = ['status', 'found', 'new', 'changed', 'gone', 'rejected', 'merged'];
    const readings = ['t0', 't1', 't1 again', 't1 again', 't1 again'];
    const cells = runs.map((run, at) => [readings[at], ...titles.map((title) => run[title])]);
    printTable('readings of a GitHub list', [
      ['reading', ...titles],
      ...cells,
      ['straight diff', '', after.size, added.length, changed.length, closed.length],
    ]);
    const nothing = { status: 'done', found: after.size, new: 0, changed: 0, gone: 0, rejected: 0 };
    expect(runs).toMatchObject([
      { ...nothing, found: before.size, new: before.size },
      { ...nothing, new: added.length, changed: changed.length, gone: closed.length },
      nothing,
      { ...nothing, changed: heirs },
      nothing,
    ]);
  });
});

const packed = (file: string): Uint8Array => gzipSync(bytesOf(file));
