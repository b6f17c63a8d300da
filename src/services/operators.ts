import { Op, QueryTypes, type Sequelize } from 'sequelize';
import { ChatAccount, CrawlRun, Source } from '../../models/index.ts';
import { UserError } from '../errors.ts';
import type { Boards } from './boards.ts';
import { countAiling, countSeen, selectSourceStates } from './operators.sql.ts';

export const SOURCES_PER_PAGE = 10;
const RUNS_SHOWN = 5;

interface Deps {
  readonly sequelize: Sequelize;
  readonly boards: Boards;
  /** `discord:ID` or `telegram:ID`; who talks through the terminal of the machine is one as well. */
  readonly operatorAccounts: readonly string[];
}

/** A source as operators look at it. */
export interface SourceState {
  readonly source: Source;
  /** Listed at the last reading. */
  readonly postings: number;
  /** The last ones, newest first; empty in a list. */
  readonly runs: readonly CrawlRun[];
}

/** What those may do who keep the bot running. */
export const createOperators = ({ sequelize, boards, operatorAccounts }: Deps) => {
  const find = async (id: number): Promise<Source> => {
    const source = await Source.findByPk(id);
    if (source === null) throw new UserError('source.not_found', { number: id });
    return source;
  };

  const show = async (id: number): Promise<SourceState> => {
    const source = await find(id);
    const [counted] = await sequelize.query<{ postings: number }>(countSeen, { bind: [id], type: QueryTypes.SELECT });
    const runs = await CrawlRun.findAll({ where: { sourceId: id }, order: [['id', 'DESC']], limit: RUNS_SHOWN });
    return { source, postings: counted?.postings ?? 0, runs };
  };

  return {
    /** @throws {UserError} admin.only */
    require: async (chatAccountId: number): Promise<void> => {
      const account = await ChatAccount.findByPk(chatAccountId, { rejectOnEmpty: true });
      const isOperator =
        account.platform === 'console' || operatorAccounts.includes(`${account.platform}:${account.platformId}`);
      if (!isOperator) throw new UserError('admin.only', {});
    },

    /** A page of the sources, those that need a look first. */
    list: async (wanted: number) => {
      const total = await Source.count();
      const page = Math.min(Math.max(1, wanted), Math.max(1, Math.ceil(total / SOURCES_PER_PAGE)));
      const rows = await sequelize.query<{ id: number; postings: number }>(selectSourceStates, {
        bind: [SOURCES_PER_PAGE, (page - 1) * SOURCES_PER_PAGE],
        type: QueryTypes.SELECT,
      });
      const sources = await Source.findAll({ where: { id: { [Op.in]: rows.map(({ id }) => id) } } });
      const byId = new Map(sources.map((source) => [source.id, source]));
      const [ailing] = await sequelize.query<{ total: number }>(countAiling, { type: QueryTypes.SELECT });
      return {
        total,
        page,
        ailing: ailing?.total ?? 0,
        states: rows.flatMap(({ id, postings }): SourceState[] => {
          const source = byId.get(id);
          return source === undefined ? [] : [{ source, postings, runs: [] }];
        }),
      };
    },

    /** @throws {UserError} source.not_found */
    show,

    /** Reads it now, as its terms allow, and says what came of it. @throws {UserError} source.not_found */
    run: async (id: number): Promise<string> => {
      await find(id);
      return boards.run(id);
    },

    /** On again means: due now, and its failures forgotten. @throws {UserError} source.not_found */
    turn: async (id: number, isOn: boolean): Promise<SourceState> => {
      const source = await find(id);
      await source.update({
        isActive: isOn,
        disabledReason: null,
        ...(isOn ? { failures: 0, lastError: null, nextRunAt: new Date() } : {}),
      });
      return show(id);
    },
  };
};

export type Operators = ReturnType<typeof createOperators>;
