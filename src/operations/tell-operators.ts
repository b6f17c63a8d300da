import { Op, QueryTypes, type Sequelize } from 'sequelize';
import { ChatAccount } from '../../models/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { operatorIds } from '../outbox/operator-ids.ts';
import { selectSwitchedOff } from './tell-operators.sql.ts';

/**
 * Puts a message to every operator who has ever talked to the bot into the outbox, for each source
 * that was switched off because it kept failing. Each occasion is told once, however often this runs.
 * `operatorAccounts` are `discord:ID` or `telegram:ID`; the terminal's person is one as well.
 */
export const tellOperators = async ({
  sequelize,
  operatorAccounts,
}: {
  readonly sequelize: Sequelize;
  readonly operatorAccounts: readonly string[];
}): Promise<number> => {
  const off = await sequelize.query<{ id: number; runId: number | null }>(selectSwitchedOff, {
    type: QueryTypes.SELECT,
  });
  if (off.length === 0) return 0;
  const userIds = await operatorIds(operatorAccounts);
  return sequelize.transaction((transaction) =>
    enqueue(
      userIds.flatMap((userId) =>
        off.map(({ id, runId }) => ({
          userId,
          kind: 'source-off' as const,
          dedupeKey: `source:${id}:run:${runId ?? 0}`,
          sourceId: id,
        })),
      ),
      transaction,
    ),
  );
};

/**
 * Puts a message to every operator who has an account on another platform into the outbox: this one
 * refuses the bot altogether. Once a day, however often this runs.
 */
export const tellPlatformOff = async ({
  sequelize,
  operatorAccounts,
  platform,
  now,
}: {
  readonly sequelize: Sequelize;
  readonly operatorAccounts: readonly string[];
  readonly platform: string;
  readonly now: Date;
}): Promise<number> => {
  const userId = await operatorIds(operatorAccounts);
  const accounts = await ChatAccount.findAll({ where: { userId, platform: { [Op.ne]: platform } } });
  const dedupeKey = `platform:${platform}:${now.toISOString().slice(0, 10)}`;
  const kind = 'platform-off' as const;
  return sequelize.transaction((transaction) =>
    enqueue(
      accounts.map((account) => ({ userId: account.userId, chatAccountId: account.id, kind, dedupeKey })),
      transaction,
    ),
  );
};
