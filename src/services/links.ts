import { Op, type Sequelize, type Transaction } from 'sequelize';
import { ChatAccount, LinkCode, type PlatformName, Profile, User } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { hashOfCode, newLinkCode } from './link-code.ts';
import { forgetTries, noteTry, refuseTooMany } from './link-tries.ts';
import { separateAccount } from './links.sql.ts';
import { mergePeople, type Renumbered } from './merge-people.ts';

/** For so long a code, and each question about it, waits. */
const LIFETIME_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;

interface Deps {
  readonly sequelize: Sequelize;
  readonly clock: Clock;
  readonly operatorAccounts: readonly string[];
}

/** The accounts of a person, and where their messages go. */
export interface LinkedAccounts {
  readonly accounts: readonly ChatAccount[];
  readonly alertAccountId: number | null;
}

/** A question about a code that is open: `by` wants to be one person with who is asked. */
export interface LinkQuestion {
  readonly id: number;
  readonly by: ChatAccount;
}

export type LinkAnswer =
  | { readonly kind: 'refused' }
  /** Agreed to here; the other side is asked now. */
  | { readonly kind: 'accepted'; readonly other: ChatAccount }
  | { readonly kind: 'linked'; readonly other: ChatAccount; readonly renumbered: Renumbered };

/**
 * One person on two platforms. A code that one account asked for is typed on another, which is asked
 * whether it is theirs; then the first is asked as well, and the two people become one. A code is good
 * once, for ten minutes, and for the account that typed it first.
 */
