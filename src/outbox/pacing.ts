import type { Platform } from '../chat/adapter.ts';

/** The least milliseconds between two sends. */
interface Pace {
  /** To anybody. */
  readonly everyMs: number;
  /** To one chat. */
  readonly perChatMs: number;
  /** That open a chat with somebody for the first time. */
  readonly firstContactMs: number;
}

/**
 * Below each platform's ceiling by a margin, and without bursts, because both count in windows of
 * their own. Telegram: 27 of "about 30" a second and 1 a second per chat. Discord: 40 of 50
 * requests a second; it publishes no figure for opened chats and quarantines bots for them.
 */
const paces: Readonly<Record<Platform, Pace>> = {
  telegram: { everyMs: 1_000 / 27, perChatMs: 1_000, firstContactMs: 0 },
  discord: { everyMs: 1_000 / 40, perChatMs: 0, firstContactMs: 5_000 },
  console: { everyMs: 0, perChatMs: 0, firstContactMs: 0 },
};

/** Whom a message goes to, as far as the pace depends on it. */
export interface Target {
  readonly recipient: number;
  /** Null: no chat with this person was ever opened. */
  readonly chatId: string | null;
}

/** When the next message may go out. Times are milliseconds of one clock that the caller keeps. */
export interface Pacing {
  /** Whole milliseconds until a message to this person may go out; 0: now. Ignores the hold. */
  readonly delayMs: (target: Target, nowMs: number) => number;
  /** A message to this person goes out now. */
  readonly sent: (target: Target, nowMs: number) => void;
  /** Nothing may go out for so long; a shorter hold does not end a longer one. */
  readonly hold: (forMs: number, nowMs: number) => void;
  readonly isHeld: (nowMs: number) => boolean;
}

/** One platform's pacing; nothing was sent yet. */
export const createPacing = (platform: Platform): Pacing => {
  const pace = paces[platform];
  const lastByChat = new Map<number, number>();
  let last: number | undefined;
  let lastFirstContact: number | undefined;
  let held: { readonly since: number; readonly ms: number } | undefined;

  /** A map keeps the order of insertion: the longest idle are in front. */
  const forgetIdle = (nowMs: number): void => {
    for (const [chat, at] of lastByChat) {
      if (remainingMs(at, pace.perChatMs, nowMs) > 0) return;
      lastByChat.delete(chat);
    }
  };

  return {
    delayMs: (target, nowMs) =>
      Math.max(
        remainingMs(last, pace.everyMs, nowMs),
        remainingMs(lastByChat.get(target.recipient), pace.perChatMs, nowMs),
        target.chatId === null ? remainingMs(lastFirstContact, pace.firstContactMs, nowMs) : 0,
      ),
    sent: (target, nowMs) => {
      last = nowMs;
      if (target.chatId === null) lastFirstContact = nowMs;
      if (pace.perChatMs === 0) return;
      forgetIdle(nowMs);
      lastByChat.delete(target.recipient);
      lastByChat.set(target.recipient, nowMs);
    },
    hold: (forMs, nowMs) => {
      if (forMs > remainingMs(held?.since, held?.ms ?? 0, nowMs)) held = { since: nowMs, ms: forMs };
    },
    isHeld: (nowMs) => remainingMs(held?.since, held?.ms ?? 0, nowMs) > 0,
  };
};

/** Never longer than the interval itself: a clock set back must not stop a platform for an hour. */
const remainingMs = (since: number | undefined, intervalMs: number, nowMs: number): number =>
  since === undefined ? 0 : Math.ceil(Math.max(0, Math.min(intervalMs, since + intervalMs - nowMs)));
