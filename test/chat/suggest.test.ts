import { expect, test } from 'vitest';
import type { CommandView } from '../../src/chat/adapter.ts';
import type { Choice } from '../../src/chat/reply.ts';
import { createSuggest } from '../../src/chat/suggest.ts';
import { createLogger } from '../../src/logger.ts';

const option = (name: string, suggests?: 'query') => ({
  ...{ name, description: name, kind: 'text' as const, required: false },
  ...(suggests === undefined ? {} : { suggests }),
});
const commands: readonly CommandView[] = [
  {
    ...{ name: 'search', description: '', options: [] },
    subcommands: [{ name: 'add', description: '', options: [option('query', 'query'), option('name')] }],
  },
];
const ann = { platform: 'discord', id: '1', name: null, language: null } as const;
const suggest = (find: () => Promise<readonly Choice[]>, path = 'search add', name = 'query') =>
  createSuggest(commands, { find }, createLogger('silent'))({ path, option: name, text: 'x' }, ann);
const choice = (value: string): Choice => ({ label: value, value });

test('choices are cut to what a platform shows: 25 of 100 characters', async () => {
  const many = Array.from({ length: 40 }, (_, index) => choice(`v${index}`));
  expect(await suggest(async () => many)).toEqual(many.slice(0, 25));
  expect(
    await suggest(async () => [choice('a'.repeat(101)), choice(''), { label: 'l'.repeat(120), value: 'v' }]),
  ).toEqual([{ label: 'l'.repeat(100), value: 'v' }]);
});

test('none rather than an error or late ones, and none for what offers nothing', async () => {
  expect(await suggest(() => Promise.reject(new Error('away')))).toEqual([]);
  expect(await suggest(() => new Promise(() => {}))).toEqual([]);
  const known = async () => [choice('a')];
  expect(await suggest(known, 'search add', 'name')).toEqual([]);
  expect(await suggest(known, 'nothing', 'query')).toEqual([]);
});
