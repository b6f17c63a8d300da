import type { Sequelize } from 'sequelize';
import type { Adapter, Platform, SealedReply } from '../chat/adapter.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { DeliveryStep } from './attempt.ts';
import { createLane, type Lane } from './lane.ts';
import type { DueNotification } from './notification.ts';

export interface DeliveryDeps {
  readonly sequelize: Sequelize;
  readonly adapters: ReadonlyMap<Platform, Adapter>;
  /** The message as it is true now; null: what it tells of is gone or not wanted any more. Within 4 s. */
  readonly render: (notification: DueNotification) => Promise<SealedReply | null>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 up to 1. Default: Math.random. */
  readonly random?: () => number;
  /** Sends at once per platform. Default: 4. */
  readonly inFlight?: number;
  /** Resolves after so many milliseconds of `clock`. Default: a timer. */
  readonly wait?: (ms: number) => Promise<void>;
  /** A platform refuses this bot altogether; told at each refusal. Must not throw. */
  readonly onShut?: (platform: Platform) => void;
  /** Told of each step of each message, before anything else happens. Must not throw. */
  readonly onStep?: ((step: DeliveryStep, row: DueNotification) => void) | undefined;
}

export interface Delivery {
  /**
   * Sends what is due on each platform that has an adapter, until nothing is due, and resolves with
   * how many were delivered. A platform that is being worked on already is joined, an idle one is
   * looked at anew; either way, what was due at the call is tried. Never rejects: a database that is away is logged and ends the run.
   */
  readonly run: () => Promise<number>;
  /** Claims nothing more and waits for what is in flight (15 s at most); no row is left `sending`. */
  readonly stop: () => Promise<void>;
}

/**
 * Telegram cannot recognise a repeat, so every send in flight at a crash may reach its reader
 * twice. Two are enough for its 27 a second as long as it answers within 70 ms.
 */
const maxInFlight: Partial<Readonly<Record<Platform, number>>> = { telegram: 2 };

export const createDelivery = (deps: DeliveryDeps): Delivery => {
  const { adapters, inFlight = 4, random = Math.random, wait = byTimer, onShut = () => {}, ...rest } = deps;
  const stopping = new AbortController();
  const lanes = [...adapters.values()].map((adapter) =>
    joined(
      createLane({
        ...rest,
        adapter,
        random,
        wait,
        inFlight: Math.min(inFlight, maxInFlight[adapter.platform] ?? inFlight),
        stopping: stopping.signal,
        onShut: () => onShut(adapter.platform),
      }),
    ),
  );
  const run = async (): Promise<number> =>
    (await Promise.all(lanes.map((drain) => drain()))).reduce((sum, delivered) => sum + delivered, 0);

  return {
    run,
    stop: async () => {
      stopping.abort();
      await run();
    },
  };
};

/** The same, but a call while one is under way joins it, and has it look once more before it ends. */
const joined = ({ drain, nudge }: Lane): (() => Promise<number>) => {
  let current: Promise<number> | null = null;
  let again = false;
  const drainAll = async (): Promise<number> => {
    let delivered = 0;
    do {
      again = false;
      delivered += await drain();
    } while (again);
    current = null;
    return delivered;
  };
  return () => {
    if (current === null) {
      current = drainAll();
    } else {
      again = true;
      nudge();
    }
    return current;
  };
};

const byTimer = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
