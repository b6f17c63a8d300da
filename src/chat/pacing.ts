import type { Platform } from './adapter.ts';

/** The least milliseconds between two sends. */
interface Pace {
  /** To anybody. */
  readonly everyMs: number;
  /** To one private chat. */
  readonly perChatMs: number;
  /** To one group. */
  readonly perGroupMs: number;
  /** That open a chat with somebody for the first time. */
  readonly firstContactMs: number;
  /** That open a chat with somebody for the first time, at most in an hour. */
  readonly firstContactsAnHour: number;
}

/**
 * Below each platform's ceiling by a margin, and without bursts, because both count in windows of
 * their own. Telegram (https://core.telegram.org/bots/faq): 27 of "about 30" a second, 1 a second per
 * chat, 18 of 20 a minute per group. Discord: 40 of 50 requests a second; it publishes no figure for
 * opened chats and quarantines bots for them.
 */
const paces: Readonly<Record<Platform, Pace>> = {
  telegram: {
    everyMs: 1_000 / 27,
    perChatMs: 1_000,
    perGroupMs: 60_000 / 18,
    firstContactMs: 0,
    firstContactsAnHour: Number.POSITIVE_INFINITY,
  },
  discord: { everyMs: 1_000 / 40, perChatMs: 0, perGroupMs: 0, firstContactMs: 5_000, firstContactsAnHour: 200 },
  console: {
    everyMs: 0,
    perChatMs: 0,
    perGroupMs: 0,
    firstContactMs: 0,
    firstContactsAnHour: Number.POSITIVE_INFINITY,
  },
};

/** Whom a message goes to, as far as the pace depends on it. */
export interface Target {
  /** The chat, or, where none was opened yet, whom it would be with. */
  readonly place: string;
  readonly isGroup: boolean;
  /** No chat with this person was ever opened. */
  readonly isNew: boolean;
}

/**
 * When the next message of a platform may go out: one for its answers and its outbox. Times are
 * milliseconds of one clock that the callers keep. Answers go first: they take the next free moment,
 * and what nobody waits for goes into those that are left.
 */
export interface Pacing {
  /** Whole milliseconds until an unasked message may go out; 0: now. Ignores the hold of the platform. */
  readonly delayMs: (target: Target, nowMs: number) => number;
  /** An unasked message goes out now. */
  readonly sent: (target: Target, nowMs: number) => void;
  /** Takes the moment for the next part of a message that has begun; milliseconds until then. */
  readonly takePart: (target: Target, nowMs: number) => number;
  /**
   * Takes the moment for an answer; milliseconds until then. A chat's own pace does not delay it
   * (platforms allow short bursts), but a hold does.
   */
  readonly takeAnswer: (place: string, nowMs: number) => number;
  /** Nothing may go out for so long; a shorter hold does not end a longer one. */
  readonly hold: (forMs: number, nowMs: number) => void;
  readonly isHeld: (nowMs: number) => boolean;
  /** Nothing to this chat for so long. */
  readonly holdChat: (place: string, forMs: number, nowMs: number) => void;
  /** Nobody new for so long. */
  readonly holdNew: (forMs: number, nowMs: number) => void;
  /** The platform said that all of us are too fast: half the pace, which recovers in minutes. */
  readonly slowDown: (nowMs: number) => void;
}

interface Interval {
  readonly since: number;
  readonly ms: number;
}

const mostSlow = 16;
/** A refusal counts half as much after so long. */
const recoverMs = 30_000;
const hourMs = 3_600_000;

