import { randomUUID } from 'node:crypto';
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
  readonly name: string;
  readonly url: string;
  /** No two sources of one host are read at once; null: it is no web address. */
  readonly host: string | null;
  readonly companyName: string | null;
  readonly everyMs: number;
  readonly cron: string | null;
  readonly isSample: boolean;
  readonly isActive: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly runs: number;
  readonly failures: number;
  readonly nextRunAt: Date;
  readonly lastRunAt: Date | null;
  /** When its host was last asked, whatever came of it. */
  readonly askedAt: Date | null;
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

/** What a crash costs at most, by the database's clock; renewed while a reading goes on. */
export const leaseMs = 5 * 60_000;

/** Any number that nothing else locks by: "crawl" in ASCII. */
const claimLock = 0x637261776c;

interface Wanted {
  /** A condition on `s`, whose parameters begin at `$3`. */
  readonly condition: string;
  readonly bind: readonly unknown[];
}

/**
 * Claims are made one after the other over all processes: each sees the hosts that the one before
 * it took. The lock is held for two statements.
 */
const claim = async (sequelize: Sequelize, wanted: Wanted, forMs: number): Promise<ClaimedSource | null> =>
  sequelize.transaction(async (transaction) => {
    await sequelize.query('select pg_advisory_xact_lock($1)', { bind: [claimLock], transaction });
    const [claimed] = await sequelize.query<ClaimedSource>(
      `update sources t set lease_until = clock_timestamp() + $1 * interval '1 millisecond', lease_token = $2
       where id = (
         select s.id from sources s
         where (s.lease_until is null or s.lease_until < clock_timestamp()) and ${wanted.condition}
           and (s.host is null or s.host not in (
             select o.host from sources o
             where o.lease_until > statement_timestamp() and o.host is not null))
         order by s.next_run_at, s.id limit 1 for no key update skip locked)
       returning t.id, t.kind, t.name, t.url, t.host, t.every_ms as "everyMs", t.cron,
         t.is_sample as "isSample", t.is_active as "isActive", t.etag, t.last_modified as "lastModified", t.runs,
         t.failures, t.next_run_at as "nextRunAt", t.last_run_at as "lastRunAt", t.asked_at as "askedAt",
         t.created_at as "createdAt", t.lease_token as token,
         (select c.name from companies c where c.id = t.company_id) as "companyName"`,
      { bind: [forMs, randomUUID(), ...wanted.bind], type: QueryTypes.SELECT, transaction },
    );
    return claimed ?? null;
  });

/**
 * The source that has been due for longest of those whose host nobody reads; null where none is. A
 * sample is left alone without `withSample`; its second reading waits for a saved search.
 */
export const claimDueSource = (
  sequelize: Sequelize,
  now: Date,
  about: { readonly withSample: boolean; readonly except: readonly number[]; readonly leaseMs: number },
): Promise<ClaimedSource | null> => {
  const isDue = `case when s.is_sample and s.runs = 1 then exists (select from saved_searches) else s.next_run_at <= $3 end`;
  const condition = `s.is_active and s.id <> all($4::integer[]) and (not s.is_sample or $5) and ${isDue}`;
  return claim(sequelize, { condition, bind: [now, about.except, about.withSample] }, about.leaseMs);
};

/** One of these sources, due or not; null where none exists that nobody reads, and whose host nobody reads, now. */
export const claimSource = (
  sequelize: Sequelize,
  sourceIds: readonly number[],
  forMs: number,
): Promise<ClaimedSource | null> =>
  claim(sequelize, { condition: 's.id = any($3::integer[])', bind: [sourceIds] }, forMs);

/** Locks the source for this transaction. Throws LeaseLost where the lease is not ours any more. */
export const holdLease = async (sequelize: Sequelize, lease: Lease, transaction: Transaction): Promise<void> => {
  const held = await sequelize.query('select id from sources where id = $1 and lease_token = $2 for no key update', {
    bind: [lease.sourceId, lease.token],
    type: QueryTypes.SELECT,
    transaction,
  });
  if (held.length === 0) throw new LeaseLost();
};

/** Makes the lease last from now on again; false where it is not ours any more. */
export const renewLease = async (sequelize: Sequelize, lease: Lease, forMs: number): Promise<boolean> => {
  const renewed = await sequelize.query(
    `update sources set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
     where id = $1 and lease_token = $2 returning id`,
    { bind: [lease.sourceId, lease.token, forMs], type: QueryTypes.SELECT },
  );
  return renewed.length > 0;
};

/** Gives the source back as if it had not been claimed, but not due before `notBefore`. */
export const releaseLease = async (sequelize: Sequelize, lease: Lease, notBefore: Date): Promise<void> => {
  await sequelize.query(
    `update sources set lease_until = null, lease_token = null, next_run_at = greatest(next_run_at, $3)
     where id = $1 and lease_token = $2`,
    { bind: [lease.sourceId, lease.token, notBefore] },
  );
};

/** No source of this host is due before `until`. One that is being settled at this moment is passed over. */
export const holdHostBack = async (sequelize: Sequelize, host: string, until: Date): Promise<void> => {
  await sequelize.query(
    `update sources set next_run_at = $2 where id in (
       select s.id from sources s where s.host = $1 and s.next_run_at < $2
       order by s.id for no key update skip locked)`,
    { bind: [host, until] },
  );
};
