import { isDeepStrictEqual } from 'node:util';
import { QueryTypes, type Sequelize } from 'sequelize';
import { SavedSearch, User } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import { backfill } from '../matching/backfill.ts';
import { dropMisfits } from '../matching/drop-misfits.ts';
import type { JobFilter } from '../matching/filter.ts';
import { countFits, findJobs, mostCounted } from '../matching/find-jobs.ts';
import { readStoredFilter } from '../matching/stored-filter.ts';
import type { Filters } from './filters.ts';
import { countOpen, countUnseenBySearch } from './jobs.sql.ts';
import type { Jobs } from './jobs.ts';
import type { Fits, SearchPreview, SearchView } from './search-view.ts';

/** More than anybody keeps an eye on, and a bound for what one person costs the matcher. */
const MAX_SEARCHES = 50;
/** The newest fits that a new search shows at once and that count as seen. */
const NEWEST = 5;
const DAY_MS = 24 * 3_600_000;

interface Deps {
  readonly sequelize: Sequelize;
  readonly filters: Filters;
  readonly jobs: Jobs;
  readonly clock: Clock;
}

/** A person's saved searches. */
export const createSearches = ({ sequelize, filters, jobs, clock }: Deps) => {
  const own = async (userId: number, number: number): Promise<SavedSearch> => {
    const search = await SavedSearch.findOne({ where: { userId, number } });
    if (search === null) throw new UserError('search.not_found', { number });
    return search;
  };

  const counted = async (sql: string, bind: readonly unknown[]): Promise<number> => {
    const [row] = await sequelize.query<{ total: number }>(sql, { bind: [...bind], type: QueryTypes.SELECT });
    return row?.total ?? 0;
  };

  /** Matches that wait to be looked at, by the id of their search. */
  const unseenBySearch = async (userId: number): Promise<ReadonlyMap<number, number>> => {
    const rows = await sequelize.query<{ savedSearchId: number; unseen: number }>(countUnseenBySearch, {
      bind: [userId],
      type: QueryTypes.SELECT,
    });
    return new Map(rows.map((row) => [row.savedSearchId, row.unseen]));
  };

  const fitsOf = async (userId: number, filter: JobFilter, wanted: number): Promise<Fits> => {
    const since = new Date(clock.now().getTime() - 30 * DAY_MS);
    const [{ ids, total: fits }, lately, open] = await Promise.all([
      findJobs({ sequelize }, filter, { userId, limit: NEWEST }),
      countFits({ sequelize }, filter, userId, since),
      counted(countOpen, [mostCounted, userId]),
    ]);
    const page = Math.min(Math.max(1, wanted), Math.max(1, ids.length));
    const id = ids[page - 1];
    return {
      filter,
      fits,
      isMore: fits >= mostCounted,
      open: { total: open, isMore: open >= mostCounted },
      lately,
      perWeek: (lately / 30) * 7,
      page,
      pages: ids.length,
      view: id === undefined ? null : await jobs.view(userId, id, filter),
      relaxed: fits === 0 && open > 0 ? await jobs.relax(userId, filter) : [],
    };
  };

  const describe = async (
    userId: number,
    search: SavedSearch,
    about: { isNew: boolean; page: number },
  ): Promise<SearchView> => {
    const filter = readStoredFilter(search.filter);
    if (filter === null) throw new Error(`saved search ${search.id} holds no filter`);
    const found = await fitsOf(userId, filter, about.page);
    if (found.view !== null) await jobs.markSeen(userId, found.view.job.id);
    return { ...found, search, isNew: about.isNew };
  };

  const insert = (
    userId: number,
    query: string,
    filter: JobFilter,
    letters: boolean,
  ): Promise<{ search: SavedSearch; isNew: boolean }> =>
    sequelize.transaction(async (transaction) => {
      const user = await User.findByPk(userId, { lock: transaction.LOCK.UPDATE, transaction, rejectOnEmpty: true });
      const existing = await SavedSearch.findAll({ where: { userId }, transaction });
      const same = existing.find((one) => isDeepStrictEqual(one.filter, JSON.parse(JSON.stringify(filter))));
      if (same !== undefined) {
        await same.update({ letters, isActive: true }, { transaction });
        return { search: same, isNew: false };
      }
      if (existing.length >= MAX_SEARCHES) throw new UserError('search.limit', { max: MAX_SEARCHES });
      const number = user.lastSearchNumber + 1;
      await user.update({ lastSearchNumber: number }, { transaction });
      const search = await SavedSearch.create({ userId, number, name: query, query, filter, letters }, { transaction });
      return { search, isNew: true };
    });

  return {
    /**
     * Saves a search and takes what fits already as matches, of which the newest are shown. The
     * same filter twice is the same search.
     * @throws {UserError} filter.*, search.limit
     */
    add: async (
      userId: number,
      wish: {
        readonly query: string;
        readonly letters: boolean;
        readonly currency: string | undefined;
        readonly line: string;
      },
    ): Promise<SearchView> => {
      const { filter, query } = await filters.read(userId, wish.query, { currency: wish.currency, line: wish.line });
      const { search, isNew } = await insert(userId, query, filter, wish.letters);
      // After the commit: a job is then found here, or by the matcher, which sees this search.
      await backfill({ sequelize, savedSearchId: search.id });
      return describe(userId, search, { isNew, page: 1 });
    },

    /** What a search would find and would have sent, without saving it; nothing counts as seen. @throws {UserError} filter.* */
    preview: async (
      userId: number,
      wish: { readonly query: string; readonly currency: string | undefined; readonly line: string },
      page: number,
    ): Promise<SearchPreview> => {
      const { filter, query } = await filters.read(userId, wish.query, wish);
      return { ...(await fitsOf(userId, filter, page)), query };
    },

    /** Gives a search a name of the person's own. @throws {UserError} search.not_found */
    rename: async (userId: number, number: number, name: string): Promise<SavedSearch> =>
      (await own(userId, number)).update({ name }),

    /**
     * Gives a search another filter, under the same number and with the matches that still fit; open
     * jobs that fit now become matches too. `before` is the query that it had, to take it back.
     * @throws {UserError} search.not_found, filter.*
     */
    edit: async (
      userId: number,
      number: number,
      wish: { readonly query: string; readonly currency: string | undefined; readonly line: string },
    ): Promise<{ view: SearchView; before: string }> => {
      const search = await own(userId, number);
      const { query: before, name } = search;
      const { filter, query } = await filters.read(userId, wish.query, { currency: wish.currency, line: wish.line });
      await search.update({ filter, query, ...(name === before ? { name: query } : {}) });
      await dropMisfits({ savedSearchId: search.id }, filter, clock.now());
      // After the commit, as for a new search: what comes meanwhile is found here or by the matcher.
      await backfill({ sequelize, savedSearchId: search.id });
      return { view: await describe(userId, search, { isNew: false, page: 1 }), before };
    },

    /** @throws {UserError} search.not_found */
    show: async (userId: number, number: number, page: number): Promise<SearchView> =>
      describe(userId, await own(userId, number), { isNew: false, page }),

    list: async (userId: number): Promise<readonly { search: SavedSearch; unseen: number }[]> => {
      const [searches, unseen] = await Promise.all([
        SavedSearch.findAll({ where: { userId }, order: [['number', 'ASC']] }),
        unseenBySearch(userId),
      ]);
      return searches.map((search) => ({ search, unseen: unseen.get(search.id) ?? 0 }));
    },

    /** @throws {UserError} search.not_found */
    pause: async (userId: number, number: number): Promise<SavedSearch> =>
      (await own(userId, number)).update({ isActive: false }),

    /** Turns a search on again; what came meanwhile waits among the matches. @throws {UserError} search.not_found */
    resume: async (userId: number, number: number): Promise<{ search: SavedSearch; missed: number }> => {
      const search = await own(userId, number);
      const before = (await unseenBySearch(userId)).get(search.id) ?? 0;
      await search.update({ isActive: true });
      await backfill({ sequelize, savedSearchId: search.id });
      const after = (await unseenBySearch(userId)).get(search.id) ?? 0;
      return { search, missed: Math.max(0, after - before) };
    },

    /** @throws {UserError} search.not_found */
    delete: async (userId: number, number: number): Promise<SavedSearch> => {
      const search = await own(userId, number);
      // Of two presses at once one deletes it; the other is told that it is gone.
      if ((await SavedSearch.destroy({ where: { id: search.id } })) === 0)
        throw new UserError('search.not_found', { number });
      return search;
    },
  };
};

export type Searches = ReturnType<typeof createSearches>;
