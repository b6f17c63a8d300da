import { QueryTypes, type Sequelize } from 'sequelize';
import type { Platform } from '../chat/adapter.ts';
import type { Addressee, Candidate, DueNotification } from './notification.ts';
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
  const [row] = await sequelize.query<ClaimedRow>(claimRow, { bind: [id, leaseMs], type: QueryTypes.SELECT });
  if (row === undefined) return null;
  const { userId, chatAccountId, channelId, platformId, chatId, topicId, buttonEpoch, ...rest } = row;
  const to = addressee({ userId, chatAccountId, channelId, platformId, chatId, topicId, buttonEpoch });
  return { ...rest, to };
};

interface Columns {
  readonly userId: number | null;
  readonly chatAccountId: number | null;
  readonly channelId: number | null;
  readonly platformId: string | null;
  readonly chatId: string | null;
  readonly topicId: string | null;
  readonly buttonEpoch: number | null;
}
type ClaimedRow = Omit<DueNotification, 'to'> & Columns;

/** The table's CHECK says that it is one of the two. */
const addressee = ({ channelId, chatId, topicId, ...person }: Columns): Addressee => {
  if (channelId !== null) return { kind: 'channel', channelId, chatId: chatId ?? '', topicId };
  return {
    kind: 'person',
    userId: person.userId ?? 0,
    chatAccountId: person.chatAccountId ?? 0,
    platformId: person.platformId ?? '',
    chatId,
    buttonEpoch: person.buttonEpoch ?? 0,
  };
};
