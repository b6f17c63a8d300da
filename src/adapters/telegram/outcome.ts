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

/**
 * What a failed send means. Pure.
 * @param flooded whether so many chats were told to slow down that the whole platform must
 */
export const toOutcome = (failure: Failure, flooded = false): Failed => {
  if (failure.kind === 'unsent') return { kind: 'retry', afterMs: AWAY_MS, scope: 'platform', reason: failure.reason };
  if (failure.kind === 'unheard') return { kind: 'unknown', reason: failure.reason };
  const { code, description: reason, retryAfterMs } = failure;
  if (code === 429) {
    return { kind: 'retry', afterMs: retryAfterMs ?? NO_HINT_MS, scope: flooded ? 'platform' : 'recipient', reason };
  }
  if (isTokenRefused(failure)) return { kind: 'retry', afterMs: REFUSED_TOKEN_MS, scope: 'platform', reason };
  if (code === 409) return { kind: 'retry', afterMs: AWAY_MS, scope: 'platform', reason };
  if (code === 403 || /chat not found|user not found|PEER_ID_INVALID|CHAT_WRITE_FORBIDDEN/i.test(reason)) {
    return { kind: 'gone', what: 'recipient', reason };
  }
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
