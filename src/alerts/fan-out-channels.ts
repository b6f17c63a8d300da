import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { enqueue } from '../outbox/enqueue.ts';
import { type ChannelMatch, decidePosts } from './decide-posts.ts';
import { countTriggers } from './fan-out.sql.ts';
import { selectChannelPairs, selectPostedLately, selectToday } from './fan-out-channels.sql.ts';

/**
 * Puts the posts about new jobs for channels that follow a search into the outbox, in the caller's
 * transaction. `pairs` are all pairs of the batches, in the order of their jobs; those of people are
 * passed over. Returns how many posts are new.
 */
export const fanOutChannels = async (
  sequelize: Sequelize,
  pairs: readonly { readonly jobId: number; readonly id: number }[],
  transaction: Transaction,
): Promise<number> => {
  const select = <Row extends object>(sql: string, bind: Record<string, unknown> = {}): Promise<Row[]> =>
    sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });
  const matches = await select<ChannelMatch>(selectChannelPairs, {
    searchIds: pairs.map(({ id }) => id),
    jobIds: pairs.map(({ jobId }) => jobId),
  });
  if (matches.length === 0) return 0;
  const channelIds = [...new Set(matches.map(({ channelId }) => channelId))];
  const lately = await select<{ channelId: number; posts: number }>(selectPostedLately, { channelIds });
  const [day] = await select<{ today: string }>(selectToday);
  const posts = decidePosts(
    matches,
    new Map(lately.map(({ channelId, posts }) => [channelId, posts])),
    day?.today ?? '',
  );
  await sequelize.query(countTriggers, { bind: { ids: posts.map((post) => post.savedSearchId ?? 0) }, transaction });
  return enqueue(posts, transaction);
};
