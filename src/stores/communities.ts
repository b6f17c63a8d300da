import type { Sequelize } from 'sequelize';
import { Community, CommunityChannel, Notification, SavedSearch } from '../../models/index.ts';
import type { Communities } from '../chat/stores.ts';

/** Servers and groups, in `communities` and `community_channels`. */
export const createCommunityStore = ({ sequelize }: { readonly sequelize: Sequelize }): Communities => ({
  left: (platform, communityId) =>
    sequelize.transaction(async (transaction) => {
      const community = await Community.findOne({
        where: { platform, platformId: communityId },
        lock: transaction.LOCK.UPDATE,
        transaction,
      });
      if (community === null) return;
      await community.update({ isActive: false }, { transaction });
      const channels = await CommunityChannel.findAll({ where: { communityId: community.id }, transaction });
      const channelId = channels.map(({ id }) => id);
      const away = { isActive: false, pausedReason: 'removed from it' };
      await CommunityChannel.update(away, { where: { id: channelId }, transaction });
      await SavedSearch.update({ isActive: false }, { where: { channelId }, transaction });
      await Notification.update(
        { status: 'expired', error: 'removed from it' },
        { where: { channelId, status: 'pending' }, transaction },
      );
    }),
});
