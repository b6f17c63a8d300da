import { bold, code, lines, type Reply, say } from '../chat/reply.ts';
import type { AddedBoard } from '../services/boards.ts';
import type { SearchView } from '../services/search-view.ts';
import type { Watch } from '../services/watches.ts';
import { savedSearch } from './searches.ts';

/** The board that is read from now on, and the search that it serves. */
export const watched = (
  { found, board }: { readonly found: SearchView; readonly board: AddedBoard | null },
  now: Date,
): Reply => {
  const saved = savedSearch(found, now);
  const about =
    board === null
      ? say`I read a board of that company already.`
      : say`I read the open jobs of ${bold(board.companyName)} from now on.`;
  return { ...saved, text: lines(about, saved.text ?? []) };
};

export const watchList = (watches: readonly Watch[]): Reply => {
  const how = say`To add one, send its careers page: ${code('/watch https://acme.com/careers')}.`;
  if (watches.length === 0) return { text: lines('You watch no company yet.', how) };
  return {
    text: lines(
      'You watch:',
      ...watches.map(
        ({ search, source }) =>
          say`${bold(search.number)} ${source.name}${source.isActive ? '' : ' (its board cannot be read at the moment)'}`,
      ),
      how,
    ),
    select: {
      label: 'Open a search',
      run: 'search show',
      choices: watches.slice(-25).map(({ search, source }) => ({
        label: `${search.number} ${source.name}`.slice(0, 90),
        value: String(search.number),
      })),
    },
  };
};
