import { type Sequelize, UniqueConstraintError } from 'sequelize';
import { AlertSettingsRow, ChatAccount, Profile, User } from '../../models/index.ts';
import type { Chat, Sender } from '../chat/adapter.ts';
import type { Account } from '../chat/command.ts';
import type { Accounts } from '../chat/stores.ts';
import type { Clock } from '../clock.ts';
import { markReachable, markUnreachable } from '../outbox/reachable.ts';

/** Not every word a person writes needs a row to be written. */
const NOTE_ACTIVITY_EVERY_MS = 60_000;

/** People and the accounts they write with, in `users` and `chat_accounts`. */
export const createAccounts = ({ sequelize, clock }: { sequelize: Sequelize; clock: Clock }): Accounts => {
  const find = (sender: Sender) => ChatAccount.findOne({ where: { platform: sender.platform, platformId: sender.id } });

  const make = (sender: Sender, chat: Chat): Promise<ChatAccount> =>
    sequelize.transaction(async (transaction) => {
      const user = await User.create({ displayName: sender.name, language: sender.language }, { transaction });
      await Profile.create({ userId: user.id }, { transaction });
      // Whoever sits at a terminal is awake.
      if (sender.platform === 'console') {
        await AlertSettingsRow.update({ quietFrom: 0, quietTo: 0 }, { where: { userId: user.id }, transaction });
      }
      return ChatAccount.create(
        {
          userId: user.id,
          platform: sender.platform,
          platformId: sender.id,
          chatId: chat.isPrivate ? chat.id : null,
          displayName: sender.name,
          language: sender.language,
        },
        { transaction },
      );
    });

  const findOrMake = async (sender: Sender, chat: Chat): Promise<ChatAccount> => {
    const found = await find(sender);
    if (found !== null) return found;
    try {
      return await make(sender, chat);
    } catch (error) {
      const made = error instanceof UniqueConstraintError ? await find(sender) : null;
      if (made === null) throw error;
      return made;
    }
  };

  const noteActivity = async (account: ChatAccount, chat: Chat): Promise<void> => {
    const now = clock.now();
    const knowsChat = !chat.isPrivate || account.chatId === chat.id;
    const isRecent = now.getTime() - account.lastActiveAt.getTime() < NOTE_ACTIVITY_EVERY_MS;
    if (knowsChat && isRecent && account.isReachable) return;
    if (!account.isReachable) await markReachable(sequelize, account.id);
    await account.update({ lastActiveAt: now, ...(chat.isPrivate ? { chatId: chat.id } : {}) });
    await User.update({ lastActiveAt: now }, { where: { id: account.userId } });
  };

  return {
    load: async (sender, chat): Promise<Account> => {
      const account = await findOrMake(sender, chat);
      await noteActivity(account, chat);
      const { id, userId, platform, displayName: name, buttonEpoch } = account;
      return { id, userId, platform, name, buttonEpoch };
    },
    setReachable: async (sender, isReachable) => {
      const account = await find(sender);
      if (account === null) return;
      if (isReachable) await markReachable(sequelize, account.id);
      else await markUnreachable(sequelize, account.id, 'blocked');
    },
  };
};
