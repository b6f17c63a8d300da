import { CronExpressionParser } from 'cron-parser';

export interface Plan {
  readonly everyMs: number;
  /** When to read it, in UTC; null: every `everyMs`. One that cannot be read counts as none. */
  readonly cron: string | null;
  /** The shortest time that the board allows between two readings. */
  readonly minimumMs: number;
}

/** So that sources of one rhythm do not stay in step. */
const jitterShare = 0.1;
/** A source that is wanted at six is not read at eight. */
const longestCronJitterMs = 5 * 60_000;

/**
 * When to read a source next that was read at `now`: never before the board allows it, and up to a
 * tenth of the time later than planned. `random` is from 0 to 1.
 */
export const nextRunAt = (now: Date, { everyMs, cron, minimumMs }: Plan, random: number): Date => {
  const planned = cron === null ? null : cronTimes(cron, new Date(now.getTime() + minimumMs));
  if (planned !== null) {
    const [at, after] = planned;
    return new Date(at + random * Math.min((after - at) * jitterShare, longestCronJitterMs));
  }
  const waitMs = Math.max(everyMs, minimumMs);
  return new Date(now.getTime() + Math.round(waitMs * (1 + random * jitterShare)));
};

/** The first two times that are not before `from`. */
const cronTimes = (cron: string, from: Date): readonly [number, number] | null => {
  try {
    const times = CronExpressionParser.parse(cron, { currentDate: new Date(from.getTime() - 1), tz: 'UTC' });
    return [times.next().getTime(), times.next().getTime()];
  } catch {
    return null;
  }
};
