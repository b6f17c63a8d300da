import type { ChannelNotification } from '../outbox/enqueue.ts';

/** In 24 hours: more would drown what people say to each other there. */
export const postsPerDay = 20;

/** A job that a search followed by a channel has newly matched. */
export interface ChannelMatch {
  readonly channelId: number;
  readonly searchId: number;
  readonly jobId: number;
  /** The vacancy that it is one of several places of; null: of none. */
  readonly vacancy: string | null;
}

/**
 * Which posts new matches cause, in their order: one for a channel and job however many of its searches
 * matched it, one for a vacancy in however many places, and above twenty in 24 hours one a UTC day that
 * says how to find the others. `postedLately` counts each channel's posts of the last 24 hours.
 */
export const decidePosts = (
  matches: readonly ChannelMatch[],
  postedLately: ReadonlyMap<number, number>,
  today: string,
): ChannelNotification[] => {
  const posted = new Set<string>();
  const counts = new Map(postedLately);
  const overflowing = new Set<number>();
  return matches.flatMap(({ channelId, searchId, jobId, vacancy }): ChannelNotification[] => {
    const keys = [`${channelId}:job:${jobId}`, ...(vacancy === null ? [] : [`${channelId}:vacancy:${vacancy}`])];
    if (keys.some((key) => posted.has(key))) return [];
    for (const key of keys) posted.add(key);
    const about = { channelId, kind: 'channel', savedSearchId: searchId } as const;
    const count = counts.get(channelId) ?? 0;
    if (count < postsPerDay) {
      counts.set(channelId, count + 1);
      return [{ ...about, dedupeKey: `job:${jobId}`, jobId }];
    }
    if (overflowing.has(channelId)) return [];
    overflowing.add(channelId);
    return [{ ...about, dedupeKey: `more:${today}` }];
  });
};
