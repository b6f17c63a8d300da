import { expect, test } from 'vitest';
import { toBotCommands } from '../../../src/adapters/telegram/register.ts';

const command = (name: string, description: string, subcommands: string[] = []) => ({
  name,
  description,
  options: [],
  subcommands: subcommands.map((one) => ({ name: one, description: one, options: [] })),
});

test('the menu names each command once, with its subcommands', () => {
  expect(
    toBotCommands([command('help', 'Help by topic'), command('search', 'Saved searches', ['add', 'list'])]),
  ).toEqual([
    { command: 'help', description: 'Help by topic' },
    { command: 'search', description: 'Saved searches (add, list)' },
  ]);
});

test('what Telegram would refuse is left out or cut', () => {
  const menu = toBotCommands([command('not-for-telegram', 'x'), command('long', 'd'.repeat(300))]);
  expect(menu).toEqual([{ command: 'long', description: 'd'.repeat(256) }]);
});
