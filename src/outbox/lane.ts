import type { Outcome } from '../chat/adapter.ts';
import type { Target } from '../chat/pacing.ts';
import { type AttemptDeps, abandon, type Prepared, prepare, record, transmit } from './attempt.ts';
import { createBreaker } from './breaker.ts';
import { findDue } from './claim.ts';
import type { Candidate } from './notification.ts';
import { holdMs } from './policy.ts';
import { createRetryBudget } from './retry-budget.ts';

export interface LaneDeps extends AttemptDeps {
  /** A crash can repeat at most as many messages as are in flight. */
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
/** A claim and what is rendered take some milliseconds: with them done, a message goes out exactly at its moment. */
const aheadMs = 30;
/** With rendering (4 s) and sending (15 s) it stays within the lease. */
const longestWaitMs = 500;
/** While all that is known must wait, what is new is looked for so often. */
const lookAgainMs = 1_000;

/**
 * Rows are claimed and rendered one after the other, which takes milliseconds, and sent side by
 * side. So the pace holds exactly where it counts, between two requests.
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
  const itsMoment = async (candidate: Candidate): Promise<boolean> => {
    const claimedAt = nowMs();
    for (let ms = pacing.delayMs(candidate, nowMs()); ms > 0; ms = pacing.delayMs(candidate, nowMs())) {
      if (nowMs() - claimedAt + ms > longestWaitMs) return false;
      await deps.wait(ms);
    }
    return true;
  };

  const drain = async (): Promise<number> => {
    const sending = new Set<Promise<void>>();
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

    try {
      while (!mayNotSend()) {
        if (sending.size >= atOnce()) {
          await Promise.race(sending);
          continue;
        }
        if (page.length === 0) {
          // Known before looking: what is settled during the look leaves its recipient's next row unseen.
          const isIdle = sending.size === 0;
          // A whole page that others claimed first: they are at it, and the next run looks again.
          if (isIdle && !progress) break;
          page = await findDue(deps.sequelize, deps.adapter.platform, pageSize);
          if (isIdle && page.length === 0) break;
          progress = page.length === 0;
        }
        const next = soonest(page, delayMs);
        if (next === null) {
          if (sending.size > 0) await Promise.race(sending);
          continue;
        }
        if (next.delayMs > aheadMs) {
          const isNudged = await Promise.race([
            deps.wait(Math.min(next.delayMs - aheadMs, lookAgainMs)).then(() => false),
            nudged.promise.then(() => true),
          ]);
          if (isNudged) nudged = Promise.withResolvers<void>();
          if (isNudged || next.delayMs > lookAgainMs) {
            page = [];
            progress = true;
          }
          continue;
        }
        page = page.filter((candidate) => candidate !== next.candidate);
        const prepared = await prepare(deps, next.candidate.id);
        if (prepared === 'lost') {
          page = rotated(page, deps.random());
          continue;
        }
        progress = true;
        if (prepared === 'settled') continue;
        if ((await itsMoment(next.candidate)) && !mayNotSend()) send(prepared, next.candidate);
        else await abandon(deps, prepared);
      }
    } catch (error) {
      deps.logger.error('outbox.storage_away', { platform: deps.adapter.platform }, error);
    }
    await Promise.all(sending);
    return delivered;
  };

  return { drain, nudge: () => nudged.resolve() };
};

/** Two processes that walk the same page would meet at every row: the one that came late goes elsewhere. */
const rotated = (page: readonly Candidate[], fraction: number): Candidate[] => {
  const from = Math.floor(fraction * page.length);
  return [...page.slice(from), ...page.slice(0, from)];
};

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