/** One platform's pacing; nothing was sent yet. */
export const createPacing = (platform: Platform): Pacing => {
  const pace = paces[platform];
  const lastByPlace = new Map<string, Interval>();
  const heldChats = new Map<string, Interval>();
  const contacts: number[] = [];
  let last: Interval | undefined;
  let held: Interval | undefined;
  let heldNew: Interval | undefined;
  let slow = { factor: 1, at: 0 };

  const slowness = (nowMs: number): number =>
    Math.max(1, slow.factor * 0.5 ** (Math.max(0, nowMs - slow.at) / recoverMs));

  const own = ({ isGroup }: Target): number => (isGroup ? pace.perGroupMs : pace.perChatMs);

  const longer = (one: Interval | undefined, forMs: number, nowMs: number): Interval | undefined =>
    forMs > remainingMs(one, nowMs) ? { since: nowMs, ms: forMs } : one;

  const contactMs = (nowMs: number): number => {
    const lastContact = contacts.at(-1);
    const eldest = contacts.length < pace.firstContactsAnHour ? undefined : contacts[0];
    return Math.max(
      remainingMs(lastContact === undefined ? undefined : { since: lastContact, ms: pace.firstContactMs }, nowMs),
      remainingMs(eldest === undefined ? undefined : { since: eldest, ms: hourMs }, nowMs),
      remainingMs(heldNew, nowMs),
    );
  };

  /** The moment `at`, which may be later than now, is taken. */
  const take = (place: string, ownMs: number, at: number): void => {
    // The clock counts whole milliseconds: what is later by less than one is not late.
    const due = last === undefined ? at : last.since + last.ms;
    const since = at - due > 0 && at - due < 1 ? due : at;
    last = { since, ms: pace.everyMs * slowness(at) };
    if (ownMs === 0) return;
    forgetIdle(lastByPlace, at);
    lastByPlace.delete(place);
    lastByPlace.set(place, { since: at, ms: ownMs });
  };

  const delayMs: Pacing['delayMs'] = (target, nowMs) =>
    Math.max(
      remainingMs(last, nowMs),
      remainingMs(lastByPlace.get(target.place), nowMs),
      remainingMs(heldChats.get(target.place), nowMs),
      target.isNew ? contactMs(nowMs) : 0,
    );

  return {
    delayMs,
    sent: (target, nowMs) => {
      take(target.place, own(target), nowMs);
      if (!target.isNew || pace.firstContactMs === 0) return;
      contacts.push(nowMs);
      if (contacts.length > pace.firstContactsAnHour) contacts.shift();
    },
    takePart: (target, nowMs) => {
      const ms = delayMs({ ...target, isNew: false }, nowMs);
      take(target.place, own(target), nowMs + ms);
      return ms;
    },
    takeAnswer: (place, nowMs) => {
      const heldMs = Math.max(remainingMs(held, nowMs), remainingMs(heldChats.get(place), nowMs));
      const ms = Math.max(remainingMs(last, nowMs), heldMs);
      take(place, pace.perChatMs, nowMs + ms);
      return ms;
    },
    hold: (forMs, nowMs) => {
      held = longer(held, forMs, nowMs);
    },
    isHeld: (nowMs) => remainingMs(held, nowMs) > 0,
    holdChat: (place, forMs, nowMs) => {
      forgetIdle(heldChats, nowMs);
      const hold = longer(heldChats.get(place), forMs, nowMs);
      if (hold !== undefined) heldChats.set(place, hold);
    },
    holdNew: (forMs, nowMs) => {
      heldNew = longer(heldNew, forMs, nowMs);
    },
    slowDown: (nowMs) => {
      slow = { factor: Math.min(mostSlow, slowness(nowMs) * 2), at: nowMs };
    },
  };
};

/** A map keeps the order of insertion: the longest idle are in front. */
const forgetIdle = (intervals: Map<string, Interval>, nowMs: number): void => {
  for (const [place, interval] of intervals) {
    if (remainingMs(interval, nowMs) > 0) return;
    intervals.delete(place);
  }
};

/** A moment that was taken in advance is no further away than so many answers need; a clock was set back else. */
const farthestMs = 30_000;

/** Never longer than the interval itself: a clock set back must not stop a platform for an hour. */
const remainingMs = (interval: Interval | undefined, nowMs: number): number => {
  if (interval === undefined) return 0;
  const ahead = interval.since - nowMs > farthestMs ? 0 : Math.max(0, interval.since - nowMs);
  return Math.ceil(Math.max(0, Math.min(interval.ms + ahead, interval.since + interval.ms - nowMs)));
};
