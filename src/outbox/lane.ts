import type { Outcome } from '../chat/adapter.ts';
import type { Target } from '../chat/pacing.ts';
import { type AttemptDeps, abandon, type Prepared, prepare, record, transmit } from './attempt.ts';
import { createBreaker } from './breaker.ts';
import { findDue } from './claim.ts';
import type { Candidate } from './notification.ts';
import { holdMs } from './policy.ts';
import { createRetryBudget } from './retry-budget.ts';

export interface LaneDeps extends AttemptDeps {
  /** A crash can repeat at most as many messages as are in flight; as many more are made ready and not sent yet. */
  readonly inFlight: number;
  /** Aborted: nothing new is claimed. */
  readonly stopping: AbortSignal;
  /** The platform refuses this bot altogether. Must not throw. */
  readonly onShut: () => void;
}

/** One platform's messages. */
export interface Lane {
  /** Sends until nothing is due, or the platform is to be left alone; resolves with how many were delivered. */
  readonly drain: () => Promise<number>;
  /** There may be something new: a drain that only waits looks at once. */
  readonly nudge: () => void;
}

/** 500 recipients: the walk over all heads is paid once for so many claims. */
const pageSize = 500;
/** A claim and what is rendered take up to 100 ms under load: with them done, a message goes out exactly at its moment. */
const aheadMs = 150;
/** With rendering (4 s) and sending (15 s) it stays within the lease. */
const longestWaitMs = 500;
const longestUnsentMs = 4_000 + longestWaitMs;
/** While all that is known must wait, what is new is looked for so often. */
const lookAgainMs = 1_000;

/** A row on its way to its moment. */
interface Claim {
  readonly candidate: Candidate;
  readonly atMs: number;
  readonly prepared: Promise<Prepared | 'settled' | 'lost'>;
}

/**
 * A few rows are claimed and rendered side by side shortly before their moments, and sent side by
 * side too. Between the two they stand in one line: so the pace holds exactly where it counts,
 * between two requests.
 */
