import { Op, type Transaction } from 'sequelize';
import { ChatAccount } from '../../models/index.ts';

/**
 * The people behind the operators' accounts, `discord:ID` or `telegram:ID`, who have ever talked to
 * the bot; the terminal's person is one as well.
 */
export const operatorIds = async (
  operatorAccounts: readonly string[],
  transaction?: Transaction,
): Promise<readonly number[]> => {
  const named = operatorAccounts.map((account) => {
    const [platform = '', platformId = ''] = account.split(':');
    return { platform, platformId };
  });
  const accounts = await ChatAccount.findAll({
    where: { [Op.or]: [...named, { platform: 'console' }] },
    ...(transaction === undefined ? {} : { transaction }),
  });
  return [...new Set(accounts.map(({ userId }) => userId))];
};
