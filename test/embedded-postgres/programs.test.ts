import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAccount, serverAccount } from '../../src/embedded-postgres/account.ts';
import { type ProgramsPackage, preparePrograms, programsPackage } from '../../src/embedded-postgres/programs.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
let base: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'jobhound-programs-'));
  await chmod(base, 0o755);
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe('the programs of the embedded database', () => {
  test.each([
    ['linux', 'riscv64'],
    ['freebsd', 'x64'],
  ])('are missed on %s %s with the advice to set DATABASE_URL', async (platform, arch) => {
    await expect(programsPackage(platform, arch)).rejects.toThrow(/DATABASE_URL/);
  });

  test('are missed with the same advice when the package for the platform was not installed', async () => {
    const absent = process.platform === 'darwin' ? 'win32' : 'darwin';
    await expect(programsPackage(absent, 'x64')).rejects.toThrow(/optional dependencies.*DATABASE_URL/);
  });

  test('get the links that an install script would have made', async () => {
    const made = await preparePrograms(await fakePackage(join(base, 'package')), undefined, join(base, 'copies'));
    expect(made.postgres).toBe(join(base, 'package', 'native', 'bin', 'postgres'));
    expect(await readlink(join(base, 'package', 'native', 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
  });

  test.skipIf(!isRoot)('are copied, once and whole, from a folder that only root may enter', async () => {
    const account = await serverAccount();
    const hidden = await fakePackage(join(base, 'private'), 0o700);
    const [one, two] = await Promise.all([
      preparePrograms(hidden, account, join(base, 'copies')),
      preparePrograms(hidden, account, join(base, 'copies')),
    ]);
    expect(one).toEqual(two);
    const { stdout } = await run(one.postgres, [], { cwd: '/', env: {}, ...account });
    expect(stdout).toBe('fake\n');
    const copy = join(base, 'copies', 'postgres-17.0.0');
    expect(await readlink(join(copy, 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
    expect(await readdir(join(base, 'copies'))).toEqual(['postgres-17.0.0']);
  });

  test.skipIf(!isRoot)('are refused where anybody may change them', async () => {
    const hidden = await fakePackage(join(base, 'private'), 0o700);
    const copies = join(base, 'copies');
    await preparePrograms(hidden, await serverAccount(), copies);
    await chmod(join(copies, 'postgres-17.0.0'), 0o777);
    await expect(preparePrograms(hidden, await serverAccount(), copies)).rejects.toThrow(/somebody else/);
  });
});

/** A package with the layout of the real ones and next to nothing in it. */
const fakePackage = async (root: string, mode = 0o755): Promise<ProgramsPackage> => {
  const folder = join(root, 'native');
  for (const part of ['bin', 'lib']) await mkdir(join(folder, part), { recursive: true });
  for (const program of ['initdb', 'postgres']) {
    await writeFile(join(folder, 'bin', program), '#!/bin/sh\necho fake\n', { mode: 0o755 });
  }
  await writeFile(join(folder, 'lib', 'libx.so.1.2'), '');
  const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }];
  await writeFile(join(folder, 'pg-symlinks.json'), JSON.stringify(links));
  await chmod(root, mode);
  return { folder, version: '17.0.0' };
};

describe('the account of the server', () => {
  const passwd =
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\npostgres:x:101:104::/:/bin/sh\n';

  test('is postgres when there is one', () => {
    expect(findAccount(passwd, ['postgres', 'nobody'])).toEqual({ uid: 101, gid: 104 });
  });

  test('is nobody otherwise', () => {
    expect(findAccount(passwd.replace('postgres', 'other'), ['postgres', 'nobody'])).toEqual({
      uid: 65534,
      gid: 65534,
    });
  });

  test('is never root by another name', () => {
    expect(findAccount('nobody:x:0:0::/:/bin/sh\n', ['postgres', 'nobody'])).toBeUndefined();
  });
});
