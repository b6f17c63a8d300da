import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { QueryTypes, type Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../src/database.ts';
import { unnamedCompany } from '../../src/ingest/normalise/unnamed-company.ts';
import { createLogger } from '../../src/logger.ts';
import { runSourcesCommand } from '../../src/operations/sources.ts';
import { errorsIn, startTestApp } from '../support/app.ts';
import { useDatabaseUrl } from '../support/database.ts';
import { hasSharedData, linesOf, printTable, sharedData, statedRecords } from '../support/shared-data.ts';

const file = 'corpus/jobs.ndjson.gz';

const text = z.string().nullable();
const rowSchema = z.object({
  id: z.string(),
  title: text,
  company: text,
  location: text,
  description: text,
  url: text,
});
type Row = z.infer<typeof rowSchema> & { readonly remote: boolean | null };

const isBlank = (said: string | null): boolean => said === null || said.trim() === '';

/** What a row cannot do without, in the order in which it is asked for: how a refusal begins, and how many there are. */
const lacking: readonly (readonly [reason: string, rows: number, lacks: (row: Row) => boolean])[] = [
  ['title', 16, ({ title }) => isBlank(title)],
  ['url', 10, ({ url }) => isBlank(url)],
];
/** Rows whose id a row before them has, of the same `source`. */
const twice = ['id', 342] as const;
/** Rows that are loaded and do not say whose posting they are. */
const unnamed = 5567;

const minutes = 60_000;

describe.skipIf(!hasSharedData)('the corpus', () => {
  const database = useDatabaseUrl();
  let sequelize: Sequelize;
  let rows: readonly Row[];
  /** The field for which each row that is refused is refused, by a straight look at the rows. */
  const refused: string[] = [];
  const accepted = new Map<string, Row>();

  beforeAll(() => {
    sequelize = openDatabase({ url: database.url, pool: 2, logger: createLogger('silent') });
    const row = rowSchema.extend({ remote: z.boolean().nullable() });
    rows = linesOf(file).map((line) => row.parse(line));
    for (const one of rows) {
      const reason = lacking.find(([, , lacks]) => lacks(one))?.[0] ?? (accepted.has(one.id) ? twice[0] : null);
      if (reason === null) accepted.set(one.id, one);
      else refused.push(reason);
    }
  }, minutes);

  afterAll(() => sequelize.close());

  const select = <T extends object>(sql: string): Promise<T[]> => sequelize.query<T>(sql, { type: QueryTypes.SELECT });

  test(
    'is imported: every row that has what a posting needs is stored, the others are refused with a reason',
    async () => {
      expect(rows).toHaveLength(Number(statedRecords(file)));
      const counts = [...lacking.map(([reason, count]) => [reason, count] as const), twice];
      expect(counts.map(([reason]) => [reason, refused.filter((one) => one === reason).length])).toEqual(counts);

      const said: string[] = [];
      const say = (line: string): void => void said.push(line);
      const begun = performance.now();
      const argv = ['import', join(sharedData, file)];
      const code = await runSourcesCommand({ argv, env: { DATABASE_URL: database.url }, print: say, complain: say });
      const seconds = (performance.now() - begun) / 1000;

      const [run] = await select<Record<string, number> & { rejections: { reason: string }[] }>(
        'select found, new, merged, changed, gone, rejected, rejections from crawl_runs',
      );
      const [stored] = await select<Record<string, number>>(
        `select (select count(*) from postings) as postings, (select count(*) from jobs) as jobs,
           (select count(*) from job_search) as searched,
           (select count(*) from postings p join jobs j on j.id = p.job_id where company_name = '${unnamedCompany}') as unnamed,
           (select count(*) from jobs where title = '' or company_name = '' or url !~ '^https?://') as incomplete`,
      );
      printTable(`${file}: ${rows.length} rows in ${seconds.toFixed(1)} s`, [
        ['rows/s', Math.round(rows.length / seconds)],
        ['found', run?.found],
        ['added', run?.new],
        ['merged', run?.merged],
        ['jobs', stored?.jobs],
        ['rejected', run?.rejected],
        ...counts.map(([reason, count]) => [`  for ${reason}`, count]),
        ['company not named', stored?.unnamed],
        ...said.map((line) => ['said', line]),
      ]);

      expect(code).toBe(0);
      const rejected = refused.length;
      const [found, added] = [rows.length, accepted.size];
      expect(run).toMatchObject({ found, new: added, changed: 0, gone: 0, rejected });
      expect(run?.rejections.map(({ reason }) => /^line \d+: (\w+):/.exec(reason)?.[1])).toEqual(refused.slice(0, 20));
      const jobs = added - (run?.merged ?? 0);
      expect(stored).toEqual({ postings: added, jobs, searched: jobs, unnamed, incomplete: 0 });
      expect([...accepted.values()].filter(({ company }) => isBlank(company))).toHaveLength(unnamed);
      const counted = `${found} postings: ${added} new, 0 changed, 0 unchanged, ${rejected} rejected`;
      expect(said.at(-1)).toMatch(new RegExp(`^1 source, ${counted}(?:, |$)`));
    },
    6 * minutes,
  );

  /** The rows whose words the jobs have: a merged one is only seen behind another's. */
  const shown = async (): Promise<readonly Row[]> =>
    (await select<{ id: string }>('select external_id as id from postings where is_primary')).map(({ id }) => {
      const row = accepted.get(id);
      if (row === undefined) throw new Error(`no row ${id}`);
      return row;
    });

  test(
    'a terminal conversation finds as many as a straight count of the rows',
    async () => {
      const jobs = await shown();
      const input = new PassThrough();
      const running = await startTestApp({ databaseUrl: database.url, input });
      const answers: (readonly unknown[])[] = [];
      const wrong: string[] = [];
      let answered = 0;
      const ask = async (query: string): Promise<{ readonly count: number; readonly ms: number }> => {
        const begun = performance.now();
        input.write(`/jobs find ${query}\n`);
        answered += 1;
        await running.prints(query, (printed) => countsIn(printed).length >= answered);
        return { count: countsIn(running.printed()).at(-1) ?? 0, ms: performance.now() - begun };
      };
      for (const [query, fits, mayFit = fits] of queries) {
        const [first, second] = [await ask(query), await ask(query)];
        const [least, most] = [jobs.filter(fits).length, jobs.filter(mayFit).length];
        const straight = least === most ? least : `${least} to ${most}`;
        if (first.count < Math.min(1000, least) || first.count > most || second.count !== first.count)
          wrong.push(query);
        answers.push([query, first.count, straight, first.ms.toFixed(0), second.ms.toFixed(0)]);
      }
      input.end();
      await running.app.ended;
      await running.stop();
      printTable('answers in the terminal', [['query', 'answer', 'straight', 'ms', 'again ms'], ...answers]);
      expect(errorsIn(running.log)).toEqual([]);
      expect(wrong).toEqual([]);
    },
    minutes,
  );
});

/** `1,000 or more open jobs fit` is 1000. */
const countsIn = (printed: string): readonly number[] =>
  [...printed.matchAll(/^bot {3}(?:([\d,]+)(?: or more)? open jobs? fits?|Nothing )/gm)].map(([, count = '0']) =>
    Number(count.replace(',', '')),
  );

const says = (words: string): ((said: string | null) => boolean) => {
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu');
  return (said) => said !== null && whole.test(said);
};
const anywhere = ({ title, company, location, description }: Row): string =>
  [title, company, location, description?.replace(/<[^>]*>/g, ' ')].join('\n\n');

const nurse = says('nurses?');
const practitioner = says('nurse\\W+practitioners?');
const dataAnalyst = says('data\\W+analysts?');
const dataEngineer = says('data\\W+engineers?');
const berlin = says('berlin');
const rustOrGo = says('rusts?|gos?');
const engineer = says('engineers?');
const senior = says('seniors?');

/** What a row says of it in words, it may mean; how much is for our own reading of places to decide. */
const mayBeRemote = ({ remote, title, location }: Row): boolean =>
  remote === true || /remote|home.based/i.test(`${title}\n${location}`);

/** What is asked, which rows fit it, and which may as well. More than 1,000 are not counted. */
const queries: readonly (readonly [string, (row: Row) => boolean, ((row: Row) => boolean)?])[] = [
  ['title:nurse', ({ title }) => nurse(title)],
  ['title:"nurse practitioner"', ({ title }) => practitioner(title)],
  ['title:rust title:go', ({ title }) => rustOrGo(title)],
  ['title:"data engineer" -title:senior', ({ title }) => dataEngineer(title) && !senior(title)],
  ['rust or go', (row) => rustOrGo(anywhere(row))],
  ['-senior engineer', (row) => engineer(anywhere(row)) && !senior(anywhere(row))],
  [
    '"data analyst" remote:yes',
    (row) => row.remote === true && dataAnalyst(anywhere(row)),
    (row) => mayBeRemote(row) && dataAnalyst(anywhere(row)),
  ],
  [
    'location:berlin remote:no',
    (row) => berlin(row.location) && !mayBeRemote(row),
    ({ location, remote }) => berlin(location) && remote !== true,
  ],
  // Also what can be done from everywhere.
  ['location:berlin', ({ location }) => berlin(location), (row) => berlin(row.location) || mayBeRemote(row)],
];
