import { afterQuiet } from './quiet.ts';
import type { AlertSettings, Cadence } from './settings.ts';
import { dateName, instantOf, type WallTime, wallTimeAt, weekdayOf } from './wall-time.ts';

/** An occasion for a digest. */
export interface Slot {
  /** When it is sent: after the quiet hours where it falls into them. */
  readonly at: Date;
  /** Names it for ever: `2026-11-27` for the person's hour of that date, `2026-11-27T14` for another hour. */
  readonly name: string;
}

const hourMinutes = 60;

/**
 * The last slot up to an instant and the first one after it, for searches of a cadence. A person's
 * instant searches have the daily slots too: what is above a day's number waits for one. Each local
 * date has one daily slot, whatever clocks do on it. Null for what is never told.
 */
export const slotsAround = (
  settings: AlertSettings,
  cadence: Cadence,
  instant: Date,
): { readonly last: Slot; readonly next: Slot } | null => {
  if (cadence === 'silent') return null;
  const { day, minute } = wallTimeAt(settings.timezone, instant);
  const times = cadence === 'hourly' ? hoursAround(day, minute) : daysAround(settings, cadence, day);
  const slots = times.map((time) => slotAt(settings, time)).sort((one, other) => one.at.getTime() - other.at.getTime());
  const last = slots.findLast(({ at }) => at <= instant);
  const next = slots.find(({ at }) => at > instant);
  return last === undefined || next === undefined ? null : { last, next };
};

const slotAt = (settings: AlertSettings, time: WallTime): Slot => ({
  at: afterQuiet(settings, instantOf(settings.timezone, time)),
  name: slotName(settings, time),
});

/** The person's own hour of a date is one occasion, whichever cadences it tells of. */
const slotName = ({ digestMinute }: AlertSettings, { day, minute }: WallTime): string =>
  minute === digestMinute
    ? dateName(day)
    : `${dateName(day)}T${String(Math.floor(minute / hourMinutes)).padStart(2, '0')}`;

/** Enough to either side: quiet hours hold a slot for less than a day, and a zone may leave a date out. */
const daysAround = (settings: AlertSettings, cadence: Cadence, day: number): WallTime[] => {
  const around = cadence === 'weekly' ? 14 : 2;
  return Array.from({ length: 2 * around + 1 }, (_, index) => day - around + index)
    .filter((one) => cadence !== 'weekly' || weekdayOf(one) === settings.weekday)
    .map((one) => ({ day: one, minute: settings.digestMinute }));
};

/** A day and more to either side, for quiet hours may last nearly one. */
const hoursAround = (day: number, minute: number): WallTime[] => {
  const hour = Math.floor(minute / hourMinutes);
  return Array.from({ length: 53 }, (_, index) => hour - 26 + index).map((one) => ({
    day: day + Math.floor(one / 24),
    minute: (((one % 24) + 24) % 24) * hourMinutes,
  }));
};
