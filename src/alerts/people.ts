import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { lockDue, lockSettings, selectEager, selectToldToday, selectWaiting } from './alerts.sql.ts';
import type { Waiting } from './due.ts';
import type { ToldToday } from './plan-alerts.ts';
import type { AlertSettings, Cadence } from './settings.ts';
import { instantOf, wallTimeAt } from './wall-time.ts';

/** Someone for whom this transaction alone decides what they are told. */
export interface Person extends AlertSettings {
  readonly userId: number;
  /** When the first of what waits falls due; null: nothing waits. */
  readonly nextTellAt: Date | null;
}

type Select = <Row extends object>(sql: string, bind: Record<string, unknown>) => Promise<Row[]>;

export const selectIn =
  (sequelize: Sequelize, transaction: Transaction): Select =>
  <Row extends object>(sql: string, bind: Record<string, unknown>) =>
    sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });

/** Waits for whoever else decides for one of them. */
export const lockPeople = (select: Select, userIds: readonly number[]): Promise<Person[]> =>
  select<Person>(lockSettings, { userIds });

/** Who is due, the longest due first. Those for whom another process decides are left out. */
export const lockDuePeople = (select: Select, now: Date, limit: number): Promise<Person[]> =>
  select<Person>(lockDue, { now, limit });

/** What each of the people was told since their own midnight. */
export const toldToday = async (
  select: Select,
  people: readonly Person[],
  now: Date,
): Promise<ReadonlyMap<number, ToldToday>> => {
  const rows = await select<{ userId: number; company: string; searchIds: number[] }>(selectToldToday, {
    userIds: people.map(({ userId }) => userId),
    since: people.map(({ timezone }) => instantOf(timezone, { day: wallTimeAt(timezone, now).day, minute: 0 })),
  });
  const told = new Map<number, { messages: number; companies: Map<string, number>; searches: Set<number> }>();
  for (const { userId, company, searchIds } of rows) {
    const today = told.get(userId) ?? { messages: 0, companies: new Map(), searches: new Set() };
    today.messages += 1;
    today.companies.set(company, (today.companies.get(company) ?? 0) + 1);
    for (const id of searchIds) today.searches.add(id);
    told.set(userId, today);
  }
  return told;
};

/** The instant searches of the people that found something in the last two weeks. */
export const eagerSearches = async (
  select: Select,
  userIds: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, readonly number[]>> => {
  const eager = new Map<number, number[]>();
  for (const { userId, id } of await select<{ userId: number; id: number }>(selectEager, { userIds, now })) {
    eager.set(userId, [...(eager.get(userId) ?? []), id]);
  }
  return eager;
};

export const nothingWaits: Waiting = { messages: false, digests: [] };

/** What waits to be told to each of the people. */
export const waitingOf = async (select: Select, userIds: readonly number[]): Promise<ReadonlyMap<number, Waiting>> => {
  const rows = await select<{ userId: number; waits: 'message' | 'digest'; cadence: Cadence }>(selectWaiting, {
    userIds,
  });
  const waiting = new Map<number, { messages: boolean; digests: Cadence[] }>();
  for (const { userId, waits, cadence } of rows) {
    const one = waiting.get(userId) ?? { messages: false, digests: [] };
    if (waits === 'digest') one.digests.push(cadence);
    else one.messages = one.messages || cadence !== 'silent';
    waiting.set(userId, one);
  }
  return waiting;
};
