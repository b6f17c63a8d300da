import type { Outcome, Recipient, SealedReply } from '../../chat/adapter.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import type { TelegramApi } from './api.ts';
import { sendPart } from './deliver.ts';
import { TelegramFailure, toFailure } from './failure.ts';
import { createFloodWatch } from './flood.ts';
import { isTokenRefused, toOutcome } from './outcome.ts';
import { lostChoices, render } from './render.ts';

const ALL_PARTS_MS = 14_000; // the contract ends at 15 s
const REMEMBERED = 1_000;

export interface SendDeps {
  readonly api: TelegramApi;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Sends direct messages. Telegram knows no key, so one is used only here: what was sent in part goes
 * on at the part that failed, as long as this process lives.
 */
export const createSend = ({ api, clock, logger, signal }: SendDeps) => {
  const isFlood = createFloodWatch(clock);
  const sentOf = new Map<string, { readonly parts: number; readonly messageId: number }>();

  return async (recipient: Recipient, reply: SealedReply, key: string): Promise<Outcome> => {
    const chatId = Number(recipient.chatId ?? recipient.accountId);
    const parts = render(reply);
    if (!Number.isSafeInteger(chatId)) return { kind: 'gone', what: 'recipient', reason: 'not a chat id' };
    if (parts.length === 0) return { kind: 'gone', what: 'message', reason: 'nothing to show' };
    if (lostChoices(reply) > 0) logger.warn('telegram.choices_lost', { lost: lostChoices(reply) });
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(ALL_PARTS_MS)]);
    let { parts: done, messageId } = sentOf.get(key) ?? { parts: 0, messageId: 0 };
    for (const part of parts.slice(done)) {
      if (deadline.aborted) return { kind: 'retry', afterMs: 1_000, scope: 'recipient', reason: 'out of time' };
      try {
        messageId = await sendPart(api, { chatId }, part, deadline);
      } catch (error) {
        const failure = toFailure(error);
        if (isTokenRefused(failure)) logger.error('telegram.token_refused', {}, new TelegramFailure(failure));
        const isLimited = failure.kind === 'answered' && failure.code === 429;
        const outcome = toOutcome(failure, isLimited && isFlood(String(chatId)));
        if (outcome.kind === 'gone') sentOf.delete(key);
        return outcome;
      }
      done += 1;
      remember(sentOf, key, { parts: done, messageId });
    }
    sentOf.delete(key);
    return { kind: 'delivered', messageId: String(messageId), chatId: String(chatId) };
  };
};

/** Keeps the newest; the oldest are those whose outbox row has long expired. */
const remember = <T>(map: Map<string, T>, key: string, value: T): void => {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > REMEMBERED ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
};
