import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFile(new URL(name, root), 'utf8');

/** README and every page in docs, as one text. */
const pages = async (): Promise<string> => {
  const names = (await readdir(new URL('docs/', root)))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  return (await Promise.all(['README.md', ...names].map(read))).join('\n');
};

test('every npm script that the pages name exists', async () => {
  const { scripts } = JSON.parse(await read('package.json'));
  const named = [...(await pages()).matchAll(/npm run ([a-z:]+)/g)].map(([, script]) => script ?? '');
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

test('README names every command with all its subcommands, and none that does not exist', async () => {
  const list = /## What it understands\n\n(.*)\n/.exec(await read('README.md'))?.[1] ?? '';
  const named = list.split(' · ').map((entry) => entry.replace(/[`,]/g, ''));
  const real = commands.map((command) =>
    [`/${command.name}`, ...(command.bare === null ? [] : command.actions.map((action) => action.name))].join(' '),
  );
  const words = (entries: readonly string[]) => entries.map((entry) => entry.split(' ').sort().join(' ')).sort();
  expect(words(named)).toEqual(words(real));
});

test('every file that the pages link to exists', async () => {
  const readme = [...(await read('README.md')).matchAll(/\]\(([\w./-]+)\)/g)].map(([, path]) => path ?? '');
  expect(readme.length).toBeGreaterThan(3);
  for (const path of readme) await expect(read(path)).resolves.toBeTruthy();
});
