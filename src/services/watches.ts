import { Op, QueryTypes, type Sequelize } from 'sequelize';
import { SavedSearch, type Source } from '../../models/index.ts';
import { UserError } from '../errors.ts';
import type { AddedBoard, Boards } from './boards.ts';
import type { SearchView } from './search-view.ts';
import type { Searches } from './searches.ts';
import { selectCompany } from './watches.sql.ts';

/** Each is a board that this machine reads for one person. */
const MOST_WATCHES = 10;

interface Deps {
  readonly sequelize: Sequelize;
  readonly boards: Boards;
  readonly searches: Searches;
}

export interface Watch {
  readonly search: SavedSearch;
  readonly source: Source;
}

/** Companies that a person keeps an eye on: a saved search, and the board that it needs. */
export const createWatches = ({ sequelize, boards, searches }: Deps) => {
  const list = async (userId: number): Promise<readonly Watch[]> => {
    const found = await SavedSearch.findAll({
      where: { userId, sourceId: { [Op.ne]: null } },
      include: 'source',
      order: [['number', 'ASC']],
    });
    return found.flatMap((search) => (search.source ? [{ search, source: search.source }] : []));
  };

  const save = (userId: number, companyName: string, line: string): Promise<SearchView> =>
    searches.add(userId, {
      query: `company:"${companyName.replaceAll('"', ' ')}"`,
      letters: false,
      currency: undefined,
      line,
    });

  return {
    list,

    /**
     * Saves a search for the company, whose board is read from now on where an address is given; a
     * name alone is enough for a company of which jobs are known.
     * @throws {UserError} watch.limit, watch.refused, watch.unknown_company, search.limit
     */
    add: async (
      userId: number,
      what: string,
      line: string,
    ): Promise<{ found: SearchView; board: AddedBoard | null }> => {
      const url = addressIn(what);
      if (url === null) {
        const [company] = await sequelize.query<{ name: string }>(selectCompany, {
          bind: [what.trim().toLowerCase()],
          type: QueryTypes.SELECT,
        });
        if (company === undefined) throw new UserError('watch.unknown_company', { name: what });
        return { found: await save(userId, company.name, line), board: null };
      }
      if ((await list(userId)).length >= MOST_WATCHES) throw new UserError('watch.limit', { max: MOST_WATCHES });
      const board = await boards.add(url, userId);
      if ('refused' in board) throw new UserError('watch.refused', { reason: board.refused });
      const found = await save(userId, board.companyName, line);
      await found.search.update({ sourceId: board.sourceId });
      return { found, board };
    },
  };
};

export type Watches = ReturnType<typeof createWatches>;

/** `acme.com/careers`, with or without scheme; null for a name. */
const addressIn = (text: string): string | null => {
  const written = text.trim();
  if (/^https?:\/\/\S+$/i.test(written)) return written;
  return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(written) ? `https://${written}` : null;
};
