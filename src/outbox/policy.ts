import type { Outcome, Platform } from '../chat/adapter.ts';
import { backoffMs } from './backoff.ts';
import type { DueNotification, NotificationKind } from './notification.ts';

const hourMs = 3_600_000;

/** For how long a message is worth sending, in milliseconds since it was enqueued. */
export const lifetimeMs: Readonly<Record<NotificationKind, number>> = {
  match: 24 * hourMs,
  letter: 24 * hourMs,
  overflow: 12 * hourMs,
  'source-off': 7 * 24 * hourMs,
  digest: 12 * hourMs,
  'still-looking': 7 * 24 * hourMs,
  channel: 24 * hourMs,
  'channel-off': 7 * 24 * hourMs,
  'platform-off': 24 * hourMs,
  // As long as its code lives.
  'link-question': hourMs / 6,
  linked: hourMs,
  'link-guessing': 24 * hourMs,
};

export const maxAttempts = 12;

/**
 * How often nobody may know whether a message arrived before we stop trying, and the longest pause
 * between two such tries.
 * - Discord recognises a repeat by its nonce for "the past few minutes"; we count on two. Five tries
 *   of at most 15 s with pauses of at most 5 s end within 100 s of the first.
 * - Telegram recognises nothing: each further try may be a second copy. To a person twice is better
 *   than not at all, once, and half a minute or more later, to outlast a short outage.
 */
const unclear: Readonly<Record<Platform, { readonly max: number; readonly pauseMs: readonly [number, number] }>> = {
  discord: { max: 5, pauseMs: [0, 5_000] },
  telegram: { max: 2, pauseMs: [30_000, 120_000] },
  console: { max: 3, pauseMs: [0, 1_000] },
};

/** For so long a platform that recognises repeats still does so after a lease of a dead process has run out. */
const rememberedMs = 60_000;

/** What many people see, or whom it is not news for: nobody should see it twice. */
const once: ReadonlySet<NotificationKind> = new Set(['channel', 'channel-off', 'platform-off', 'source-off']);

const maxUnclear = ({ kind, platform, lapsedForMs }: DueNotification): number => {
  const isRecognised = platform === 'discord' && (lapsedForMs ?? 0) <= rememberedMs;
  return once.has(kind) && !isRecognised ? 1 : unclear[platform].max;
};

/** What becomes of a claimed row; the only way in which its lease ends, other than by running out. */
export type Settlement =
  | { readonly kind: 'delivered'; readonly messageId: string; readonly chatId: string }
  | {
      readonly kind: 'pending';
      readonly delayMs: number;
      /** False: this attempt says nothing about the message and is given back. */
      readonly counts: boolean;
      readonly unclear: boolean;
      readonly reason: string | null;
    }
  /** It goes to where its person can be reached, or nowhere; a channel is paused. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** As `pending`, or `dead` where `delayMs` is null; the third in a row makes its recipient unreachable. */
  | { readonly kind: 'refused'; readonly delayMs: number | null; readonly reason: string }
  /** The chat has another id from now on; to be sent there at once. */
  | { readonly kind: 'moved'; readonly chatId: string; readonly reason: string }
  | {
      readonly kind: 'expired' | 'dead' | 'unknown';
      readonly unclear: boolean;
      readonly reason: string;
    };

/** The settlement of a row that must not be sent any more, or null: send it. */
export const beforeSending = (row: DueNotification): Settlement | null => {
  if (row.unclearAttempts >= maxUnclear(row)) {
    return { kind: 'unknown', unclear: false, reason: 'may have arrived; not tried again' };
  }
  if (row.ageMs > lifetimeMs[row.kind]) {
    return row.unclearAttempts > 0
      ? { kind: 'unknown', unclear: false, reason: 'may have arrived; too old to try again' }
      : { kind: 'expired', unclear: false, reason: 'too old' };
  }
  if (row.attempts > maxAttempts) return { kind: 'dead', unclear: false, reason: `${maxAttempts} attempts` };
  return null;
};

/** What the platform's answer means for the row. `random` gives numbers from 0 up to 1. */
export const afterSending = (row: DueNotification, outcome: Outcome, random: () => number): Settlement => {
  switch (outcome.kind) {
    case 'delivered':
      return outcome;
    case 'gone':
      return outcome.what === 'recipient'
        ? { kind: 'unreachable', reason: outcome.reason }
        : { kind: 'dead', unclear: false, reason: outcome.reason };
    case 'retry':
      return outcome.scope === 'recipient'
        ? tryAgain(row, outcome.afterMs, outcome.reason, random)
        : held(outcome.afterMs, outcome.reason);
    case 'shut':
      return held(outcome.afterMs, outcome.reason);
    case 'refused':
      return outcome.what === 'message' || row.attempts >= maxAttempts
        ? { kind: 'refused', delayMs: null, reason: outcome.reason }
        : { kind: 'refused', delayMs: outcome.afterMs, reason: outcome.reason };
    case 'moved':
      // Once; a chat that says so again is not where it says.
      return row.to.chatId === outcome.chatId || row.attempts > 2
        ? { kind: 'dead', unclear: false, reason: outcome.reason }
        : outcome;
    case 'unknown':
      return afterUnclear(row, outcome.reason, random);
  }
};

const held = (afterMs: number, reason: string): Settlement => ({
  kind: 'pending',
  delayMs: holdMs(afterMs),
  counts: false,
  unclear: false,
  reason,
});

/**
 * For how long a platform that asked for `afterMs` is left alone. A second at least: what it
 * refuses is tried without end, as its refusal says nothing about the message.
 */
export const holdMs = (afterMs: number): number => Math.max(1_000, afterMs);

/** Certainly not sent: again after at least `atLeastMs`, later with every failure, 12 times in all. */
export const tryAgain = (row: DueNotification, atLeastMs: number, reason: string, random: () => number): Settlement =>
  row.attempts >= maxAttempts
    ? { kind: 'dead', unclear: false, reason }
    : {
        kind: 'pending',
        delayMs: Math.max(atLeastMs, backoffMs(row.attempts, random)),
        counts: true,
        unclear: false,
        reason,
      };

/** Claimed and not sent: as if it had never been claimed. */
export const putBack: Settlement = { kind: 'pending', delayMs: 0, counts: false, unclear: false, reason: null };

const afterUnclear = (row: DueNotification, reason: string, random: () => number): Settlement => {
  const { pauseMs } = unclear[row.platform];
  if (row.unclearAttempts + 1 >= maxUnclear(row)) return { kind: 'unknown', unclear: true, reason };
  const [from, to] = pauseMs;
  return {
    kind: 'pending',
    delayMs: Math.round(from + random() * (to - from)),
    counts: true,
    unclear: true,
    reason,
  };
};
