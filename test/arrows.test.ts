import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const run = promisify(execFile);

/** Each arrow that must not be drawn: the file that draws it, what it imports, and words of the rule's message. */
const forbidden: readonly (readonly [file: string, imports: string, message: string])[] = [
  ['models/x.ts', '../src/clock.ts', 'models/ may import'],
  ['models/x.ts', 'telegraf', 'models/ may import'],
  ['src/chat/x.ts', '../../models/index.ts', 'src/chat/ knows'],
  ['src/chat/x.ts', '../services/index.ts', 'src/chat/ knows'],
  ['src/chat/x.ts', '../../commands/index.ts', 'src/chat/ knows'],
  ['src/chat/middleware/x.ts', 'sequelize', 'src/chat/ knows'],
  ['src/chat/x.ts', '../adapters/discord/index.ts', 'src/chat/ knows'],
  ['src/presenters/x.ts', 'sequelize', 'src/presenters/ turn'],
  ['src/presenters/x.ts', '../../commands/index.ts', 'src/presenters/ turn'],
  ['src/presenters/x.ts', 'node:fs/promises', 'src/presenters/ turn'],
  ['src/services/x.ts', '../chat/reply.ts', 'src/services/ know'],
  ['src/services/x.ts', '../adapters/console/index.ts', 'src/services/ know'],
  ['src/services/x.ts', '../../commands/index.ts', 'src/services/ know'],
  ['src/stores/x.ts', '../services/index.ts', 'src/stores/ implement'],
  ['commands/x.ts', '../models/index.ts', 'commands/ call'],
  ['commands/x.ts', 'sequelize', 'commands/ call'],
  ['commands/x.ts', 'discord.js', 'commands/ call'],
  ['commands/x.ts', 'telegraf', 'commands/ call'],
  ['commands/x.ts', 'openai', 'commands/ call'],
  ['src/adapters/discord/x.ts', '../telegram/index.ts', 'an adapter knows'],
  ['src/adapters/discord/x.ts', '../../services/index.ts', 'an adapter knows'],
  ['src/adapters/telegram/x.ts', '../discord/index.ts', 'an adapter knows'],
  ['src/adapters/telegram/x.ts', '../../../models/index.ts', 'an adapter knows'],
  ['src/adapters/console/x.ts', '../discord/index.ts', 'an adapter knows'],
  ['src/ingest/x.ts', '../adapters/discord/index.ts', 'src/ingest/ reads'],
  ['src/ingest/x.ts', '../outbox/enqueue.ts', 'src/ingest/ reads'],
  ['src/matching/x.ts', '../adapters/discord/index.ts', 'src/matching/ never'],
  ['src/matching/x.ts', '../ingest/crawl.ts', 'src/matching/ never'],
  ['src/matching/x.ts', '../outbox/enqueue.ts', 'src/matching/ never'],
  ['src/matching/x.ts', '../alerts/fan-out.ts', 'src/matching/ never'],
  ['src/alerts/x.ts', '../adapters/discord/index.ts', 'src/alerts/ decides'],
  ['src/alerts/x.ts', '../services/index.ts', 'src/alerts/ decides'],
  ['src/outbox/x.ts', '../matching/matches.ts', 'src/outbox/ sends'],
  ['src/outbox/x.ts', '../../commands/index.ts', 'src/outbox/ sends'],
  ['src/letters/x.ts', '../chat/reply.ts', 'this folder knows'],
  ['src/operations/x.ts', '../adapters/discord/index.ts', 'this folder knows'],
  ['src/skills/x.ts', '../clock.ts', 'this folder is'],
  ['src/places/x.ts', '../clock.ts', 'this folder is'],
  ['src/letters/x.ts', 'openai', 'src/model/ alone'],
  ['src/model/x.ts', '../letters/contract.ts', 'src/model/ asks'],
  ['src/schedule/x.ts', '../services/index.ts', 'src/schedule/ turns'],
  ['src/services/x.ts', '../app.ts', 'only main'],
  ['src/database.ts', './app.ts', 'only main'],
  ['commands/x.ts', '../src/app.ts', 'only main'],
];

interface Diagnostic {
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

let folder = '';
let found: readonly Diagnostic[] = [];

const importing = (imports: readonly string[]): string =>
  imports.map((specifier, i) => `import { x as x${i} } from '${specifier}';\n`).join('');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobhound-arrows-'));
  await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
  for (const file of new Set(forbidden.map(([name]) => name))) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(
      join(folder, file),
      importing(forbidden.filter(([name]) => name === file).map(([, imports]) => imports)),
    );
  }
  const biome = join(root, 'node_modules/.bin/biome');
  const args = [
    'lint',
    '--vcs-enabled=false',
    '--reporter=json',
    '--max-diagnostics=none',
    '--only=style/noRestrictedImports',
    '.',
  ];
  const { stdout } = await run(biome, args, { cwd: folder, maxBuffer: 10_000_000 }).catch(
    (error: { stdout: string }) => error,
  );
  found = JSON.parse(stdout).diagnostics;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(forbidden)('%s must not import %s', (file, imports, message) => {
  const line = forbidden.filter(([name]) => name === file).findIndex(([, other]) => other === imports) + 1;
  const here = found.filter((one) => one.location.path === file && one.location.start.line === line);
  expect(here.map((one) => [one.category, one.message.startsWith(message)])).toEqual([
    ['lint/style/noRestrictedImports', true],
  ]);
});

const sources = async (under: string): Promise<readonly { path: string; text: string }[]> => {
  const names = (await readdir(join(root, under), { recursive: true })).filter((name) => name.endsWith('.ts'));
  return Promise.all(
    names.map(async (name) => ({ path: join(under, name), text: await readFile(join(root, under, name), 'utf8') })),
  );
};

test('presenters take only types from models and services', async () => {
  const imports = (await sources('src/presenters')).flatMap(({ path, text }) =>
    [...text.matchAll(/^import (.*?) from '(.*?)';$/gms)].map(([, names = '', from = '']) => ({ path, names, from })),
  );
  const fromRows = imports.filter(({ from }) => /\/(models|services|matching)\//.test(from));
  expect(fromRows.length).toBeGreaterThan(5);
  expect(fromRows.filter(({ names }) => !names.startsWith('type '))).toEqual([]);
});

test('raw SQL stands in files named *.sql.ts', async () => {
  const files = [...(await sources('src')), ...(await sources('commands'))].filter(
    ({ path }) => !path.endsWith('.sql.ts'),
  );
  const sql = /[`']\s*(select\s[^`']*\sfrom|insert into|update\s\w+\s+set|delete from|with\s\w+\s+as\s*\()\s/i;
  expect(files.filter(({ text }) => sql.test(text)).map(({ path }) => path)).toEqual([]);
});
