import { QueryTypes } from 'sequelize';
import { beforeAll, describe, expect, test } from 'vitest';
import { filterSql } from '../../src/matching/filter.sql.ts';
import { countFits, findJobs } from '../../src/matching/find-jobs.ts';
import { beginSearch, selectTier } from '../../src/matching/newest-fits.sql.ts';
import { asPerson } from '../../src/matching/newest-fits.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { sampled } from '../../src/matching/search-tiers.ts';
import { isOpenTo } from '../../src/matching/visible.sql.ts';
import { buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const JOBS = 4 * sampled;
const PAGE = 700;
let userId: number;

/**
 * Enough jobs that a search takes several tiers: most of them of the last days, many of the same minute, some of the
 * future. "wide" stands in all, "half" in every second one, "w<n>" in ever fewer.
 */
beforeAll(async () => {
  userId = (await buildUser()).id;
  const other = (await buildUser()).id;
  await sequelize.query(
    `with job as (
       insert into jobs (title, company_name, url)
       select '', '', '' from generate_series(1, ${JOBS}) returning id
     )
     insert into job_search (job_id, posted_at, search_vector, remote, employment_type, visible_to)
     select id,
       date_trunc('minute', now() - interval '60 days' * power((id * 7919 % ${JOBS})::float8 / ${JOBS}, 2) + interval '2 days' * (id % 97 = 0)::int),
       cast('wide:3D' || case when id % 2 = 0 then ' half:4D' else '' end || case when id % 50 = 0 then ' few:5D' else '' end
         || case when id % 900 = 0 then ' rare:6D' else '' end
         || case when id % 3 = 0 then ' city:1C' else '' end || case when id % 11 = 0 then ' firm:2B' else '' end as tsvector),
       (array['yes', 'hybrid', 'no', null])[id % 4 + 1], (array['contract', null])[id % 2 + 1],
       case when id % 40 = 0 then :other when id % 41 = 0 then :userId end
     from job`,
    { replacements: { userId, other } },
  );
  await sequelize.query('vacuum analyze job_search');
});

/** The straight answer: every job that fits, sorted. */
const allOf = async (query: string): Promise<number[]> => {
  const { where, replacements } = filterSql(parseFilter(query), new Date());
  const rows = await sequelize.query<{ id: number }>(
    `select j.job_id as id from job_search j where ${isOpenTo(':userId')} and ${where} order by j.posted_at desc, j.job_id desc`,
    { replacements: { ...replacements, userId }, type: QueryTypes.SELECT },
  );
  return rows.map(({ id }) => id);
};

const queries = [
  ...['wide', 'half', 'few', 'rare', 'nothing', 'half few', 'rare or few', '"wide half"', '"half few"', '"few wide"'],
  ...[
    'wide -half',
    'wide -rare',
    'half location:city',
    'remote:yes',
    'type:contract remote:hybrid',
    'company:firm -wide',
  ],
  ...['salary:>50k', 'few remote:no type:full-time -company:firm', 'half -location:city -type:contract'],
];

describe('a search in tiers', () => {
  test.each(queries)('%s: gives what one look at the whole table gives', async (query) => {
    const all = await allOf(query);
    const { ids, total } = await findJobs({ sequelize }, parseFilter(query), { userId, limit: 10 });
    expect(ids).toEqual(all.slice(0, 10));
    expect(total).toBe(Math.min(1000, all.length));
    const since = new Date(Date.now() - 5 * 86_400_000);
    const [row] = await sequelize.query<{ n: number }>(
      'select count(*)::int as n from job_search where posted_at >= :since and job_id = any(array[:all]::int[])',
      { replacements: { since, all: all.length === 0 ? [0] : all }, type: QueryTypes.SELECT },
    );
    expect(await countFits({ sequelize }, parseFilter(query), userId, since)).toBe(Math.min(1000, row?.n ?? 0));
  });

  test.each(['wide', 'few', '"wide half"'])(
    '%s: the pages together are all jobs, each once and in order',
    async (query) => {
      const all = await allOf(query);
      const pages: number[] = [];
      for (let offset = 0; ; offset += PAGE) {
        const { ids } = await findJobs({ sequelize }, parseFilter(query), { userId, limit: PAGE, offset });
        if (ids.length === 0) break;
        pages.push(...ids);
      }
      expect(pages).toEqual(all);
    },
  );

  test('all that is done is seen as it was when the search began', async () => {
    await asPerson(sequelize, userId, async ({ newest }) => {
      const before = await newest(parseFilter('rare'), 100);
      await sequelize.query(
        "update job_search set posted_at = posted_at - interval '300 days' where search_vector @@ 'rare'",
      );
      expect(await newest(parseFilter('rare'), 100)).toEqual(before);
    });
  });

  test.each(['wide', 'rare', 'half -few', 'remote:yes'])(
    '%s: no plan reads the table or walks an index of it',
    async (query) => {
      const fit = filterSql(parseFilter(query), new Date());
      const tiers = [
        { tier: { labels: ['=1d-1', '=1d-2'], from: 1, to: null }, label: `'=1d-1' | '=1d-2'` },
        { tier: { labels: [], from: null, to: Date.now() }, label: null },
      ];
      for (const { tier, label } of tiers) {
        const asked = [fit.labels, label === null ? null : `(${label})`].filter((part) => part !== null);
        const tierLabels = asked.length === 0 ? null : asked.join(' & ');
        const plan = await sequelize.transaction(async (transaction) => {
          await sequelize.query(beginSearch, { replacements: { userId, sampled }, transaction });
          return sequelize.query<{ 'QUERY PLAN': string }>(`explain ${selectTier(fit, tier, tierLabels)}`, {
            replacements: {
              ...fit.replacements,
              words: fit.words,
              tierLabels,
              ...tier,
              since: null,
              userId,
              wanted: 1000,
            },
            type: QueryTypes.SELECT,
            transaction,
          });
        });
        const text = plan.map((line) => line['QUERY PLAN']).join('\n');
        expect(text).toContain('Bitmap Index Scan on job_search_words');
        expect(text).not.toMatch(/Seq Scan on job_search|Index (Only )?Scan (Backward )?using job_search/);
      }
    },
  );
});
