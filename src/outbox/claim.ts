import { QueryTypes, type Sequelize } from 'sequelize';
import type { Platform } from '../chat/adapter.ts';
import type { Candidate, DueNotification } from './notification.ts';
import { claimRow, findDueRows } from './outbox.sql.ts';

/**
 * How long a claimed row is this process's own, by the database's clock. Rendering may take 4 s and
 * sending 15 s (the adapter's promise), so no heartbeat is needed; a dead process's row comes back
 * after 20 s.
 */
export const leaseMs = 20_000;

/**
 * What is due on a platform: at most one row of each recipient, its oldest open one. People whose
 * chat is open come first, then whatever is due longest. Nothing is claimed by it; others may find
 * the same rows.
 */
export const findDue = (sequelize: Sequelize, platform: Platform, limit: number): Promise<Candidate[]> =>
  sequelize.query<Candidate>(findDueRows, { bind: [platform, limit], type: QueryTypes.SELECT });

/**
 * Claims one row for this process, just before its HTTP call, so that a crash leaves unclear only
 * what was in flight. Null where it is settled, not due, claimed by another process, behind an
 * older open row of its recipient, or its recipient cannot be reached.
 */
export const claim = async (sequelize: Sequelize, id: number): Promise<DueNotification | null> => {
  const [row] = await sequelize.query<DueNotification>(claimRow, { bind: [id, leaseMs], type: QueryTypes.SELECT });
  return row ?? null;
};
