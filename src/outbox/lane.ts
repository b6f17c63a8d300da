import { type AttemptDeps, abandon, type Prepared, prepare, record, transmit } from './attempt.ts';
import { findDue } from './claim.ts';
import type { Candidate, DueNotification } from './notification.ts';
import { createPacing, type Pacing, type Target } from './pacing.ts';
import { holdMs } from './policy.ts';

export interface LaneDeps extends AttemptDeps {
  /** A crash can repeat at most as many messages as are in flight. */
  readonly inFlight: number;
  /** Aborted: nothing new is claimed. */
  readonly stopping: AbortSignal;
}

/** One platform's messages. */
export interface Lane {
  /** Sends until nothing is due, or the platform asked to be left alone; resolves with how many were delivered. */
  readonly drain: () => Promise<number>;
}

/** 500 recipients: the walk over all heads is paid once for so many claims. */
const pageSize = 500;
/** While all that is known must wait, what is new is looked for so often. */
const lookAgainMs = 1_000;

/**
 * Rows are claimed and rendered one after the other, which takes milliseconds, and sent side by
 * side. So the pace holds exactly where it counts, between two requests.
 */
export const createLane = (deps: LaneDeps): Lane => {
  const pacing = createPacing(deps.adapter.platform);
  const nowMs = (): number => deps.clock.now().getTime();
  const mayNotSend = (): boolean => deps.stopping.aborted || pacing.isHeld(nowMs());

  const drain = async (): Promise<number> => {
    const sending = new Set<Promise<void>>();
    let page: Candidate[] = [];
    let progress = true;
    let delivered = 0;

    const send = (prepared: Prepared): void => {
      pacing.sent(candidateOf(prepared.row), nowMs());
      const sent = transmit(deps, prepared)
        .then((outcome) => {
          // At once, before the database is asked to remember: the next request is milliseconds away.
          if (outcome.kind === 'shut' || (outcome.kind === 'retry' && outcome.scope === 'platform')) {
            pacing.hold(holdMs(outcome.afterMs), nowMs());
          }
          if (outcome.kind === 'delivered') delivered += 1;
          return record(deps, prepared, outcome);
        })
        .finally(() => sending.delete(sent));
      sending.add(sent);
    };

    try {
      while (!mayNotSend()) {
        if (sending.size >= deps.inFlight) {
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
        const next = soonest(page, pacing, nowMs());
        if (next === null) {
          if (sending.size > 0) await Promise.race(sending);
          continue;
        }
        if (next.delayMs > 0) {
          await deps.wait(Math.min(next.delayMs, lookAgainMs));
          if (next.delayMs > lookAgainMs) {
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
        if (mayNotSend()) await abandon(deps, prepared);
        else send(prepared);
      }
    } catch (error) {
      deps.logger.error('outbox.storage_away', { platform: deps.adapter.platform }, error);
    }
    await Promise.all(sending);
    return delivered;
  };

  return { drain };
};

const candidateOf = ({ to }: DueNotification): Target => ({
  recipient: to.kind === 'channel' ? -to.channelId : to.chatAccountId,
  chatId: to.chatId,
});

/** Two processes that walk the same page would meet at every row: the one that came late goes elsewhere. */
const rotated = (page: readonly Candidate[], fraction: number): Candidate[] => {
  const from = Math.floor(fraction * page.length);
  return [...page.slice(from), ...page.slice(0, from)];
};

/** The candidate that may be sent first; of equals the one due longest. Null: there is none. */
const soonest = (
  page: readonly Candidate[],
  pacing: Pacing,
  nowMs: number,
): { readonly candidate: Candidate; readonly delayMs: number } | null => {
  let best: { readonly candidate: Candidate; readonly delayMs: number } | null = null;
  for (const candidate of page) {
    const delayMs = pacing.delayMs(candidate, nowMs);
    if (delayMs === 0) return { candidate, delayMs };
    if (best === null || delayMs < best.delayMs) best = { candidate, delayMs };
  }
  return best;
};
