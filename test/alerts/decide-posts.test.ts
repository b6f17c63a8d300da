import { expect, test } from 'vitest';
import { type ChannelMatch, decidePosts, postsPerDay } from '../../src/alerts/decide-posts.ts';

const match = (jobId: number, given: Partial<ChannelMatch> = {}): ChannelMatch => ({
  ...{ channelId: 1, searchId: 1, jobId, vacancy: null },
  ...given,
});
const keys = (matches: readonly ChannelMatch[], postedLately = new Map<number, number>()) =>
  decidePosts(matches, postedLately, '2026-03-02').map(({ channelId, dedupeKey }) => `${channelId} ${dedupeKey}`);

test('a job is posted once in a channel, however many of its searches it fits', () => {
  expect(keys([match(1), match(1, { searchId: 2 }), match(1, { channelId: 2 })])).toEqual(['1 job:1', '2 job:1']);
});

test('one vacancy in several places is one post', () => {
  expect(keys([match(1, { vacancy: 'v' }), match(2, { vacancy: 'v' }), match(3, { vacancy: 'w' })])).toEqual([
    '1 job:1',
    '1 job:3',
  ]);
});

test('above twenty in a day one post says that there is more, and other channels lose nothing', () => {
  const flood = Array.from({ length: 500 }, (_, i) => match(i + 1));
  const posts = keys([...flood, match(1, { channelId: 2 })], new Map([[1, 15]]));
  expect(posts).toEqual(['1 job:1', '1 job:2', '1 job:3', '1 job:4', '1 job:5', '1 more:2026-03-02', '2 job:1']);
  expect(keys(flood)).toHaveLength(postsPerDay + 1);
});
