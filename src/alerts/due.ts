import { afterQuiet } from './quiet.ts';
import type { AlertSettings, Cadence } from './settings.ts';
import { type Slot, slotsAround } from './slots.ts';
import { dateName, wallTimeAt } from './wall-time.ts';

/** What of a person's matches waits to be told. */
export interface Waiting {
  /** Some wait to be told one by one: they came in quiet hours. */
  readonly messages: boolean;
  /** The cadences of the searches whose matches wait for a digest. */
  readonly digests: readonly Cadence[];
}

/** What is to be told to a person at an instant. */
export interface Due {
  readonly messages: boolean;
  /** Null: no digest. Its name is that of its occasion; it tells of searches of these cadences. */
  readonly digest: { readonly name: string; readonly cadences: readonly Cadence[] } | null;
}

/** A digest that is later than this is left out; what it would have told comes in the next one. */
export const lateMs = 12 * 3_600_000;

const nothing: Due = { messages: false, digest: null };

/**
 * What is due for a person at `now`, where the first of it fell due at `since`. However many
 * occasions have passed meanwhile, it is one digest, named after the last of them.
 */
export const dueAt = (settings: AlertSettings, waiting: Waiting, since: Date, now: Date): Due => {
  if (isPaused(settings, now) || afterQuiet(settings, now) > now) return nothing;
  const back = returnSlot(settings, waiting);
  if (back !== null && isDue(back, since, now)) {
    return { messages: waiting.messages, digest: { name: back.name, cadences: waiting.digests } };
  }
  const due = waiting.digests.flatMap((cadence) => {
    const last = slotsAround(settings, cadence, now)?.last;
    return last !== undefined && isDue(last, since, now) ? [{ cadence, slot: last }] : [];
  });
  // A date's own digest takes the hour's along.
  const named = due.find(({ cadence }) => cadence !== 'hourly') ?? due[0];
  return {
    messages: waiting.messages,
    digest: named === undefined ? null : { name: named.slot.name, cadences: due.map(({ cadence }) => cadence) },
  };
};

const isDue = ({ at }: Slot, since: Date, now: Date): boolean =>
  at >= since && at <= now && now.getTime() - at.getTime() < lateMs;

const isPaused = ({ pausedUntil }: AlertSettings, now: Date): boolean => pausedUntil !== null && pausedUntil > now;

/** The end of a pause tells everything that came meanwhile. */
const returnSlot = (settings: AlertSettings, { digests }: Waiting): Slot | null => {
  if (settings.pausedUntil === null || digests.length === 0) return null;
  return {
    at: afterQuiet(settings, settings.pausedUntil),
    name: dateName(wallTimeAt(settings.timezone, settings.pausedUntil).day),
  };
};

/** When the first of what waits falls due; null where nothing does. */
export const nextTellAt = (settings: AlertSettings, waiting: Waiting, now: Date): Date | null => {
  if (!waiting.messages && waiting.digests.length === 0) return null;
  if (isPaused(settings, now)) return afterQuiet(settings, settings.pausedUntil ?? now);
  const times = [
    ...(waiting.messages ? [afterQuiet(settings, now)] : []),
    ...waiting.digests.flatMap((cadence) => slotsAround(settings, cadence, now)?.next.at ?? []),
  ];
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => time.getTime())));
};
