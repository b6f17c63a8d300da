import { isOpenTo } from './visible.sql.ts';

/** `where` comes from `filterSql`. */
export const selectNewest = (where: string): string => `
select j.job_id as id from job_search j
where ${isOpenTo(':userId')}
  and ${where}
order by j.posted_at desc, j.job_id desc
limit :limit offset :offset`;

/** Stops counting at `:most`; a null `:since` counts however old. */
export const countFitting = (where: string): string => `
select count(*)::integer as total from (
  select from job_search j
  where ${isOpenTo(':userId')}
    and ${where}
    and (cast(:since as timestamptz) is null or j.posted_at >= :since)
  limit :most
) fitting`;

export const selectAvoided = `
select avoid_companies as companies, avoid_words as words from profiles where user_id = :userId`;

/** Takes the newest fits as matches of one saved search and says how many it took. */
export const insertBackfill = (where: string): string => `
with fitting as materialized (
  select j.job_id as id from job_search j
  where ${isOpenTo(':userId')}
    and ${where}
  order by j.posted_at desc, j.job_id desc
  limit :most
), inserted as (
  insert into matches (saved_search_id, user_id, job_id, found_by)
  select :savedSearchId, :userId, id, 'backfill' from fitting
  on conflict (saved_search_id, job_id) do nothing
)
select count(*)::integer as fits from fitting`;

export const selectSearch = `
select user_id as "userId", filter from saved_searches where id = :savedSearchId and is_active`;