export const createLane = (deps: LaneDeps): Lane => {
  const { pacing } = deps.adapter;
  const breaker = createBreaker();
  const budget = createRetryBudget();
  const nowMs = (): number => deps.clock.now().getTime();
  const mayNotSend = (): boolean => deps.stopping.aborted || pacing.isHeld(nowMs()) || breaker.isOpen(nowMs());
  const atOnce = (): number => (breaker.isTrying(nowMs()) ? 1 : deps.inFlight);
  let nudged = Promise.withResolvers<void>();

  /** At once, before the database is asked to remember: the next request is milliseconds away. */
  const heed = (outcome: Outcome, target: Target): void => {
    const isAway = outcome.kind === 'unknown' || (outcome.kind === 'retry' && outcome.scope === 'platform');
    const isLimit = outcome.kind === 'retry' && outcome.isLimit === true;
    if (isAway && !isLimit) breaker.failed(nowMs());
    else breaker.answered();
    if (outcome.kind === 'shut') {
      pacing.hold(holdMs(outcome.afterMs), nowMs());
      deps.onShut();
    }
    if (outcome.kind !== 'retry') return;
    if (outcome.scope === 'platform') {
      pacing.hold(holdMs(outcome.afterMs), nowMs());
      if (isLimit) pacing.slowDown(nowMs());
    } else if (outcome.scope === 'new-chats') pacing.holdNew(holdMs(outcome.afterMs), nowMs());
    else if (isLimit) pacing.holdChat(target.place, outcome.afterMs, nowMs());
  };

  const delayMs = (candidate: Candidate): number =>
    Math.max(
      pacing.delayMs(candidate, nowMs()),
      // The rest of its window: what comes for the first time does not wait for what comes again.
      candidate.isRetry && !budget.allows(nowMs()) ? lookAgainMs : 0,
    );

  /** Waits for it; false where it is too far away for the lease, as an answer or a refusal came in between. */
  const itsMoment = async ({ candidate, atMs }: Claim): Promise<boolean> => {
    const since = nowMs();
    for (let ms = pacing.delayMs(candidate, nowMs()); ms > 0; ms = pacing.delayMs(candidate, nowMs())) {
      if (nowMs() - since + ms > longestWaitMs) return false;
      await deps.wait(ms);
    }
    return nowMs() - atMs <= longestUnsentMs;
  };

  const drain = async (): Promise<number> => {
    const sending = new Set<Promise<void>>();
    const line: Claim[] = [];
    let page: Candidate[] = [];
    let progress = true;
    let delivered = 0;

    const send = (prepared: Prepared, target: Candidate): void => {
      pacing.sent(target, nowMs());
      budget.note(prepared.row.attempts > 1, nowMs());
      const sent = transmit(deps, prepared)
        .then((outcome) => {
          heed(outcome, target);
          if (outcome.kind === 'delivered') delivered += 1;
          return record(deps, prepared, outcome);
        })
        .finally(() => sending.delete(sent));
      sending.add(sent);
    };

    const enter = (candidate: Candidate): void => {
      const prepared = prepare(deps, candidate.id);
      // Looked at when its turn comes.
      prepared.catch(() => {});
      line.push({ candidate, atMs: nowMs(), prepared });
    };

    /** The first of the line, at its moment. */
    const sendFirst = async (): Promise<void> => {
      const [first] = line;
      if (first === undefined) return;
      const prepared = await first.prepared.finally(() => line.shift());
      if (prepared === 'lost') {
        page = rotated(page, deps.random());
        return;
      }
      progress = true;
      if (prepared === 'settled') return;
      if ((await itsMoment(first)) && !mayNotSend()) send(prepared, first.candidate);
      else await abandon(deps, prepared);
    };

    const giveBack = async ({ prepared }: Claim): Promise<void> => {
      const ready = await prepared.catch(() => 'lost' as const);
      if (ready !== 'lost' && ready !== 'settled') await abandon(deps, ready);
    };

    try {
      while (!mayNotSend()) {
        if (sending.size >= atOnce()) {
          await Promise.race(sending);
          continue;
        }
        if (page.length === 0 && line.length <= 1) {
          // Known before looking: what is settled during the look leaves its recipient's next row unseen.
          const isIdle = sending.size + line.length === 0;
          // A whole page that others claimed first: they are at it, and the next run looks again.
          if (isIdle && !progress) break;
          const found = await findDue(deps.sequelize, deps.adapter.platform, pageSize);
          page = found.filter(({ id }) => line.every(({ candidate }) => candidate.id !== id));
          if (isIdle && page.length === 0) break;
          progress = page.length === 0;
        }
        const next = soonest(page.filter(isFree(line)), delayMs);
        const inLineMs = line.length * pacing.intervalMs(nowMs());
        if (next !== null && line.length < atOnce() && next.delayMs + inLineMs <= aheadMs) {
          page = page.filter((candidate) => candidate !== next.candidate);
          enter(next.candidate);
        } else if (line.length > 0) {
          await sendFirst();
        } else if (next === null) {
          if (sending.size > 0) await Promise.race(sending);
        } else {
          const isNudged = await Promise.race([
            deps.wait(Math.min(next.delayMs - aheadMs, lookAgainMs)).then(() => false),
            nudged.promise.then(() => true),
          ]);
          if (isNudged) nudged = Promise.withResolvers<void>();
          if (isNudged || next.delayMs > lookAgainMs) {
            page = [];
            progress = true;
          }
        }
      }
    } catch (error) {
      deps.logger.error('outbox.storage_away', { platform: deps.adapter.platform }, error);
    }
    await Promise.all([...sending, ...line.map(giveBack)]);
    return delivered;
  };

  return { drain, nudge: () => nudged.resolve() };
};

/** Two processes that walk the same page would meet at every row: the one that came late goes elsewhere. */
const rotated = (page: readonly Candidate[], fraction: number): Candidate[] => {
  const from = Math.floor(fraction * page.length);
  return [...page.slice(from), ...page.slice(0, from)];
};

/** Whose pace does not hang on the answer to one that stands in line. */
const isFree =
  (line: readonly Claim[]) =>
  (one: Candidate): boolean =>
    line.every(({ candidate }) => candidate.place !== one.place && !(candidate.isNew && one.isNew));

/** The candidate that may be sent first; of equals the one due longest. Null: there is none. */
const soonest = (
  page: readonly Candidate[],
  delayOf: (candidate: Candidate) => number,
): { readonly candidate: Candidate; readonly delayMs: number } | null => {
  let best: { readonly candidate: Candidate; readonly delayMs: number } | null = null;
  for (const candidate of page) {
    const delayMs = delayOf(candidate);
    if (delayMs === 0) return { candidate, delayMs };
    if (best === null || delayMs < best.delayMs) best = { candidate, delayMs };
  }
  return best;
};
