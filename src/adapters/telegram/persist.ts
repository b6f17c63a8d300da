import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../logger.ts';
import { type Failure, TelegramFailure, toFailure } from './failure.ts';
import { isTokenRefused } from './outcome.ts';

/** How long after a failure the next try follows, in ms: doubling from `firstMs` to `longestMs`. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * Telegram's own word on when comes first; else 1, 2, 4, ... 30 s. A rival poller (409) is the process
 * before this one, which ends soon: a quarter of the longest at most, so that the intake is back within 10 s. Pure.
 */
export const pauseMs = (failure: Failure, failures: number, { firstMs, longestMs }: Backoff): number => {
  if (failure.kind === 'answered' && failure.retryAfterMs !== null) return Math.max(failure.retryAfterMs, firstMs);
  const isRival = failure.kind === 'answered' && failure.code === 409;
  return Math.min(isRival ? longestMs / 4 : longestMs, firstMs * 2 ** Math.min(failures, 30));
};

/** Resolves after `ms`, or at once when the signal is aborted. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await delay(ms, undefined, { signal }).catch(() => undefined);
};

/**
 * Does it until it succeeds. Resolves to null once the signal is aborted.
 * @throws {TelegramFailure} where trying again cannot help: a refused token, a request refused as wrong
 */
export const persist = async <T>(
  task: () => Promise<T>,
  name: string,
  { logger, signal, backoff }: { readonly logger: Logger; readonly signal: AbortSignal; readonly backoff: Backoff },
): Promise<T | null> => {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      return await task();
    } catch (error) {
      const failure = toFailure(error);
      if (signal.aborted) return null;
      if (isTokenRefused(failure) || (failure.kind === 'answered' && [400, 403].includes(failure.code))) {
        throw new TelegramFailure(failure);
      }
      const waitMs = pauseMs(failure, failures, backoff);
      logger.warn('telegram.retry', { call: name, waitMs, reason: new TelegramFailure(failure).message });
      await pause(waitMs, signal);
    }
  }
  return null;
};
