import type { Outcome, Progress, Recipient, SealedReply } from '../../chat/adapter.ts';
import type { Pacing } from '../../chat/pacing.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import type { TelegramApi } from './api.ts';
import { type Place, sendPart } from './deliver.ts';
import { TelegramFailure, toFailure } from './failure.ts';
import { createFloodWatch } from './flood.ts';
import { isTokenRefused, toOutcome } from './outcome.ts';
import { pause } from './persist.ts';
import { lostChoices, render } from './render.ts';

const ALL_PARTS_MS = 14_000; // the contract ends at 15 s

/** Somebody else sends this message by now, or will. */
const taken: Outcome = { kind: 'retry', afterMs: 0, scope: 'recipient', reason: 'taken over' };

export interface SendDeps {
  readonly api: TelegramApi;
  readonly pacing: Pacing;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Sends to people and channels. Telegram knows no key of a message: a part that may have arrived may come twice. */
export const createSend = ({ api, pacing, clock, logger, signal }: SendDeps) => {
  const isFlood = createFloodWatch(clock);

  return async (recipient: Recipient, reply: SealedReply, progress?: Progress): Promise<Outcome> => {
    const place = placeOf(recipient);
    const { chatId } = place;
    const parts = render(reply);
    if (!Number.isSafeInteger(chatId)) return { kind: 'gone', what: 'recipient', reason: 'not a chat id' };
    if (parts.length === 0) return { kind: 'gone', what: 'message', reason: 'nothing to show' };
    if (lostChoices(reply) > 0) logger.warn('telegram.choices_lost', { lost: lostChoices(reply) });
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(ALL_PARTS_MS)]);
    let messageId = 0;
    // The last one always goes: a message that shrank since is shown to its end.
    const from = Math.min(progress?.partsSent ?? 0, parts.length - 1);
    const target = { place: String(chatId), isGroup: recipient.kind === 'channel', isNew: false };
    for (let i = from; i < parts.length; i++) {
      const part = parts[i];
      if (part === undefined) break;
      if (i > from) await pause(pacing.takePart(target, clock.now().getTime()), deadline);
      if (deadline.aborted) return { kind: 'retry', afterMs: 1_000, scope: 'recipient', reason: 'out of time' };
      try {
        messageId = await sendPart(api, place, part, deadline);
      } catch (error) {
        const failure = toFailure(error);
        if (isTokenRefused(failure)) logger.error('telegram.token_refused', {}, new TelegramFailure(failure));
        const isLimited = failure.kind === 'answered' && failure.code === 429;
        return toOutcome(failure, {
          isFlood: isLimited && isFlood(String(chatId)),
          isGroup: recipient.kind === 'channel',
        });
      }
      if (i < parts.length - 1 && progress !== undefined && !(await progress.onPart(i + 1))) return taken;
    }
    return { kind: 'delivered', messageId: String(messageId), chatId: String(chatId) };
  };
};

const placeOf = (recipient: Recipient): Place =>
  recipient.kind === 'person'
    ? { chatId: Number(recipient.chatId ?? recipient.accountId) }
    : {
        chatId: Number(recipient.chatId),
        topicId: recipient.topicId === null ? undefined : Number(recipient.topicId),
      };