export const createLinks = ({ sequelize, clock, operatorAccounts }: Deps) => {
  const until = (): Date => new Date(clock.now().getTime() + LIFETIME_MS);

  const accountsOf = async (userId: number, transaction?: Transaction): Promise<LinkedAccounts> => {
    const inside = transaction === undefined ? {} : { transaction };
    const user = await User.findByPk(userId, { rejectOnEmpty: true, ...inside });
    const accounts = await ChatAccount.findAll({ where: { userId }, order: [['id', 'ASC']], ...inside });
    return { accounts, alertAccountId: user.alertAccountId };
  };

  /** @throws {UserError} link.own_code, link.taken */
  const refuseUnlinkable = async (here: ChatAccount, there: ChatAccount, transaction: Transaction): Promise<void> => {
    if (here.userId === there.userId) throw new UserError('link.own_code', {});
    const both = await ChatAccount.findAll({ where: { userId: [here.userId, there.userId] }, transaction });
    const platforms = both.map(({ platform }) => platform);
    const twice = platforms.find((platform, i) => platforms.indexOf(platform) !== i);
    if (twice !== undefined) throw new UserError('link.taken', { platform: twice });
  };

  const find = (id: number, transaction?: Transaction): Promise<ChatAccount> =>
    ChatAccount.findByPk(id, { rejectOnEmpty: true, ...(transaction === undefined ? {} : { transaction }) });

  return {
    accountsOf,

    /** A new code for this account; those before it are void. */
    newCode: (chatAccountId: number): Promise<string> =>
      sequelize.transaction(async (transaction) => {
        await LinkCode.update(
          { status: 'refused' },
          { where: { chatAccountId, status: ['open', 'asked', 'accepted'] }, transaction },
        );
        const code = newLinkCode();
        await LinkCode.create({ chatAccountId, codeHash: hashOfCode(code), expiresAt: until() }, { transaction });
        return code;
      }),

    /** The question that the account which asked for a code has to answer now; null: none. */
    questionFor: async (chatAccountId: number): Promise<LinkQuestion | null> => {
      const row = await LinkCode.findOne({
        where: { chatAccountId, status: 'accepted', expiresAt: { [Op.gt]: clock.now() } },
        order: [['id', 'DESC']],
      });
      return row === null || row.redeemedBy === null ? null : { id: row.id, by: await find(row.redeemedBy) };
    },

    /**
     * Somebody typed a code here: whose it is, to be asked whether that is them. From now on it is good
     * for this account alone.
     * @throws {UserError} link.locked, link.bad_code, link.own_code, link.taken
     */
    redeem: async (account: { readonly id: number; readonly userId: number }, typed: string): Promise<LinkQuestion> => {
      const { userId } = account;
      await refuseTooMany(sequelize, { userId, now: clock.now() });
      // A try is kept although it fails, so the error leaves only after the commit.
      const found = await sequelize.transaction(async (transaction) => {
        await User.findByPk(userId, { lock: transaction.LOCK.UPDATE, transaction });
        await refuseTooMany(sequelize, { userId, now: clock.now() }, transaction);
        const here = await find(account.id, transaction);
        const row = await LinkCode.findOne({
          where: { codeHash: hashOfCode(typed), expiresAt: { [Op.gt]: clock.now() } },
          lock: transaction.LOCK.UPDATE,
          transaction,
        });
        const isHit = row !== null && (row.status === 'open' || (row.status === 'asked' && row.redeemedBy === here.id));
        await noteTry(here, { isHit, now: clock.now(), operatorAccounts }, transaction);
        if (!isHit) return null;
        const there = await find(row.chatAccountId, transaction);
        await refuseUnlinkable(here, there, transaction);
        await row.update({ status: 'asked', redeemedBy: here.id, expiresAt: until() }, { transaction });
        return { id: row.id, by: there };
      });
      if (found === null) throw new UserError('link.bad_code', {});
      return found;
    },

    /**
     * The answer of one side. The side that typed the code answers first, then the one that asked for
     * it, whose numbers stay as they are.
     * @throws {UserError} link.over, link.own_code, link.taken
     */
    answer: (chatAccountId: number, questionId: number, isYes: boolean): Promise<LinkAnswer> =>
      sequelize.transaction(async (transaction) => {
        const row = await LinkCode.findOne({
          where: { id: questionId, expiresAt: { [Op.gt]: clock.now() } },
          lock: transaction.LOCK.UPDATE,
          transaction,
        });
        const side =
          row?.status === 'asked' && row.redeemedBy === chatAccountId
            ? 'typed'
            : row?.status === 'accepted' && row.chatAccountId === chatAccountId
              ? 'asked for'
              : null;
        if (row === null || row.redeemedBy === null || side === null) throw new UserError('link.over', {});
        if (!isYes) {
          await row.update({ status: 'refused' }, { transaction });
          return { kind: 'refused' };
        }
        const first = await find(row.chatAccountId, transaction);
        const second = await find(row.redeemedBy, transaction);
        await refuseUnlinkable(second, first, transaction);
        if (side === 'typed') {
          await row.update({ status: 'accepted', expiresAt: until() }, { transaction });
          const question = { userId: first.userId, chatAccountId: first.id, kind: 'link-question' as const };
          await enqueue([{ ...question, dedupeKey: `link:${row.id}` }], transaction);
          return { kind: 'accepted', other: first };
        }
        const people = { stays: first.userId, goes: second.userId };
        const renumbered = await mergePeople(sequelize, people, transaction);
        await row.update({ status: 'linked' }, { transaction });
        const news = { userId: first.userId, chatAccountId: second.id, kind: 'linked' as const };
        await enqueue([{ ...news, dedupeKey: `link:${row.id}` }], transaction);
        return { kind: 'linked', other: second, renumbered };
      }),

    /** Where this person's messages go from now on. @throws {UserError} link.not_linked */
    chooseAlerts: (userId: number, platform: PlatformName): Promise<LinkedAccounts> =>
      sequelize.transaction(async (transaction) => {
        const account = await ChatAccount.findOne({ where: { userId, platform }, transaction });
        if (account === null) throw new UserError('link.not_linked', { platform });
        await User.update({ alertAccountId: account.id }, { where: { id: userId }, transaction });
        return accountsOf(userId, transaction);
      }),

    /**
     * Lets the person's other accounts go: each is a new person with nothing, and everything stays with
     * the account from which it was asked. @throws {UserError} link.not_linked
     */
    unlink: (account: { readonly id: number; readonly userId: number }): Promise<readonly ChatAccount[]> =>
      sequelize.transaction(async (transaction) => {
        const user = await User.findByPk(account.userId, {
          lock: transaction.LOCK.UPDATE,
          transaction,
          rejectOnEmpty: true,
        });
        const others = await ChatAccount.findAll({
          where: { userId: user.id, id: { [Op.ne]: account.id } },
          transaction,
        });
        if (others.length === 0) throw new UserError('link.not_linked', { platform: null });
        for (const other of others) await letGo(sequelize, other, account.id, transaction);
        await user.update({ alertAccountId: null }, { transaction });
        return others;
      }),

    /** Codes that are over, and tries that count no more. */
    forgetOld: async (): Promise<void> => {
      const now = clock.now();
      await LinkCode.destroy({ where: { expiresAt: { [Op.lt]: new Date(now.getTime() - DAY_MS) } } });
      await forgetTries(now);
    },
  };
};

export type Links = ReturnType<typeof createLinks>;

const letGo = async (
  sequelize: Sequelize,
  other: ChatAccount,
  staysWith: number,
  transaction: Transaction,
): Promise<void> => {
  const { displayName, language } = other;
  const user = await User.create({ displayName, language }, { transaction });
  await Profile.create({ userId: user.id }, { transaction });
  for (const statement of separateAccount) {
    await sequelize.query(statement, { bind: { goes: other.id, stays: staysWith, userId: user.id }, transaction });
  }
};
