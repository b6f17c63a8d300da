import type { PersonNotification } from '../outbox/enqueue.ts';

/** The product's default: instant, five a day, the rest in one message. A person's own cap comes with `/notify`. */
export const alertsPerDay = 5;

/** A job that one saved search has newly matched. */
export interface NewMatch {
  readonly searchId: number;
  readonly userId: number;
  readonly jobId: number;
}

/** A person and a job as one key. */
export const pairKey = ({ userId, jobId }: { readonly userId: number; readonly jobId: number }): string =>
  `${userId}:${jobId}`;

/**
 * Which messages new matches cause, in their order: one for a person and job however many of their
 * searches matched it, and one for a vacancy in however many places, whose card names the others;
 * none for pairs in `doneWith`, and above five in 24 hours one message a UTC day that says there is
 * more. `toldLately` counts each person's alerts of the last 24 hours; `today` is the UTC date;
 * `vacancyOf` gives the vacancy of a job by its id, where it is one of several.
 */
export const decideAlerts = (
  matches: readonly NewMatch[],
  doneWith: ReadonlySet<string>,
  toldLately: ReadonlyMap<number, number>,
  today: string,
  vacancyOf: ReadonlyMap<number, string> = new Map(),
): PersonNotification[] => {
  const told = new Set(doneWith);
  const counts = new Map(toldLately);
  const overflowing = new Set<number>();
  return matches.flatMap(({ searchId, userId, jobId }): PersonNotification[] => {
    const key = pairKey({ userId, jobId });
    const vacancy = vacancyOf.get(jobId);
    const vacancyKey = vacancy === undefined ? key : `${userId}:${vacancy}`;
    if (told.has(key) || told.has(vacancyKey)) return [];
    told.add(key).add(vacancyKey);
    const count = counts.get(userId) ?? 0;
    if (count < alertsPerDay) {
      counts.set(userId, count + 1);
      return [{ userId, kind: 'match', dedupeKey: `job:${jobId}`, jobId, savedSearchId: searchId }];
    }
    if (overflowing.has(userId)) return [];
    overflowing.add(userId);
    return [{ userId, kind: 'overflow', dedupeKey: `overflow:${today}` }];
  });
};
