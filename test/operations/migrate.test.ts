import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { useDatabaseUrl } from '../support/database.ts';

const { url } = useDatabaseUrl();
const entry = join(import.meta.dirname, '../../src/operations/migrate.ts');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (given: readonly string[], databaseUrl: string): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [entry, ...given],
      { env: { DATABASE_URL: databaseUrl } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

describe('npm run migrate', () => {
  test('answers a wrong call with the usage and exit code 2', async () => {
    const { code, out, err } = await run(['sideways'], url);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Usage: npm run migrate -- COMMAND\n/);
    expect(err).toContain(migrations[0]?.name);
  });

  test('prints the status and exits 0', async () => {
    const { code, out, err } = await run(['status'], url);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trimEnd().split('\n')).toHaveLength(migrations.length);
  });

  test('says that the database is away, without its password, and exits 1', async () => {
    const { code, err } = await run(['up'], 'postgres://ada:secret@127.0.0.1:1/none');
    expect({ code, err }).toEqual({ code: 1, err: 'The database cannot be reached. See DATABASE_URL.\n' });
  });

  test('says which setting is wrong, and exits 1', async () => {
    const { code, err } = await run(['up'], 'mysql://x');
    expect(code).toBe(1);
    expect(err).toContain('DATABASE_URL');
  });
});
