import { conflict } from './refusal.ts';

type Update = { readonly update_id: number } & Readonly<Record<string, unknown>>;

interface Waiting {
  readonly end: (updates: Update[]) => void;
  readonly abort: (error: Error) => void;
}

/** The queue of updates behind getUpdates: kept until confirmed by a higher offset, one poller at a time. */
export const createUpdates = (onWaiting: () => void) => {
  let nextId = 100_000_001;
  let queue: Update[] = [];
  let waiting: Waiting | null = null;
  let isWebhookSet = false;
  let allowed: readonly string[] | null = null;

  const add = (kind: string, payload: unknown): number => {
    const id = nextId;
    nextId += 1;
    if (allowed === null || allowed.includes(kind)) push({ update_id: id, [kind]: payload });
    return id;
  };

  /** Together, in any order; also what is not an update at all. */
  const push = (...updates: readonly Update[]): void => {
    queue.push(...updates);
    waiting?.end(queue.slice(0, 100));
  };

  const poll = (
    {
      offset = 0,
      limit = 100,
      timeout = 0,
      kinds,
    }: { offset?: number; limit?: number; timeout?: number; kinds?: readonly string[] | undefined },
    closed: AbortSignal,
  ): Promise<Update[]> => {
    if (isWebhookSet) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    waiting?.abort(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'));
    if (kinds) allowed = kinds;
    queue = offset < 0 ? queue.slice(offset) : queue.filter((update) => !(update.update_id < offset));
    if (queue.length > 0 || timeout === 0) return Promise.resolve(queue.slice(0, limit));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiting?.end([]), timeout * 1000);
      const done = (): void => {
        clearTimeout(timer);
        waiting = null;
      };
      waiting = {
        end: (updates) => {
          done();
          resolve(updates.slice(0, limit));
        },
        abort: (error) => {
          done();
          reject(error);
        },
      };
      const mine = waiting;
      onWaiting();
      closed.addEventListener('abort', () => {
        if (waiting === mine) waiting.end([]);
      });
    });
  };

  return {
    add,
    push,
    poll,
    /** As after a week without updates: the next id is any. */
    jumpTo: (id: number): void => {
      nextId = id;
    },
    /** Delivered or not, not yet confirmed. */
    unconfirmed: (): readonly Update[] => queue,
    isPolled: (): boolean => waiting !== null,
    setWebhook: (isSet: boolean): void => {
      isWebhookSet = isSet;
    },
    isWebhookSet: (): boolean => isWebhookSet,
    close: (): void => waiting?.end([]),
  };
};

export type Updates = ReturnType<typeof createUpdates>;
