import type { Logger } from '../../logger.ts';
import type { TelegramApi } from './api.ts';
import { TelegramFailure, toFailure } from './failure.ts';
import { UPDATES } from './incoming.ts';
import { isTokenRefused } from './outcome.ts';
import { type Backoff, pause, pauseMs } from './persist.ts';

// A connection on which nothing comes any more is noticed when the answer is late: within 30 s.
const POLL_S = 20;
const MARGIN_MS = 8_000;
const CONFIRM_MS = 3_000;

export interface PollDeps {
  readonly api: TelegramApi;
  /** Takes a batch over; when it resolves the batch is confirmed, and Telegram forgets it. Never rejects. */
  readonly takeOver: (updates: readonly unknown[]) => Promise<void>;
  readonly logger: Logger;
  /** Aborted: the long poll ends at once, what was taken over is confirmed, and the loop returns. */
  readonly signal: AbortSignal;
  readonly backoff: Backoff;
}

/**
 * Asks for updates for ever. Ours, because telegraf's own loop ends at any error and confirms updates
 * that no handler saw. No answer ends it but a refused token; it never rejects.
 */
export const poll = async ({ api, takeOver, logger, signal, backoff }: PollDeps): Promise<void> => {
  let offset = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const timeoutMs = POLL_S * 1000 + MARGIN_MS;
      const updates = await api.call(
        'getUpdates',
        { offset, timeout: POLL_S, allowed_updates: UPDATES },
        { signal, timeoutMs },
      );
      await takeOver(updates);
      offset = nextOffset(updates, offset);
      failures = 0;
    } catch (error) {
      if (signal.aborted) break;
      const failure = toFailure(error);
      if (isTokenRefused(failure)) {
        logger.error('telegram.token_refused', {}, new TelegramFailure(failure));
        return;
      }
      const waitMs = pauseMs(failure, failures, backoff);
      failures += 1;
      logger.warn('telegram.poll_failed', { waitMs, failures, reason: new TelegramFailure(failure).message });
      if (isWebhookSet(failure)) await api.call('deleteWebhook', {}, { signal }).catch(() => undefined);
      await pause(waitMs, signal);
    }
  }
  if (offset > 0) await confirm(api, offset, logger);
};

/**
 * One more than the highest id seen, or 0 after an empty batch: nothing is unconfirmed then, and after
 * an idle week Telegram starts again at a random id, which may be lower.
 * @throws {Error} not one update has an id, so that asking again at once would bring the same
 */
const nextOffset = (updates: readonly unknown[], offset: number): number => {
  if (updates.length === 0) return 0;
  const ids = updates.flatMap((update) =>
    typeof update === 'object' && update !== null && 'update_id' in update && Number.isSafeInteger(update.update_id)
      ? [Number(update.update_id)]
      : [],
  );
  if (ids.length === 0) throw new Error('no update has an id');
  return Math.max(offset, ...ids.map((id) => id + 1));
};

const isWebhookSet = (failure: ReturnType<typeof toFailure>): boolean =>
  failure.kind === 'answered' && failure.code === 409 && /webhook/i.test(failure.description);

const confirm = async (api: TelegramApi, offset: number, logger: Logger): Promise<void> => {
  const signal = AbortSignal.timeout(CONFIRM_MS);
  await api.call('getUpdates', { offset, timeout: 0, limit: 1 }, { signal }).catch((error: unknown) => {
    logger.warn('telegram.unconfirmed', { reason: new TelegramFailure(toFailure(error)).message });
  });
};
