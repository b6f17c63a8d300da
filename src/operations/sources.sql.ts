import { QueryTypes, type Sequelize } from 'sequelize';

export interface ListedSource {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly url: string;
  readonly company: string | null;
  readonly everyMs: number;
  readonly cron: string | null;
  readonly isSample: boolean;
  readonly disabledReason: string | null;
  readonly nextRunAt: Date;
  readonly isActive: boolean;
  readonly failures: number;
  readonly lastError: string | null;
  readonly runs: number;
  readonly lastRunAt: Date | null;
  /** Listed at the last reading. */
  readonly postings: number;
}

export const listSources = (sequelize: Sequelize): Promise<ListedSource[]> =>
  sequelize.query<ListedSource>(
    `select s.id, s.kind, s.name, s.url, s.every_ms as "everyMs", s.cron, s.is_sample as "isSample",
       s.disabled_reason as "disabledReason", s.next_run_at as "nextRunAt",
       (select name from companies c where c.id = s.company_id) as company, s.is_active as "isActive", s.failures, s.last_error as "lastError", s.runs,
       s.last_run_at as "lastRunAt", count(p.id) as postings
     from sources s left join postings p on p.source_id = s.id and p.status = 'seen'
     group by s.id order by s.id`,
    { type: QueryTypes.SELECT },
  );
