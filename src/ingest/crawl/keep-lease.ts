import type { Sequelize } from 'sequelize';
import { type Lease, LeaseLost, renewLease } from './lease.sql.ts';

/** So that two renewals may fail before the lease runs out. */
const renewalsPerLease = 3;

/**
 * Renews a lease until `end` is called. `signal` aborts with LeaseLost where somebody else has it. A
 * database that is away is no reason to stop: storing finds out.
 */
export const keepLease = (
  sequelize: Sequelize,
  lease: Lease,
  leaseMs: number,
): { readonly signal: AbortSignal; readonly end: () => void } => {
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    if (!(await renewLease(sequelize, lease, leaseMs))) lost.abort(new LeaseLost());
  };
  const timer = setInterval(() => void renew().catch(() => {}), leaseMs / renewalsPerLease);
  return { signal: lost.signal, end: () => clearInterval(timer) };
};
