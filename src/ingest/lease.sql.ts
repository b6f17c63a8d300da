import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';

/** The right to read one source. The token changes with every claim. */
export interface Lease {
  readonly sourceId: number;
  readonly token: string;
}

/** A source that was claimed, as it stands in the database. */
export interface ClaimedSource {
  readonly id: number;
  readonly kind: string;
  readonly url: string;
  readonly companyName: string | null;
  readonly everyMs: number;
  readonly isSample: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly runs: number;
  readonly failures: number;
  readonly lastRunAt: Date | null;
  readonly createdAt: Date;
  readonly token: string;
}

/** Another process has taken the source over. */
export class LeaseLost extends Error {
  constructor() {
    super('another process reads this source');
    this.name = 'LeaseLost';
  }
}

/** Far more than a reading takes (20 s for the network); what a crash costs at most. By the database's clock. */
const leaseLength = `interval '5 minutes'`;

const claim = `update sources s set lease_until = clock_timestamp() + ${leaseLength}
  where id = (
    select id from sources where (lease_until is null or lease_until < clock_timestamp()) and`;
const returning = `for no key update skip locked)
  returning s.id, s.kind, s.url, s.every_ms as "everyMs", s.is_sample as "isSample", s.etag,
    s.last_modified as "lastModified", s.runs, s.failures, s.last_run_at as "lastRunAt", s.created_at as "createdAt",
    s.lease_until::text as token, (select name from companies c where c.id = s.company_id) as "companyName"`;

/**
 * The source that has been due for longest; null where none is. A sample is left alone without
 * `withSample`; its second reading waits for a saved search.
 */
export const claimDueSource = async (
  sequelize: Sequelize,
  now: Date,
  { withSample, except }: { readonly withSample: boolean; readonly except: readonly number[] },
): Promise<ClaimedSource | null> => {
  const [claimed] = await sequelize.query<ClaimedSource>(
    `${claim} is_active and id <> all($2::integer[]) and (not is_sample or $3)
       and case when is_sample and runs = 1 then exists (select from saved_searches) else next_run_at <= $1 end
     order by next_run_at, id limit 1 ${returning}`,
    { bind: [now, except, withSample], type: QueryTypes.SELECT },
  );
  return claimed ?? null;
};

/** This source, due or not; null where it does not exist or somebody reads it now. */
export const claimSource = async (sequelize: Sequelize, sourceId: number): Promise<ClaimedSource | null> => {
  const [claimed] = await sequelize.query<ClaimedSource>(`${claim} id = $1 ${returning}`, {
    bind: [sourceId],
    type: QueryTypes.SELECT,
  });
  return claimed ?? null;
};

/** Locks the source for this transaction. Throws LeaseLost where the lease is not ours any more. */
export const holdLease = async (sequelize: Sequelize, lease: Lease, transaction: Transaction): Promise<void> => {
  const held = await sequelize.query(
    'select id from sources where id = $1 and lease_until = $2::timestamptz for no key update',
    { bind: [lease.sourceId, lease.token], type: QueryTypes.SELECT, transaction },
  );
  if (held.length === 0) throw new LeaseLost();
};
