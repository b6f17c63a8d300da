import type { Outcome } from '../../chat/adapter.ts';
import type { Failure } from './failure.ts';

type Failed = Exclude<Outcome, { kind: 'delivered' }>;

const AWAY_MS = 5_000;
const REFUSED_TOKEN_MS = 60_000;
const NO_HINT_MS = 5_000;

/** Telegram cannot be asked anything until somebody changes the token. */
export const isTokenRefused = (failure: Failure): boolean =>
  failure.kind === 'answered' &&
  (failure.code === 401 || (failure.code === 404 && /^not found$/i.test(failure.description)));

/** A group that takes nothing from us as things are; an administrator can change that. */
const NOT_NOW = /chat not found|CHAT_WRITE_FORBIDDEN|not enough rights|TOPIC_CLOSED|CHAT_RESTRICTED|have no rights/i;
const NOBODY = /chat not found|user not found|PEER_ID_INVALID|CHAT_WRITE_FORBIDDEN/i;
const NOT_NOW_MS = 15 * 60_000;

/** About the send that failed. */
interface Circumstances {
  /** So many chats were told to slow down that the whole platform must. */
  readonly isFlood?: boolean;
  /** It went to a group, not to a person. */
  readonly isGroup?: boolean;
}

/** What a failed send means. Pure. */
export const toOutcome = (failure: Failure, { isFlood = false, isGroup = false }: Circumstances = {}): Failed => {
  if (failure.kind === 'unsent') return { kind: 'retry', afterMs: AWAY_MS, scope: 'platform', reason: failure.reason };
  if (failure.kind === 'unheard') return { kind: 'unknown', reason: failure.reason };
  const { code, description: reason, retryAfterMs, movedTo } = failure;
  if (code === 429) {
    const afterMs = retryAfterMs ?? NO_HINT_MS;
    return { kind: 'retry', afterMs, scope: isFlood ? 'platform' : 'recipient', isLimit: true, reason };
  }
  if (isTokenRefused(failure)) return { kind: 'shut', afterMs: REFUSED_TOKEN_MS, reason };
  if (code === 409) return { kind: 'retry', afterMs: AWAY_MS, scope: 'platform', reason };
  if (movedTo !== null) return { kind: 'moved', chatId: movedTo, reason };
  if (code === 400 && isGroup && NOT_NOW.test(reason)) {
    return { kind: 'refused', what: 'recipient', afterMs: NOT_NOW_MS, reason };
  }
  if (code === 403 || NOBODY.test(reason)) return { kind: 'gone', what: 'recipient', reason };
  return { kind: 'gone', what: 'message', reason };
};

const says = (failure: Failure, words: RegExp): boolean =>
  failure.kind === 'answered' && failure.code === 400 && words.test(failure.description);

export const isUnparsable = (failure: Failure): boolean => says(failure, /can't parse entities/i);
export const isTooLong = (failure: Failure): boolean => says(failure, /message is too long|MESSAGE_TOO_LONG/i);
/** The message already shows what was asked for. */
export const isUnchanged = (failure: Failure): boolean => says(failure, /message is not modified/i);
/** The message with the button is gone, too old, or not one of text. */
export const isUneditable = (failure: Failure): boolean =>
  says(failure, /message can't be edited|message to edit not found|MESSAGE_ID_INVALID|no text in the message to edit/i);
