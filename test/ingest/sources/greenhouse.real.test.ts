import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { QueryTypes, type Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { openDatabase } from '../../../src/database.ts';
import { greenhouse } from '../../../src/ingest/sources/greenhouse.ts';
import { createLogger } from '../../../src/logger.ts';
import { runSourcesCommand } from '../../../src/operations/sources.ts';
import { startTestApp } from '../../support/app.ts';
import { useDatabaseUrl } from '../../support/database.ts';
import { itemsOf } from '../../support/reading.ts';

const payloads = join(import.meta.dirname, '../../../../shared/data/payloads/greenhouse');

const line = z.object({ board: z.string(), payload: z.object({ jobs: z.array(z.unknown()) }) });
const cassette = z.object({
  http_interactions: z.array(
    z.object({
      request: z.object({ uri: z.string() }),
      response: z.object({ body: z.object({ string: z.string() }) }),
    }),
  ),
});

describe.skipIf(!existsSync(payloads))('real boards', () => {
  const database = useDatabaseUrl();
  let sequelize: Sequelize;
  let folder: string;

  beforeAll(async () => {
    sequelize = openDatabase({ url: database.url, pool: 2, logger: createLogger('silent') });
    folder = join(await mkdtemp(join(tmpdir(), 'boards-')), 'boards');
    await mkdir(folder);
    const lines = gunzipSync(await readFile(join(payloads, 'boards.ndjson.gz')))
      .toString()
      .trim()
      .split('\n');
    for (const text of lines) {
      const { board, payload } = line.parse(JSON.parse(text));
      await writeFile(join(folder, `${board}.json`), JSON.stringify(payload));
    }
  });

  afterAll(async () => {
    await sequelize.close();
    await rm(join(folder, '..'), { recursive: true });
  });

  const importing = async (path: string): Promise<string[]> => {
    const said: string[] = [];
    const say = (text: string): void => {
      said.push(text);
    };
    await runSourcesCommand({ argv: ['import', path], env: { DATABASE_URL: database.url }, print: say, complain: say });
    return said;
  };

  const versions = (): Promise<unknown[]> =>
    sequelize.query(
      `select 'job' as kind, id, xmin::text, updated_at from jobs
       union all select 'posting', id, xmin::text, updated_at from postings
       union all select 'company', id, xmin::text, updated_at from companies order by 1, 2`,
      { type: QueryTypes.SELECT },
    );

  test('a single board of 2 postings is imported', async () => {
    expect(await importing(join(payloads, 'amplitude.json'))).toEqual([
      '1 source, 2 postings: 2 new, 0 changed, 0 unchanged, 0 rejected',
    ]);
    const found = await sequelize.query(
      `select job_id from job_search where search_vector @@ '''experimentation'':A'::tsquery`,
      { type: QueryTypes.SELECT },
    );
    expect(found).toHaveLength(1);
  });

  test('566 boards with 1594 postings are imported, and a second time not a row is written', async () => {
    expect((await importing(folder)).at(-1)).toBe(
      // Two boards of one company list one posting.
      '566 sources, 1594 postings: 1594 new, 0 changed, 0 unchanged, 0 rejected, 1 of the new ones merged',
    );
    const before = await versions();
    expect((await importing(folder)).at(-1)).toBe(
      '566 sources, 1594 postings: 0 new, 0 changed, 1594 unchanged, 0 rejected',
    );
    expect(await versions()).toEqual(before);
    const [counts] = await sequelize.query<Record<string, number>>(
      `select (select count(*) from jobs) as jobs, (select count(*) from postings) as postings,
         (select count(*) from job_search where search_vector = '') as unfindable,
         (select count(*) from jobs where description = '' or url !~ '^https?://' or company_id is null) as incomplete`,
      { type: QueryTypes.SELECT },
    );
    expect(counts).toEqual({ jobs: 1595, postings: 1596, unfindable: 0, incomplete: 0 });
  });

  test('a chat finds as many of them as a straight count of their titles', async () => {
    const titles = await sequelize.query<{ title: string }>('select title from jobs', { type: QueryTypes.SELECT });
    const words = ['engineer', 'manager', 'designer', 'account executive', 'data scientist'];
    const input = new PassThrough();
    const running = await startTestApp({ databaseUrl: database.url, input });
    input.end(words.map((word) => `/jobs find title:"${word}"\n`).join(''));
    await running.app.ended;
    await running.stop();
    const found = [...running.printed().matchAll(/^bot {3}(\d+) open jobs? fits?/gm)].map(([, count]) => Number(count));
    const straight = words.map((word) => {
      const whole = new RegExp(`(?<![\\p{L}\\p{N}])${word}s?(?![\\p{L}\\p{N}])`, 'iu');
      return titles.filter(({ title }) => whole.test(title)).length;
    });
    expect(found).toEqual(straight);
    expect(Math.min(...straight)).toBeGreaterThan(5);
  });

  test('no description holds a tag or an entity that was not decoded', async () => {
    const rows = await sequelize.query<{ description: string }>('select description from jobs', {
      type: QueryTypes.SELECT,
    });
    expect(rows.filter(({ description }) => /<\/?[a-z]+>|&(?:amp|lt|gt|quot|nbsp|#\d+);/i.test(description))).toEqual(
      [],
    );
  });

  test.each([
    ['vcr-jobs_with_content.yml', [null, 'Finance']],
    ['vcr-departments.yml', ['Finance', null]],
  ])('the recorded answer %s is read', async (file, departments) => {
    const recorded = cassette.parse(parseYaml(await readFile(join(payloads, file), 'utf8')));
    const items = recorded.http_interactions.flatMap(({ request, response }) =>
      itemsOf(greenhouse, response.body.string, { url: request.uri, companyName: null }),
    );
    expect(items.map((item) => ('posting' in item ? item.posting : item))).toMatchObject(
      departments.map((department) => ({
        department,
        companyName: 'generalassembly',
        postedAt: new Date('2013-09-12T21:01:50Z'),
      })),
    );
  });
});
