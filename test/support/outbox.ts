import { QueryTypes, Sequelize } from 'sequelize';
import { afterAll, beforeEach } from 'vitest';
import type { Adapter, Outcome, Platform, Recipient, SealedReply } from '../../src/chat/adapter.ts';
import { createPacing } from '../../src/chat/pacing.ts';
import type { Clock } from '../../src/clock.ts';
import type { LogFields, Logger } from '../../src/logger.ts';
import { createDelivery, type Delivery, type DeliveryDeps } from '../../src/outbox/deliver.ts';
import { enqueue, type NewNotification } from '../../src/outbox/enqueue.ts';
import { useDatabaseUrl } from './database.ts';

export interface Row {
  readonly id: number;
  readonly user_id: number | null;
  readonly chat_account_id: number | null;
  readonly dedupe_key: string;
  readonly status: string;
  readonly attempts: number;
  readonly unclear_attempts: number;
  readonly error: string | null;
  readonly platform_message_id: string | null;
  readonly lease_token: string | null;
  /** Milliseconds from the last change until it is due. */
  readonly delay_ms: number;
}

export interface Person {
  readonly userId: number;
  readonly accountId: number;
  readonly platformId: string;
}

/** A database of its own for the file, without people and messages at the start of each test. */
export const useOutbox = () => {
  const { url } = useDatabaseUrl();
  const sequelize = new Sequelize(url, { dialect: 'postgres', logging: false, pool: { max: 12 } });
  let people = 0;
  beforeEach(() => sequelize.query('truncate users restart identity cascade').then(() => {}));
  afterAll(() => sequelize.close());

  const select = <T extends object>(sql: string, bind: unknown[] = []): Promise<T[]> =>
    sequelize.query<T>(sql, { bind, type: QueryTypes.SELECT });

  const addAccount = async (userId: number, platform: Platform, columns: Record<string, unknown> = {}) => {
    people += 1;
    const platformId = `${platform}-${people}`;
    const values = { user_id: userId, platform, platform_id: platformId, chat_id: `chat-${people}`, ...columns };
    const names = Object.keys(values);
    const [account] = await select<{ id: number }>(
      `insert into chat_accounts (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})
       returning id`,
      Object.values(values),
    );
    return { userId, accountId: account?.id ?? 0, platformId } satisfies Person;
  };

  const addPerson = async (platform: Platform, columns: Record<string, unknown> = {}): Promise<Person> => {
    const [user] = await select<{ id: number }>('insert into users default values returning id');
    return addAccount(user?.id ?? 0, platform, columns);
  };

  /** A channel of a community of its own. */
  const addChannel = async (platform: Platform, columns: Record<string, unknown> = {}) => {
    people += 1;
    const chatId = `channel-${people}`;
    const values = { chat_id: chatId, title: 'jobs', ...columns };
    const names = Object.keys(values);
    const [channel] = await select<{ id: number }>(
      `with community as (insert into communities (platform, platform_id, title) values ($1, $2, 'Rust Jobs') returning id)
       insert into community_channels (community_id, ${names.join(', ')})
       select community.id, ${names.map((_, i) => `$${i + 3}`).join(', ')} from community returning id`,
      [platform, `community-${people}`, ...Object.values(values)],
    );
    return { channelId: channel?.id ?? 0, chatId };
  };

  const add = (rows: readonly NewNotification[]): Promise<number> =>
    sequelize.transaction((transaction) => enqueue(rows, transaction));

  /** A match for each key, in this order. */
  const addMatches = (person: Person, ...keys: readonly string[]): Promise<number> =>
    add(keys.map((dedupeKey) => ({ userId: person.userId, kind: 'match', dedupeKey })));

  const rows = (): Promise<Row[]> =>
    select<Row>(
      `select *, (extract(epoch from due_at - updated_at) * 1000)::double precision as delay_ms
       from notifications order by id`,
    );

  const change = (sql: string, bind: unknown[] = []): Promise<unknown> => sequelize.query(sql, { bind });

  return { sequelize, addPerson, addAccount, addChannel, add, addMatches, rows, change, select };
};

export type Outbox = ReturnType<typeof useOutbox>;

export interface Sent {
  readonly to: string;
  readonly chatId: string | null;
  readonly text: string;
  readonly key: string;
  readonly atMs: number;
}

/** The platform's side of the adapter contract: shows people what arrives, and answers as told. */
export const scriptedPlatform = (
  platform: Platform,
  answer: (to: Recipient, text: string, sent: readonly Sent[]) => Promise<Outcome> | Outcome = accepted,
  clock: Clock = { now: () => new Date(0) },
) => {
  const sent: Sent[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const adapter: Adapter = {
    platform,
    pacing: createPacing(platform),
    start: async () => {},
    stop: async () => {},
    send: async (recipient, reply, key) => {
      const text = (reply.text ?? []).join('');
      sent.push({ to: nameOf(recipient), chatId: recipient.chatId, text, key, atMs: clock.now().getTime() });
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      const outcome = await answer(recipient, text, sent);
      inFlight -= 1;
      return outcome;
    },
  };
  return { adapter, sent, texts: () => sent.map(({ text }) => text), mostInFlight: () => mostInFlight };
};

/** The account of a person, the chat of a channel. */
export const nameOf = (to: Recipient): string => (to.kind === 'person' ? to.accountId : to.chatId);

export const accepted = (to: Recipient): Outcome => ({
  kind: 'delivered',
  messageId: 'm1',
  chatId: to.chatId ?? `opened-${nameOf(to)}`,
});

/** Time that passes only by waiting. */
export const waitingClock = () => {
  let nowMs = Date.UTC(2026, 0, 1);
  return {
    now: () => new Date(nowMs),
    wait: async (ms: number): Promise<void> => {
      nowMs += ms;
    },
  };
};

export const recordingLogger = () => {
  const events: { readonly event: string; readonly fields: LogFields }[] = [];
  const note = (event: string, fields: LogFields = {}): void => {
    events.push({ event, fields });
  };
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  return { logger, events, names: () => events.map(({ event }) => event) };
};

/** A delivery whose messages show their dedupe key. */
export const deliveryFor = (
  outbox: Outbox,
  adapters: readonly Adapter[],
  overrides: Partial<DeliveryDeps> = {},
): Delivery => {
  const clock = waitingClock();
  return createDelivery({
    sequelize: outbox.sequelize,
    adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
    render: async ({ dedupeKey }): Promise<SealedReply> => ({ text: [dedupeKey] }),
    clock,
    wait: clock.wait,
    logger: recordingLogger().logger,
    random: () => 0.5,
    ...overrides,
  });
};
