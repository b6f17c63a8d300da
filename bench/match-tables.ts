import type pg from 'pg';
import { quoteLexeme, searchVector } from '../src/matching/analyse.ts';
import type { Frequency } from '../src/matching/engine/engine.ts';
import type { JobFilter, MatchableJob, Term } from '../src/matching/filter.ts';
import { type Cell, copyRows } from './copy-rows.ts';

const rowsAtOnce = 5_000;

/**
 * Searches and jobs as a design in PostgreSQL alone would keep them: a tsquery and columns beside a ready
 * tsvector, each search with the rarest of its words to join on. Polling has the jobs with a GIN index,
 * the joins without, or they would become polling.
 */
export const loadTables = async (
  client: pg.Client,
  filters: readonly JobFilter[],
  jobs: readonly MatchableJob[],
  frequency: Frequency,
): Promise<void> => {
  await client.query(`
    drop schema if exists plain cascade;
    create schema plain;
    create unlogged table plain.searches (
      id integer primary key, anchor text, query tsquery, remote text, type text, level text, min_pay double precision
    );
    create unlogged table plain.jobs (
      id integer primary key, vector tsvector, remote text, type text, level text, pay double precision
    );
    alter table plain.jobs alter column vector set storage external;
    set jit = off; set max_parallel_workers_per_gather = 0; set maintenance_work_mem = '512MB'`);
  await copyAll(client, 'plain.searches', filters, (filter, index) => [
    index + 1,
    anchorOf(filter, frequency),
    queryOf(filter),
    filter.remote[0] ?? null,
    filter.type[0] ?? null,
    filter.level[0] ?? null,
    filter.salary?.min ?? null,
  ]);
  await copyAll(client, 'plain.jobs', jobs, (job, index) => [
    index,
    searchVector(job),
    job.remote,
    job.employmentType,
    job.level,
    job.salaryYearlyMax,
  ]);
  await client.query(`
    create index on plain.searches (anchor);
    create unlogged table plain.polled as select * from plain.jobs;
    alter table plain.polled add primary key (id);
    create index on plain.polled using gin (vector)`);
  for (const table of ['searches', 'jobs', 'polled']) await client.query(`vacuum (analyze, freeze) plain.${table}`);
};

const copyAll = async <Value>(
  client: pg.Client,
  table: string,
  values: readonly Value[],
  row: (value: Value, index: number) => readonly Cell[],
): Promise<void> => {
  for (let from = 0; from < values.length; from += rowsAtOnce) {
    const some = values.slice(from, from + rowsAtOnce);
    await copyRows(
      client,
      table,
      some.map((value, index) => row(value, from + index)),
    );
  }
};

/** What of a filter is words; the rest are columns. */
export const queryOf = ({ clauses, location, excluded }: JobFilter): string =>
  [
    ...clauses.map((clause) => oneOf(clause, '')),
    ...(location.length === 0 ? [] : [oneOf(location, ':C')]),
    ...excluded.map((term) => `!${oneOf([term], '')}`),
  ].join(' & ');

const oneOf = (terms: readonly Term[], weight: string): string =>
  `(${terms.map(({ words }) => `(${words.map((word) => quoteLexeme(word) + weight).join(' <-> ')})`).join(' | ')})`;

/** The rarest word that every job of the search has; its alternatives come after a word of its own. */
const anchorOf = ({ clauses, location }: JobFilter, frequency: Frequency): string =>
  [...clauses, location]
    .flatMap((clause) => (clause.length === 1 ? (clause[0]?.words ?? []) : []))
    .reduce((rarest, word) => (frequency(word) < frequency(rarest) ? word : rarest));

/** Small columns first: they are cheaper to look at than the vector. */
export const fits = `(s.remote is null or s.remote = j.remote)
  and (s.type is null or s.type = coalesce(j.type, 'full-time'))
  and (s.level is null or s.level = coalesce(j.level, 'mid'))
  and (s.min_pay is null or j.pay is null or j.pay >= s.min_pay)
  and j.vector @@ s.query`;
