import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { Place } from '../../places/place.ts';

/** A stored job that shares a key with something that is being stored. */
export interface CandidateRow {
  readonly jobId: number;
  readonly status: 'active' | 'expired' | 'closed';
  readonly expiredAt: Date | null;
  readonly title: string;
  readonly companyName: string;
  readonly location: string | null;
  readonly places: readonly Place[];
  readonly postedAt: Date | null;
  readonly signature: Buffer | null;
  /** Of the keys that were asked for, those that it has. */
  readonly keys: readonly number[];
  readonly postings: readonly {
    readonly url: string;
    readonly sourceId: number;
    readonly kind: string;
    readonly status: 'seen' | 'missing' | 'gone';
    readonly isPrimary: boolean;
  }[];
}

/** Of a key that many jobs share, which says little, only the newest are compared. */
const mostPerKey = 20;

/** The jobs that everybody may see and that have one of the keys, the oldest first. */
export const selectCandidates = (
  sequelize: Sequelize,
  keys: readonly number[],
  isSample: boolean,
  transaction: Transaction,
): Promise<CandidateRow[]> =>
  sequelize.query<CandidateRow>(
    `with found as (
       select k.job_id, json_agg(w.key) as keys
       from (select distinct unnest($1::bigint[]) as key) w
       cross join lateral (
         select job_id from job_keys where key = w.key order by job_id desc limit ${mostPerKey}
       ) k
       group by k.job_id
     )
     select j.id as "jobId", j.status, j.expired_at as "expiredAt", j.title, j.company_name as "companyName",
       j.location, j.places, j.posted_at as "postedAt", j.signature, found.keys,
       coalesce((
         select json_agg(json_build_object('url', p.url, 'sourceId', p.source_id, 'kind', s.kind,
                                           'status', p.status, 'isPrimary', p.is_primary))
         from postings p join sources s on s.id = p.source_id
         where p.job_id = j.id
       ), '[]') as postings
     from found join jobs j on j.id = found.job_id
     where j.visible_to is null and j.is_sample = $2
     order by j.id`,
    { bind: [keys, isSample], type: QueryTypes.SELECT, transaction },
  );
