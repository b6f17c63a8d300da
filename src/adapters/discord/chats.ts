import { type APIChannel, Routes } from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Call } from './call.ts';
import type { Failure } from './outcome.ts';
import { Recent } from './recent.ts';

export interface Chats {
  /** The id of the chat with this person, opened where it is not known yet. */
  readonly open: (accountId: string, signal: AbortSignal) => Promise<string | Failure>;
  /** Remembers a chat, so that it is not opened again. */
  readonly learn: (accountId: string, chatId: string) => void;
}

/** About 100 bytes each. */
const REMEMBERED = 50_000;

/**
 * The direct message channels. Discord limits how fast a bot may open them and blocks one that goes
 * on, so after such a refusal none is opened until the time it named is over.
 */
export const createChats = (call: Call, clock: Clock): Chats => {
  const known = new Recent<string, string>(REMEMBERED);
  let closed: { readonly until: number; readonly failure: Extract<Failure, { kind: 'retry' }> } | null = null;

  return {
    learn: (accountId, chatId) => known.set(accountId, chatId),
    open: async (accountId, signal) => {
      const chatId = known.get(accountId);
      if (chatId !== undefined) return chatId;
      const now = clock.now().getTime();
      if (closed !== null && closed.until > now) return { ...closed.failure, afterMs: closed.until - now };
      const called = await call('open', (rest) =>
        rest.post(Routes.userChannels(), { body: { recipient_id: accountId }, signal }),
      );
      if (called.ok) {
        const { id } = called.answer as APIChannel;
        known.set(accountId, id);
        return id;
      }
      const { failure } = called;
      if (failure.kind === 'retry' && failure.scope === 'new-chats')
        closed = { until: clock.now().getTime() + failure.afterMs, failure };
      return failure;
    },
  };
};
