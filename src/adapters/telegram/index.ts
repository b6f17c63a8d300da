import type { Adapter, Conversation, Respond } from '../../chat/adapter.ts';
import { createPacing, type Pacing } from '../../chat/pacing.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { answer, answerAsGroup } from './answer.ts';
import { createTelegramApi } from './api.ts';
import { TelegramFailure, toFailure } from './failure.ts';
import { takeOver } from './intake.ts';
import { type Backoff, pause, persist } from './persist.ts';
import { poll } from './poll.ts';
import { toBotCommands } from './register.ts';
import { createRights } from './rights.ts';
import { createSend } from './send.ts';

const TELEGRAM = 'https://api.telegram.org/';
const STOP_MS = 8_000; // the process has 10 s to end
const BACKOFF: Backoff = { firstMs: 1_000, longestMs: 30_000 };

export interface TelegramDeps {
  readonly token: string;
  /** Root of the Bot API; null is Telegram's own. */
  readonly apiUrl: string | null;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Between failed polls, and failed calls of the start. Default 1 to 30 s. */
  readonly backoff?: Backoff;
  /** Default: as Telegram asks for. */
  readonly pacing?: Pacing;
}

/** Telegram by long polling. */
export const createTelegramAdapter = (deps: TelegramDeps): Adapter => {
  const { token, logger, clock, backoff = BACKOFF, pacing = createPacing('telegram') } = deps;
  const api = createTelegramApi(token, deps.apiUrl ?? TELEGRAM);
  const intake = new AbortController(); // ends the taking in, at once
  const rest = new AbortController(); // ends everything else, once it had its time
  const underWay = new Set<Promise<unknown>>();
  const send = createSend({ api, pacing, clock, logger, signal: rest.signal });
  const rights = createRights({ api, clock, logger, signal: rest.signal });
  let botId: number | null = null;
  let polling: Promise<void> = Promise.resolve();
  let conversing: Conversation | null = null;
  let stopping: Promise<void> | null = null;

  const track = <T>(work: Promise<T>): Promise<T> => {
    const settled = work.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return work;
  };

  const acknowledge = async (pressId: string): Promise<void> => {
    await track(api.call('answerCallbackQuery', { callback_query_id: pressId }, { signal: rest.signal })).catch(
      (error: unknown) =>
        logger.info('telegram.unacknowledged', { reason: new TelegramFailure(toFailure(error)).message }),
    );
  };

  const register = async (conversation: Conversation): Promise<void> => {
    const commands = toBotCommands(conversation.commands);
    if (commands.length === 0) return;
    const set = () => api.call('setMyCommands', { commands }, { signal: intake.signal });
    await persist(set, 'setMyCommands', { logger, signal: intake.signal, backoff }).catch((error: unknown) =>
      logger.error('telegram.commands_refused', {}, error),
    );
  };

  const start = async (conversation: Conversation): Promise<void> => {
    const { signal } = intake;
    const supervised = { logger, signal, backoff };
    const me = await persist(() => api.call('getMe', {}, { signal }), 'getMe', supervised);
    if (me === null) return;
    await persist(() => api.call('deleteWebhook', {}, { signal }), 'deleteWebhook', supervised);
    conversing = conversation;
    const botName = me.username;
    botId = me.id;
    const respond: Respond = (incoming, reply) =>
      track(answer(incoming, reply, { api, conversation, botName, pacing, clock, logger, signal: rest.signal }));
    void track(register(conversation));
    conversation.resume('telegram', respond).catch((error: unknown) => logger.error('telegram.not_resumed', {}, error));
    const answerAnonymous = async (to: { chatId: number; messageId: number }): Promise<void> => {
      await track(answerAsGroup(to, { api, logger, signal: rest.signal }));
    };
    const intakeDeps = { conversation, respond, botName, acknowledge, answerAnonymous, logger };
    polling = poll({ api, takeOver: (updates) => takeOver(updates, intakeDeps), logger, signal, backoff });
  };

  const stop = async (): Promise<void> => {
    intake.abort();
    const finished = async (): Promise<void> => {
      await polling;
      await conversing?.idle();
      await Promise.all(underWay);
    };
    const patience = new AbortController();
    await Promise.race([finished(), pause(STOP_MS, patience.signal)]);
    patience.abort();
    rest.abort();
    await Promise.all(underWay);
    api.close();
  };

  return {
    platform: 'telegram',
    pacing,
    rights: async (chat, senderId) => (botId === null ? null : rights(chat, senderId, botId)),
    start,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
    send: (recipient, reply, _key, progress) =>
      stopping === null
        ? track(send(recipient, reply, progress))
        : Promise.resolve({ kind: 'retry', afterMs: 5_000, scope: 'platform', reason: 'stopping' }),
  };
};
