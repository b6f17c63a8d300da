import { isDeepStrictEqual } from 'node:util';
import type { Sequelize, Transaction } from 'sequelize';
import { ChatAccount, Community, CommunityChannel, type PlatformName, SavedSearch } from '../../models/index.ts';
import { UserError } from '../errors.ts';
import type { JobFilter } from '../matching/filter.ts';
import type { Filters } from './filters.ts';

/** More filters make a channel that nobody reads. */
export const MOST_FOLLOWED = 10;

/** Who may do what at a place. */
export interface PlaceRights {
  readonly mayManage: boolean;
  readonly missing: readonly string[];
}

/** Where a command was sent: what of a chat matters here. */
export interface AskedIn {
  readonly id: string;
  readonly isPrivate: boolean;
  readonly place?: {
    readonly communityId: string;
    readonly communityTitle: string | null;
    readonly title: string;
    readonly topicId: string | null;
    readonly rights: (PlaceRights & { readonly at: number }) | null;
  };
}

/** What the platform says now, at most a minute old; null: it cannot say. */
export type AskRights = (platform: PlatformName, chat: AskedIn, platformId: string) => Promise<PlaceRights | null>;

const unnamed = 'this place';

interface Deps {
  readonly sequelize: Sequelize;
  readonly filters: Filters;
  readonly askRights: AskRights;
}

/** Who asks, and where. */
interface Asker {
  readonly account: { readonly id: number; readonly userId: number; readonly platform: PlatformName };
  readonly chat: AskedIn;
}

export interface Followed {
  readonly title: string;
  readonly search: SavedSearch;
  readonly filter: JobFilter;
  readonly isNew: boolean;
}

/** Channels of servers and groups that follow searches. Every call asks the platform whether the person manages it. */
export const createCommunities = ({ sequelize, filters, askRights }: Deps) => {
  /** @throws {UserError} community.not_here, community.unsure, community.not_allowed */
  const authorise = async ({ account, chat }: Asker) => {
    const { place } = chat;
    if (place === undefined) throw new UserError('community.not_here', {});
    const { platformId } = await ChatAccount.findByPk(account.id, { rejectOnEmpty: true });
    const rights = await askRights(account.platform, chat, platformId);
    if (rights === null) throw new UserError('community.unsure', {});
    if (!rights.mayManage) throw new UserError('community.not_allowed', { community: place.communityTitle ?? unnamed });
    return { place, missing: rights.missing };
  };

  const findChannel = async (
    { account, chat }: Asker,
    topicId: string | null,
    transaction?: Transaction,
  ): Promise<CommunityChannel | null> =>
    CommunityChannel.findOne({
      where: { chatId: chat.id, topicId },
      include: { association: 'community', where: { platform: account.platform }, required: true },
      ...(transaction === undefined ? {} : { transaction }),
    });

  /** The channel of this place, on again where it was paused, or made. One at a time in one community. */
  const openChannel = async (asker: Asker, place: NonNullable<AskedIn['place']>, transaction: Transaction) => {
    const { account, chat } = asker;
    const about = { platform: account.platform, platformId: place.communityId };
    await Community.findOrCreate({
      where: about,
      defaults: { ...about, title: place.communityTitle ?? unnamed, setUpBy: account.userId },
      transaction,
    });
    const community = await Community.findOne({
      where: about,
      lock: transaction.LOCK.UPDATE,
      transaction,
      rejectOnEmpty: true,
    });
    // A server whose name is not known at the moment keeps the one it had.
    const title = place.communityTitle ?? community.title;
    await community.update({ title, isActive: true }, { transaction });
    const known = await findChannel(asker, place.topicId, transaction);
    const columns = { title: place.title, followedBy: account.userId };
    if (known === null) {
      const where = { communityId: community.id, chatId: chat.id, topicId: place.topicId };
      return CommunityChannel.create({ ...where, ...columns }, { transaction });
    }
    if (!known.isActive) await SavedSearch.update({ isActive: true }, { where: { channelId: known.id }, transaction });
    return known.update({ ...columns, isActive: true, failures: 0, pausedReason: null }, { transaction });
  };

  return {
    /**
     * The jobs of a filter are posted here from now on; the same filter twice is followed once.
     * @throws {UserError} community.*, filter.*
     */
    follow: async (
      asker: Asker,
      wish: { readonly query: string; readonly currency: string | undefined; readonly line: string },
    ): Promise<Followed> => {
      const { place, missing } = await authorise(asker);
      if (missing.length > 0) throw new UserError('community.rights_missing', { missing });
      const { filter, query } = await filters.read(asker.account.userId, wish.query, wish);
      return sequelize.transaction(async (transaction) => {
        const channel = await openChannel(asker, place, transaction);
        const searches = await SavedSearch.findAll({ where: { channelId: channel.id }, transaction });
        const same = searches.find((one) => isDeepStrictEqual(one.filter, JSON.parse(JSON.stringify(filter))));
        if (same !== undefined) return { title: place.title, search: same, filter, isNew: false };
        if (searches.length >= MOST_FOLLOWED) throw new UserError('community.limit', { max: MOST_FOLLOWED });
        const number = channel.lastSearchNumber + 1;
        await channel.update({ lastSearchNumber: number }, { transaction });
        const search = await SavedSearch.create(
          { userId: null, channelId: channel.id, number, name: query, query, filter },
          { transaction },
        );
        return { title: place.title, search, filter, isNew: true };
      });
    },

    /** What this place follows; the channel is null where nothing. @throws {UserError} community.* */
    list: async (asker: Asker) => {
      const { place, missing } = await authorise(asker);
      const channel = await findChannel(asker, place.topicId);
      const searches =
        channel === null
          ? []
          : await SavedSearch.findAll({ where: { channelId: channel.id }, order: [['number', 'ASC']] });
      return { title: place.title, channel, searches, missing };
    },

    /** Ends with the last search the channel itself, and what waits to be posted. @throws {UserError} community.* */
    unfollow: async (asker: Asker, number: number): Promise<{ title: string; search: SavedSearch }> => {
      const { place } = await authorise(asker);
      return sequelize.transaction(async (transaction) => {
        const channel = await findChannel(asker, place.topicId, transaction);
        const where = { channelId: channel?.id ?? 0, number };
        const search = channel === null ? null : await SavedSearch.findOne({ where, transaction });
        if (channel === null || search === null) throw new UserError('community.not_followed', { number });
        await search.destroy({ transaction });
        const left = await SavedSearch.count({ where: { channelId: channel.id }, transaction });
        if (left === 0) await channel.destroy({ transaction });
        return { title: place.title, search };
      });
    },
  };
};

export type CommunityServices = ReturnType<typeof createCommunities>;
