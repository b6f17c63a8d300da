import type { CommunityChannel, SavedSearch } from '../../models/index.ts';
import type { Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';
import type { Followed } from '../services/communities.ts';
import { filterInWords } from './filter-words.ts';

export const followed = ({ title, search, filter, isNew }: Followed): Reply => ({
  text: isNew
    ? say`${bold(title)} follows search ${bold(search.number)} now: ${filterInWords(filter)}. New jobs are posted there, each once and at most twenty a day; what was open before is not.`
    : say`${bold(title)} follows that already, as search ${bold(search.number)}.`,
  buttons: [
    { label: 'Unfollow', run: `community unfollow ${search.number}` },
    { label: 'All it follows', run: 'community list' },
  ],
});

export const followedList = (found: {
  readonly title: string;
  readonly channel: CommunityChannel | null;
  readonly searches: readonly SavedSearch[];
  readonly missing: readonly string[];
}): Reply => {
  const { title, channel, searches, missing } = found;
  if (searches.length === 0) {
    return {
      text: say`${bold(title)} follows nothing yet. For example: ${code('/community follow rust remote:yes')}.`,
    };
  }
  const paused: Text[] =
    channel === null || channel.isActive
      ? []
      : [
          say`I stopped posting there (${channel.pausedReason ?? 'paused'}). Follow a search again and all of them go on.`,
        ];
  const lacking: Text[] = missing.length === 0 ? [] : [say`I can't post there: I lack ${bold(missing.join(', '))}.`];
  return {
    text: lines(
      say`${bold(title)} follows:`,
      ...searches.map((search) => say`${bold(search.number)} ${search.query}`),
      ...paused,
      ...lacking,
    ),
    select: {
      label: 'Unfollow a search',
      run: 'community unfollow',
      choices: searches.map((search) => ({
        label: `${search.number} ${search.query}`.slice(0, 90),
        value: String(search.number),
      })),
    },
  };
};

export const unfollowed = ({ title, search }: { readonly title: string; readonly search: SavedSearch }): Reply => ({
  text: say`${bold(title)} no longer follows ${search.query}. Nothing of it is posted there any more.`,
  buttons: [{ label: 'Undo', run: `community follow ${search.query}` }],
});
