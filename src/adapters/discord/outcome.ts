import type { Outcome } from '../../chat/adapter.ts';
import type { Fault } from './fault.ts';

export type Failure = Exclude<Outcome, { readonly kind: 'delivered' }>;
type Retry = Extract<Outcome, { readonly kind: 'retry' }>;

/** What was being done: opening the chat (nothing is sent by it), or creating the message. */
export type Stage = 'open' | 'message';

/** Discord's codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes */
const unreachable: ReadonlySet<number> = new Set([
  10003, // unknown channel
  10004, // unknown server
  10013, // unknown user
  50007, // cannot send messages to this user
  50033, // invalid recipient
  50278, // no server in common
]);
/** Discord's filters and the servers' own: our request was right, its content is not wanted. */
const filtered: ReadonlySet<number> = new Set([
  20009, // explicit content
  200000, // AutoMod
  200001, // AutoMod title
  240000, // harmful link
]);
const unacceptable: ReadonlySet<number> = new Set([
  40005, // too large
  50006, // empty
  50035, // invalid form
  50109, // invalid JSON
]);
const busy: ReadonlySet<number> = new Set([20016, 20028, 40062, 130000]);
const forbidden: ReadonlySet<number> = new Set([50001, 50013, 160002]);

const UNSENT_MS = 5_000;
const BUSY_MS = 10_000;
const REFUSED_TOKEN_MS = 60_000;
const OPENING_TOO_FAST_MS = 10 * 60_000;
/** Permissions come back by a person's hand, if at all. */
const FORBIDDEN_MS = 15 * 60_000;

/**
 * What becomes of a direct message after a fault. Pure. The message carries a nonce that Discord
 * enforces, so `unknown` may be sent again for as long as the nonce is remembered (minutes).
 */
export const toOutcome = (fault: Fault, stage: Stage): Failure => {
  if (fault.kind === 'limited') {
    const scope = fault.isEverybody ? 'platform' : stage === 'open' ? 'new-chats' : 'recipient';
    return { ...later(fault.afterMs, scope, 'rate limit'), isLimit: true };
  }
  if (fault.kind === 'unsent') return later(UNSENT_MS, 'platform', fault.reason);
  if (fault.kind === 'unheard') {
    return stage === 'open' ? later(UNSENT_MS, 'recipient', fault.reason) : { kind: 'unknown', reason: fault.reason };
  }
  return refusal(fault, stage);
};

const refusal = ({ status, code, afterMs }: Extract<Fault, { kind: 'refused' }>, stage: Stage): Failure => {
  const reason = `discord ${code ?? `http ${status}`}`;
  if (status === 401 || code === 50014) return { kind: 'shut', afterMs: REFUSED_TOKEN_MS, reason };
  // Discord itself always names a code: a page without one comes from something in between.
  if (code === null) return later(afterMs ?? REFUSED_TOKEN_MS, 'platform', reason);
  if (code === 40003) {
    return { ...later(Math.max(afterMs ?? 0, OPENING_TOO_FAST_MS), 'new-chats', reason), isLimit: true };
  }
  if (unreachable.has(code)) return { kind: 'gone', what: 'recipient', reason };
  if (busy.has(code)) return later(afterMs ?? BUSY_MS, 'recipient', reason);
  if (forbidden.has(code)) return { kind: 'refused', what: 'recipient', afterMs: FORBIDDEN_MS, reason };
  if (stage === 'open' && status === 400) return { kind: 'gone', what: 'recipient', reason };
  if (filtered.has(code)) return { kind: 'refused', what: 'message', reason };
  if (unacceptable.has(code) || status === 400) return { kind: 'gone', what: 'message', reason };
  return { kind: 'gone', what: status === 403 || status === 404 ? 'recipient' : 'message', reason };
};

const later = (afterMs: number, scope: Retry['scope'], reason: string): Retry => ({
  kind: 'retry',
  afterMs,
  scope,
  reason,
});
