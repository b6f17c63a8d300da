import { expect, test } from 'vitest';
import { type ChatAccount, LinkCode, LinkTry, User } from '../../models/index.ts';
import { newLinkCode } from '../../src/services/link-code.ts';
import { createLinks } from '../../src/services/links.ts';
import { buildChatAccount, buildProfile } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const GUESSES = 100_000;
const PEOPLE = 200;
const AT_ONCE = 5;

test('100,000 guesses while fifty codes are open link nobody, and of each person five are looked at', async () => {
  const now = new Date();
  const links = createLinks({ sequelize, clock: { now: () => now }, operatorAccounts: [] });
  for (let i = 0; i < 50; i += 1) {
    const { userId } = await buildProfile();
    await links.newCode((await buildChatAccount({ userId, platform: 'discord' })).id);
  }
  const guessers: ChatAccount[] = [];
  for (let i = 0; i < PEOPLE; i += 1) guessers.push(await buildChatAccount({ userId: (await buildProfile()).userId }));
  const people = await User.count();
  const answers = new Map<string, number>();
  let next = 0;
  const guess = async (): Promise<void> => {
    for (let i = next++; i < GUESSES; i = next++) {
      const guesser = guessers[i % PEOPLE];
      if (guesser === undefined) return;
      const id = await links.redeem(guesser, newLinkCode()).then(
        () => 'found',
        (error: { id?: string }) => error.id ?? String(error),
      );
      answers.set(id, (answers.get(id) ?? 0) + 1);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, guess));
  const seconds = (performance.now() - begun) / 1000;
  process.stdout.write(
    `S15: ${GUESSES} guesses in ${seconds.toFixed(0)} s, ${answers.get('found') ?? 0} found, ` +
      `${answers.get('link.bad_code') ?? 0} looked at, ${answers.get('link.locked') ?? 0} locked out\n`,
  );
  expect(Object.fromEntries(answers)).toEqual({ 'link.bad_code': 5 * PEOPLE, 'link.locked': GUESSES - 5 * PEOPLE });
  expect(await LinkTry.count()).toBe(5 * PEOPLE);
  expect(await LinkCode.count({ where: { status: 'open' } })).toBe(50);
  expect(await User.count()).toBe(people);
});
