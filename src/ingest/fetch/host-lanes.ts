import type { Clock } from '../../clock.ts';
import { FetchFailed } from './fetch-failure.ts';

/** One request at a time per host, in the order in which they were asked for. */
export interface HostLanes {
  /**
   * Waits for its turn and gives the way to end it, which may be called twice. Throws FetchFailed
   * where the host asked to be left alone or too many wait, and the signal's reason where it aborts.
   */
  readonly enter: (host: string, signal?: AbortSignal) => Promise<() => void>;
  /** Lets nobody in for this long. */
  readonly holdBack: (host: string, ms: number) => void;
}

/** A crawl waits with one request per host at most; the rest are people's links. */
const maxWaiting = 100;

export const createHostLanes = (clock: Clock): HostLanes => {
  /** Of every host with somebody in its lane: who comes next. */
  const lanes = new Map<string, (() => void)[]>();
  const heldUntil = new Map<string, number>();

  const leaver = (host: string): (() => void) => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = lanes.get(host)?.shift();
      if (next === undefined) lanes.delete(host);
      else next();
    };
  };

  const turn = async (host: string, signal: AbortSignal | undefined): Promise<void> => {
    const waiting = lanes.get(host);
    if (waiting === undefined) {
      lanes.set(host, []);
      return;
    }
    if (waiting.length >= maxWaiting) throw new FetchFailed('too many requests wait for this host');
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(signal?.reason);
      };
      const go = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      waiting.push(go);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  };

  const heldMs = (host: string): number => {
    const left = (heldUntil.get(host) ?? 0) - clock.now().getTime();
    if (left <= 0) heldUntil.delete(host);
    return Math.max(left, 0);
  };

  return {
    enter: async (host, signal) => {
      signal?.throwIfAborted();
      await turn(host, signal);
      const leave = leaver(host);
      const waitMs = heldMs(host);
      if (waitMs === 0) return leave;
      leave();
      throw new FetchFailed('its host asked to be left alone for a while', { retryAfterMs: waitMs });
    },
    holdBack: (host, ms) => {
      const now = clock.now().getTime();
      for (const [held, until] of heldUntil) if (until <= now) heldUntil.delete(held);
      heldUntil.set(host, Math.max(heldUntil.get(host) ?? 0, now + ms));
    },
  };
};
