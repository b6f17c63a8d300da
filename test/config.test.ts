import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig, settings } from '../src/config.ts';

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('settings', () => {
  test('without any setting there is an embedded database and a conversation in the terminal', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ databaseUrl: null, discord: null, telegram: null, openai: null, logLevel: 'warn' });
    expect(config.dataDirectory).toMatch(/\/data$/);
  });

  test('one message lists every fault, and no value', () => {
    const secret = 'not a token at all';
    const faults = faultsOf({
      DATABASE_URL: 'mysql://x',
      DATABASE_POOL: 'many',
      DISCORD_TOKEN: secret,
      CRAWL_CRON: 'often',
    });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'CRAWL_CRON',
      'DATABASE_POOL',
      'DATABASE_URL',
      'DISCORD_TOKEN',
    ]);
    expect(faults.join('\n')).not.toContain(secret);
  });

  test('an empty value counts as absent', () => {
    expect(loadConfig({ TELEGRAM_TOKEN: ' ', DATABASE_URL: '' })).toMatchObject({ telegram: null, databaseUrl: null });
  });

  test.each([
    ['HTTP_PORT', '0'],
    ['FETCH_ALLOW_HOSTS', 'localhost'],
    ['ADMIN_ACCOUNTS', 'console:1'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_LOG', 'yes'],
    ['OPENAI_BASE_URL', 'ftp://x'],
  ])('%s=%s is refused', (name, value) => {
    expect(faultsOf({ [name]: value })).toHaveLength(1);
  });

  test('.env.example and docs/operations.md name every setting and no other', async () => {
    const names = Object.keys(settings.shape).sort();
    const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
    expect([...example.matchAll(/^#?\s?([A-Z_]{4,})=/gm)].map(([, name]) => name).sort()).toEqual(names);
    const docs = await readFile(new URL('../docs/operations.md', import.meta.url), 'utf8');
    expect([...new Set([...docs.matchAll(/^\| `([A-Z_]{4,})`/gm)].map(([, name]) => name))].sort()).toEqual(names);
  });
});
