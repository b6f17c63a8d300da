import type { SqlCondition } from './filter.sql.ts';
import type { Tier } from './search-tiers.ts';
import { isOpenTo } from './visible.sql.ts';

/**
 * Begins a search: one state of the table for all that follows, and no plan but those through an
 * index of words or days. Left to itself the planner reads the whole table for some filters, or walks
 * it by day with a look at each vector, which takes seconds. One text, so that it is one round trip.
 */
export const beginSearch = `
set transaction isolation level repeatable read, read only;
select extract(epoch from now())::double precision * 1000 as now,
  (select extract(epoch from posted_at)::double precision * 1000 from job_search
   order by posted_at desc, job_id desc offset :sampled - 1 limit 1) as "sampleFrom",
  (select extract(epoch from max(posted_at))::double precision * 1000 from job_search) as newest,
  p.avoid_companies as companies, p.avoid_words as words
from (select) as always left join profiles p on p.user_id = :userId;
set local enable_seqscan = off;
set local enable_indexscan = off`;

/** A day that no index on `posted_at` is used for: only the index of words is quick enough. */
const posted = `j.posted_at + interval '0'`;

/**
 * The ids of the newest jobs of a tier that fit and that `:userId` may see, at most `:wanted`, newest
 * first; none published before `:since`, unless that is null. Asks the index for `:tierLabels` where
 * there are such. The large vectors are read in the order of the answer, only until it is full.
 */
export const selectTier = (fit: SqlCondition, tier: Tier, tierLabels: string | null): string => `
select coalesce(array_agg(fitting.job_id), '{}') as ids from (
  select j.job_id from (
    select j.job_id, j.posted_at, j.labels, j.search_vector from job_search j
    where ${[
      ...(fit.words === null ? [] : ['j.search_vector @@ cast(:words as tsquery)']),
      ...(tierLabels === null ? [] : ['j.labels @@ cast(:tierLabels as tsquery)']),
      ...(tier.from === null || tier.labels.length > 0 ? [] : ['j.posted_at >= to_timestamp(:from / 1000.0)']),
      ...(tier.to === null ? [] : [`${posted} < to_timestamp(:to / 1000.0)`]),
      `(cast(:since as timestamptz) is null or ${posted} >= :since)`,
      ...fit.quick,
      isOpenTo(':userId'),
    ].join('\n      and ')}
    order by j.posted_at desc, j.job_id desc
    ${fit.slow.length === 0 ? 'limit :wanted' : 'offset 0'}
  ) j
  ${fit.slow.length === 0 ? '' : `where ${fit.slow.join('\n    and ')}`}
  order by j.posted_at desc, j.job_id desc
  limit :wanted
) fitting`;
