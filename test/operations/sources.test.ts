import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSourcesCommand } from '../../src/operations/sources.ts';
import { useDatabaseUrl } from '../support/database.ts';
import { boardBody, boardJob } from '../support/greenhouse-board.ts';

const database = useDatabaseUrl();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  await writeFile(join(folder, 'oak.json'), boardBody([boardJob(1), boardJob(2)]));
  await writeFile(join(folder, 'elm.json'), boardBody([boardJob(3), { id: 4 }]));
  await writeFile(join(folder, 'notes.txt'), 'not a board');
});

afterAll(() => rm(folder, { recursive: true }));

const run = async (...argv: readonly string[]) => {
  const out: string[] = [];
  const err: string[] = [];
  const env = { DATABASE_URL: database.url };
  const code = await runSourcesCommand({
    argv,
    env,
    print: (line) => out.push(line),
    complain: (line) => err.push(line),
  });
  return { code, out, err };
};

test('a folder is imported and read, again without a change, listed and run', async () => {
  const first = await run('import', folder);
  expect(first.out).toEqual(['2 sources, 4 postings: 3 new, 0 changed, 0 unchanged, 1 rejected']);
  expect(first.err).toEqual([expect.stringMatching(/^source \d+: 1 posting rejected, first 4: title: /)]);
  expect(first.code).toBe(0);
  expect((await run('import', folder)).out).toEqual([
    '2 sources, 4 postings: 0 new, 0 changed, 3 unchanged, 1 rejected',
  ]);
  const { out } = await run('list');
  expect(out.map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'then'))).toEqual([
    '1  greenhouse  elm  ok  then UTC  1 posting',
    '2  greenhouse  oak  ok  then UTC  2 postings',
  ]);
  expect(await run('run', '2')).toEqual({
    code: 0,
    err: [],
    out: ['1 source, 2 postings: 0 new, 0 changed, 2 unchanged, 0 rejected'],
  });
  expect(await run('run')).toEqual({ code: 0, err: [], out: ['0 sources read'] });
});

test('a YAML list with a board beside it is imported, and what fails is said', async () => {
  await writeFile(
    join(folder, 'list.yaml'),
    'sources:\n  - {url: ./oak.json, kind: greenhouse, company: Oak}\n  - {url: ./gone.json, kind: greenhouse}\n',
  );
  const { code, out, err } = await run('import', join(folder, 'list.yaml'));
  expect(out).toEqual(['2 sources, 2 postings: 0 new, 0 changed, 2 unchanged, 0 rejected, 1 source failed']);
  expect(err).toEqual([expect.stringMatching(/^source \d+: the file could not be read$/)]);
  expect(code).toBe(1);
  expect((await run('list')).out.at(-1)).toContain(
    'gone  failed 1 times: the file could not be read  never read  0 postings',
  );
});

test('a faulty list changes nothing', async () => {
  await writeFile(join(folder, 'bad.yaml'), 'sources:\n  - {url: ./x}\n  - 7\n');
  const { code, err } = await run('import', join(folder, 'bad.yaml'));
  expect([code, err.join()]).toEqual([1, expect.stringMatching(/line 2: [\s\S]*line 3: /)]);
});

test('a file or source that is not there is an error', async () => {
  expect(await run('import', join(folder, 'absent.yaml'))).toMatchObject({
    code: 1,
    err: [expect.stringContaining('absent.yaml')],
  });
  expect(await run('run', '999')).toMatchObject({ code: 1, err: [expect.stringContaining('source 999')] });
});

test('a source is added, written out, read in elsewhere, switched off and on, and forgotten with its jobs', async () => {
  const board = join(folder, 'ash.json');
  await writeFile(board, boardBody([boardJob(91), boardJob(92)]));
  const added = await run('add', board, '--kind', 'greenhouse', '--company', 'Ash Ltd', '--every', '6h');
  expect(added).toMatchObject({
    code: 0,
    err: [],
    out: ['1 source, 2 postings: 2 new, 0 changed, 0 unchanged, 0 rejected'],
  });
  const id = /^(\d+) {2}greenhouse {2}Ash Ltd/m.exec((await run('list')).out.join('\n'))?.[1] ?? '';

  const list = join(folder, 'exported.yaml');
  expect((await run('export', list)).code).toBe(0);
  expect(await readFile(list, 'utf8')).toContain('company: Ash Ltd\n    every: 6h');
  expect((await run('import', list)).out.at(-1)).toContain(' 0 new, 0 changed');
  expect((await run('export')).out.join('\n')).toContain('sources:\n');

  expect((await run('disable', id)).out).toEqual([`source ${id} is off`]);
  expect((await run('list')).out.find((line) => line.startsWith(`${id} `))).toContain('  off  ');
  expect((await run('enable', id)).out).toEqual([`source ${id} is on`]);
  expect((await run('remove', id)).out).toEqual([`source ${id} removed, 2 jobs closed`]);
  for (const command of ['remove', 'enable', 'disable']) {
    expect(await run(command, id)).toMatchObject({ code: 1, err: [`there is no source ${id}`] });
  }
});

test('health names what ails, and fails where something does', async () => {
  await writeFile(join(folder, 'rowan.json'), boardBody([boardJob(95)]));
  await run('add', join(folder, 'rowan.json'), '--kind', 'greenhouse');
  await writeFile(join(folder, 'rowan.json'), 'no board any more');
  const ids = (await run('list')).out.map((line) => line.split(' ')[0] ?? '');
  expect((await run('run', ids.at(-1) ?? '')).code).toBe(1);
  const { code, out } = await run('health');
  expect(code).toBe(1);
  expect(out[0]).toMatch(/^\d+ sources?: 0 off, \d+ failing, \d+ overdue$/);
  expect(out.join('\n')).toMatch(/rowan {2}failed 1 times: not JSON/);
});

test('an address that is refused, or behind which no board is, is said and is no success', async () => {
  expect(await run('add', 'https://www.linkedin.com/company/acme')).toMatchObject({
    code: 1,
    err: [expect.stringMatching(/LinkedIn/)],
  });
  expect(await run('add', 'https://127.0.0.1/careers')).toMatchObject({
    code: 1,
    err: [expect.stringContaining('The page could not be read')],
  });
});

test('a CSV of companies is imported', async () => {
  await writeFile(join(folder, 'yew.json'), boardBody([boardJob(97)]));
  const csv = join(folder, 'companies.csv');
  await writeFile(csv, 'company;url;kind;industry\nYew Ltd;./yew.json;greenhouse;Bows\n');
  expect((await run('import', csv)).out).toEqual(['1 source, 1 posting: 1 new, 0 changed, 0 unchanged, 0 rejected']);
  expect((await run('list')).out.at(-1)).toContain('Yew Ltd');
});

test.each([
  [[]],
  [['import']],
  [['add']],
  [['add', 'x', '--colour', 'red']],
  [['remove']],
  [['enable', 'x']],
  [['health', 'x']],
  [['list', 'x']],
  [['run', 'x']],
  [['frobnicate']],
  [['import', 'a', 'b']],
])('wrong usage %j shows the usage', async (argv) => {
  expect(await run(...argv)).toMatchObject({ code: 2, out: [], err: [expect.stringMatching(/^Usage: /)] });
});
