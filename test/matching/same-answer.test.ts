import fc from 'fast-check';
import { QueryTypes } from 'sequelize';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyseJob, searchVector } from '../../src/matching/analyse.ts';
import { filterSql } from '../../src/matching/filter.sql.ts';
import type { JobFilter } from '../../src/matching/filter.ts';
import { everything, filterParts } from '../../src/matching/filter-parts.ts';
import { matches } from '../../src/matching/matches.ts';
import { searchTags } from '../../src/matching/tags.ts';
import { useDatabase } from '../support/database.ts';
import { filter, job, kinds, now } from './arbitraries.ts';
import { matchableJob } from './matchable-job.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

describe('a filter gives the same answer in SQL and in process', () => {
  const { sequelize } = useDatabase();
  const jobs = fc.sample(job, { numRuns: 200, seed });
  const analysed = jobs.map(analyseJob);
  const storable = (value: string | null): string | null => value?.toWellFormed().replaceAll('\u0000', ' ') ?? null;

  beforeAll(async () => {
    for (const [index, row] of jobs.entries()) {
      const { tags, departmentVector } = searchTags(row);
      await sequelize.query(
        `with job as (
           insert into jobs (id, title, company_name, location, url) values ($1, $2, $3, $4, 'https://example.com')
           returning id
         )
         insert into job_search (job_id, remote, remote_from, employment_type, salary_yearly_min, salary_yearly_max,
           salary_currency, search_vector, posted_at, tags, department_vector)
         select id, $5, $6, $7, $8, $9, $10, cast($11 as tsvector), $12, $13, cast($14 as tsvector) from job`,
        {
          bind: [
            ...[index, storable(row.title), storable(row.companyName), storable(row.location), row.remote],
            ...[row.remoteFrom, row.employmentType, row.salaryYearlyMin, row.salaryYearlyMax, row.salaryCurrency],
            ...[searchVector(row), row.postedAt ?? row.firstSeenAt, tags, departmentVector],
          ],
        },
      );
    }
  });

  const bySql = async (one: JobFilter): Promise<number[]> => {
    const { where, replacements } = filterSql(one, now);
    const rows = await sequelize.query<{ id: number }>(
      `select j.job_id as id from job_search j where ${where} order by j.job_id`,
      { replacements, type: QueryTypes.SELECT },
    );
    return rows.map(({ id }) => id);
  };
  const inProcess = (one: JobFilter): number[] =>
    [...jobs.keys()].filter((id) => matches(one, analysed[id] ?? never(), now));
  const never = (): never => {
    throw new Error('no such job');
  };

  test('random filters find the same random jobs', { timeout: 120_000 }, async () => {
    const filters = fc.sample(filter, { numRuns: 500, seed });
    const passed = new Map<string, { filters: number; all: number; none: number; share: number }>();
    let found = 0;
    for (const one of filters) {
      const expected = inProcess(one);
      expect({ seed, one, ids: await bySql(one) }).toEqual({ seed, one, ids: expected });
      found += expected.length;
      for (const [kind, value] of Object.entries(one)) {
        const isSaid =
          kind === 'excludedIn' ? Object.values(one.excludedIn).flat().length > 0 : [value].flat().length > 0;
        if (!isSaid || value === null || value === false) continue;
        const share = inProcess({ ...everything, [kind]: value }).length / jobs.length;
        const sum = passed.get(kind) ?? { filters: 0, all: 0, none: 0, share: 0 };
        sum.filters += 1;
        sum.share += share;
        if (share === 1) sum.all += 1;
        if (share === 0) sum.none += 1;
        passed.set(kind, sum);
      }
    }
    const share = found / filters.length / jobs.length;
    const shares = [...passed].map(([kind, sum]) => [
      kind,
      `${sum.filters} filters, ${Math.round((100 * sum.share) / sum.filters)}% of the jobs`,
    ]);
    process.stdout.write(`seed ${seed}: ${Math.round(100 * share)}% of the jobs fit; ${shares.join('; ')}\n`);
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.5);
    expect([...passed.keys()].sort()).toEqual(Object.keys(kinds).sort());
    for (const [kind, sum] of passed) {
      expect(sum.filters, kind).toBeGreaterThan(20);
      expect(sum.share / sum.filters, kind).toBeGreaterThan(0.05);
      expect(sum.share / sum.filters, kind).toBeLessThan(0.97);
    }
  });

  test('a job fits if it fits each condition on its own, so that "Why?" says why', () => {
    for (const one of fc.sample(filter, { numRuns: 100, seed })) {
      const parts = filterParts(one).map(({ only }) => new Set(inProcess(only)));
      expect(inProcess(one)).toEqual([...jobs.keys()].filter((id) => parts.every((fitting) => fitting.has(id))));
    }
  });

  test('text of a filter never becomes SQL or an operator', async () => {
    for (const evil of [
      "rust' | 'go",
      "x'; drop table jobs; --",
      'rust\\',
      "\\' | 'go",
      'rust:*',
      '!rust',
      ':f0',
      'a\u0000b',
    ]) {
      const one: JobFilter = { ...everything, clauses: [[{ words: [evil], written: evil }]] };
      expect(await bySql(one)).toEqual([]);
      expect(inProcess(one)).toEqual([]);
    }
    expect(filterSql({ ...everything, title: [{ words: ["it's"], written: '' }] }, now)).toMatchObject({
      where: 'j.labels @@ cast(:f1 as tsquery)\n  and ts_match_vq(j.labels, cast(:f0 as tsquery))',
      replacements: { f0: "(('it''s':A))", f1: "(('it''s'))" },
    });
  });

  test('the vector that PostgreSQL keeps has every word and place that the matcher sees', async () => {
    for (const [id, { places }] of analysed.entries()) {
      const [row] = await sequelize.query<{ words: number; places: number }>(
        `select count(*)::int as words, coalesce(sum(cardinality(positions)), 0)::int as places
         from unnest((select search_vector from job_search where job_id = $1))`,
        { bind: [id], type: QueryTypes.SELECT },
      );
      expect(row).toEqual({ words: places.size, places: [...places.values()].flat().length });
    }
  });

  test('a job too large for any vector is stored as far as it goes', async () => {
    const words = Array.from({ length: 16_000 }, (_, index) => `w${index}${'x'.repeat(200)}`);
    const large = matchableJob({ description: `${words.join(' ')} ${'é'.repeat(5000)}` });
    const [row] = await sequelize.query<{ words: number }>('select length(cast($1 as tsvector)) as words', {
      bind: [searchVector(large)],
      type: QueryTypes.SELECT,
    });
    expect(row?.words).toBe(analyseJob(large).places.size);
  });
});
