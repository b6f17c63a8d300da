import type { Sequelize } from 'sequelize';
import type { Adapter, Outcome, Progress, Recipient, SealedReply } from '../chat/adapter.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { claim } from './claim.ts';
import type { Addressee, DueNotification } from './notification.ts';
import { afterSending, beforeSending, putBack, type Settlement, tryAgain } from './policy.ts';
import { rememberChat, rememberParts, settle } from './settle.ts';

/**
 * The moments of a message at which a crash differs: a row is ours; its request is about to be
 * written; the person's chat is open; a part arrived and another follows; the platform has answered;
 * what it answered is written down.
 */
export type DeliveryStep = 'claimed' | 'sending' | 'chat-opened' | 'part-sent' | 'answered' | 'settled';

export interface AttemptDeps {
  readonly sequelize: Sequelize;
  readonly adapter: Adapter;
  readonly render: (notification: DueNotification) => Promise<SealedReply | null>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told of each step of each message, before anything else happens. Must not throw. */
  readonly onStep?: ((step: DeliveryStep, row: DueNotification) => void) | undefined;
}

/** Leaves 16 of the lease's 20 s to the send, which ends within 15 s. */
const maxPreparationMs = 4_000;

/** A claimed row whose message is ready. */
export interface Prepared {
  readonly row: DueNotification;
  readonly reply: SealedReply;
}

/**
 * Claims a row and renders it. `settled`: it was claimed and is not to be sent (too old, no longer
 * wanted, not renderable). `lost`: there was nothing to claim. Throws where the claim cannot reach
 * the database.
 */
export const prepare = async (deps: AttemptDeps, id: number): Promise<Prepared | 'settled' | 'lost'> => {
  const startedMs = deps.clock.now().getTime();
  const row = await claim(deps.sequelize, id);
  if (row === null) return 'lost';
  deps.onStep?.('claimed', row);
  if (row.lapsedForMs !== null) deps.logger.warn('outbox.lease_lapsed', { id, platform: row.platform });

  const refused = beforeSending(row);
  const reply = refused === null ? await rendered(deps, row) : refused;
  if ('kind' in reply) {
    await conclude(deps, row, reply);
    return 'settled';
  }
  if (deps.clock.now().getTime() - startedMs > maxPreparationMs) {
    await conclude(deps, row, tryAgain(row, 0, 'rendering took too long', deps.random));
    return 'settled';
  }
  return { row, reply };
};

/** Sends what is prepared, outside any transaction. Never throws. The answer is not written down yet: see `record`. */
export const transmit = async (deps: AttemptDeps, { row, reply }: Prepared): Promise<Outcome> => {
  deps.onStep?.('sending', row);
  const outcome = await deps.adapter
    .send(recipientOf(row.to), reply, messageKey(row), progressOf(deps, row))
    .catch((error: unknown): Outcome => {
      deps.logger.error('outbox.adapter_threw', { id: row.id, platform: row.platform }, error);
      return { kind: 'unknown', reason: 'the adapter threw' };
    });
  deps.onStep?.('answered', row);
  return outcome;
};

/** Settles a sent row by the platform's answer. Never throws. */
export const record = (deps: AttemptDeps, { row }: Prepared, outcome: Outcome): Promise<void> =>
  conclude(deps, row, afterSending(row, outcome, deps.random));

/** Gives a prepared row back unsent. Never throws. */
export const abandon = (deps: AttemptDeps, { row }: Prepared): Promise<void> => conclude(deps, row, putBack);

const recipientOf = (to: Addressee): Recipient =>
  to.kind === 'person'
    ? { kind: 'person', accountId: to.platformId, chatId: to.chatId }
    : { kind: 'channel', chatId: to.chatId, topicId: to.topicId };

/** What was reached is written down before the next request, so that a crash between two repeats at most one. */
const progressOf = (deps: AttemptDeps, row: DueNotification): Progress => {
  const keep = async (step: DeliveryStep, write: () => Promise<boolean>): Promise<boolean> => {
    deps.onStep?.(step, row);
    return write().catch((error: unknown) => {
      // To go on is better than to leave half a message: what is lost is only where a crash would go on.
      deps.logger.error('outbox.progress_lost', { id: row.id, step }, error);
      return true;
    });
  };
  return {
    partsSent: row.partsSent,
    onPart: (parts) => keep('part-sent', () => rememberParts(deps.sequelize, row, parts)),
    onChat: (chatId) => keep('chat-opened', () => rememberChat(deps.sequelize, row, chatId)),
  };
};

/** With its time, because ids begin again at 1 in a new database and platforms remember longer. */
const messageKey = (row: DueNotification): string => `${row.id}.${row.createdAt.getTime().toString(36)}`;

const rendered = async (deps: AttemptDeps, row: DueNotification): Promise<SealedReply | Settlement> => {
  try {
    return (await deps.render(row)) ?? { kind: 'expired', unclear: false, reason: 'no longer wanted' };
  } catch (error) {
    deps.logger.error('outbox.render_failed', { id: row.id, kind: row.kind }, error);
    return tryAgain(row, 0, 'rendering failed', deps.random);
  }
};

const settleTries = 10;
const settlePauseMs = 1_000;

/**
 * Settles, through a restart of the database too: what is known about a message that went out must
 * not be lost to a second's outage. The token stays valid after the lease, until somebody claims the row.
 */
const conclude = async (deps: AttemptDeps, row: DueNotification, settlement: Settlement): Promise<void> => {
  const fields = { id: row.id, platform: row.platform, result: settlement.kind };
  const reason = 'reason' in settlement ? settlement.reason : null;
  for (let tries = 1; tries <= settleTries; tries += 1) {
    try {
      const isMine = await settle(deps.sequelize, row, settlement);
      deps.onStep?.('settled', row);
      if (!isMine) deps.logger.warn('outbox.lease_lost', fields);
      else if (settlement.kind === 'delivered' || reason === null) deps.logger.debug('outbox.settled', fields);
      else deps.logger.warn('outbox.settled', { ...fields, reason });
      return;
    } catch (error) {
      deps.logger.error('outbox.settle_failed', { ...fields, tries }, error);
      if (tries < settleTries) await deps.wait(settlePauseMs);
    }
  }
};
