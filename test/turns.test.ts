import { expect, test } from 'vitest';
import { ScheduleTurn } from '../models/index.ts';
import { createLogger } from '../src/logger.ts';
import { takeTurnAt } from '../src/turns.ts';
import { useDatabase } from './support/database.ts';

const { sequelize } = useDatabase();
const logged: string[] = [];
const deps = { sequelize, logger: createLogger('info', (line) => void logged.push(line)) };
const MINUTE = 60_000;

test('of many at once one works; the others are refused and counted, and afterwards it is free', async () => {
  const gate = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const first = takeTurnAt(deps, 'maintain', MINUTE, () => {
    began.resolve();
    return gate.promise;
  });
  await began.promise;
  const others = await Promise.all(
    Array.from({ length: 4 }, () => takeTurnAt(deps, 'maintain', MINUTE, () => Promise.reject(new Error('twice')))),
  );
  expect(others).toEqual(['overlap', 'overlap', 'overlap', 'overlap']);
  gate.resolve();
  expect(await first).toBe('done');
  expect(await takeTurnAt(deps, 'maintain', MINUTE, async () => {})).toBe('done');
  expect(await ScheduleTurn.findByPk('maintain')).toMatchObject({ turns: 2, refused: 4, abandoned: 0, isOver: true });
});

test('work that fails gives its turn back, and throws what it threw', async () => {
  await expect(takeTurnAt(deps, 'broken', MINUTE, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await takeTurnAt(deps, 'broken', MINUTE, async () => {})).toBe('done');
});

test('work that never ends is left behind at its deadline, and the next turn begins', async () => {
  expect(await takeTurnAt(deps, 'hung', 30, () => new Promise(() => {}))).toBe('abandoned');
  // The lease is the database's: it ends a moment after the timer here at most.
  let next = await takeTurnAt(deps, 'hung', 30, async () => {});
  while (next === 'overlap') next = await takeTurnAt(deps, 'hung', 30, async () => {});
  expect(next).toBe('done');
  expect(await ScheduleTurn.findByPk('hung')).toMatchObject({ turns: 2, abandoned: 1, isOver: true });
  expect(logged.some((line) => line.includes('turn.abandoned'))).toBe(true);
});
