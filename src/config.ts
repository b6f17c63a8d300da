import { resolve } from 'node:path';
import cron from 'node-cron';
import { z } from 'zod';
import type { SourceKeys } from './ingest/source.ts';
import type { LogLevel } from './logger.ts';

export interface Config {
  /** Null: the embedded PostgreSQL in `dataDirectory`. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly databaseLog: boolean;
  readonly dataDirectory: string;
  readonly discord: ChatAccess | null;
  readonly telegram: ChatAccess | null;
  readonly openai: { readonly apiKey: string; readonly baseUrl: string; readonly model: string } | null;
  readonly sourcesFile: string | null;
  /** `host:port` pairs that are exempt from the address, port and scheme checks. */
  readonly fetchAllowHosts: readonly string[];
  /** `platform:id` of the accounts that may use operator commands. */
  readonly adminAccounts: readonly string[];
  /** Sources read at once. */
  readonly crawlConcurrency: number;
  readonly sourceKeys: SourceKeys;
  /** Days for which closed jobs, and runs of sources, are kept. */
  readonly keepClosedDays: number;
  readonly keepRunsDays: number;
  /** node-cron expressions in UTC. */
  readonly cron: Readonly<Record<TickName, string>>;
  /** Null: nothing listens. */
  readonly httpPort: number | null;
  readonly logLevel: LogLevel;
}

export interface ChatAccess {
  readonly token: string;
  /** Null: the platform's own. */
  readonly apiUrl: string | null;
}

export const TICKS = ['crawl', 'match', 'deliver', 'digest', 'maintain'] as const;
export type TickName = (typeof TICKS)[number];

/** The settings are wrong: `faults` says of each what is wrong with it. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The settings are wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `must be a whole number from ${min} to ${max}` });

const cronExpression = z.string().refine((text) => cron.validate(text), { error: 'must be a cron expression' });

const list = (item: RegExp, shape: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine((parts) => parts.every((part) => item.test(part)), { error: `must be ${shape}, separated by commas` });

// Only what would break a header or a path: the platform itself says whether a token is right.
const token = z.string().regex(/^[\w.:-]+$/, 'must be a bot token: letters, digits, dots, colons, dashes');

/** Every setting of the environment, by name. `docs/operations.md` and `.env.example` list the same. */
export const settings = z.object({
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_POOL: whole(2, 200).default(10),
  DATABASE_LOG: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  JOBHOUND_DATA: z.string().default('./data'),
  DISCORD_TOKEN: token.optional(),
  DISCORD_API_URL: url('https:', 'http:').optional(),
  TELEGRAM_TOKEN: token.optional(),
  TELEGRAM_API_URL: url('https:', 'http:').optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url('https:', 'http:').default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().default('gpt-5-mini'),
  SOURCES_FILE: z.string().optional(),
  FETCH_ALLOW_HOSTS: list(/^[\w.-]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i, 'host:port pairs').default([]),
  CRAWL_CONCURRENCY: whole(1, 32).default(4),
  KEEP_CLOSED_DAYS: whole(1, 3650).default(180),
  KEEP_RUNS_DAYS: whole(1, 3650).default(30),
  ADZUNA_APP_ID: z.string().optional(),
  ADZUNA_APP_KEY: z.string().optional(),
  USAJOBS_KEY: z.string().optional(),
  USAJOBS_EMAIL: z.string().optional(),
  THEMUSE_KEY: z.string().optional(),
  ADMIN_ACCOUNTS: list(/^(discord|telegram):\d+$/, 'discord:ID or telegram:ID').default([]),
  CRAWL_CRON: cronExpression.default('*/20 * * * * *'),
  MATCH_CRON: cronExpression.default('*/5 * * * * *'),
  DELIVER_CRON: cronExpression.default('*/5 * * * * *'),
  DIGEST_CRON: cronExpression.default('* * * * *'),
  REMIND_CRON: cronExpression.optional(),
  MAINTAIN_CRON: cronExpression.default('17 * * * *'),
  HTTP_PORT: whole(1, 65535).optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .optional(),
});

/**
 * Reads the settings. An empty value counts as absent.
 * @throws {ConfigError} naming every setting that is wrong, without its value (it may be a secret).
 */
export const loadConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.keys(settings.shape).map((name) => [name, env[name]?.trim() || undefined]));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const value = parsed.data;
  const chat = (given: string | undefined, apiUrl: string | undefined): ChatAccess | null =>
    given === undefined ? null : { token: given, apiUrl: apiUrl ?? null };
  const hasChat = value.DISCORD_TOKEN !== undefined || value.TELEGRAM_TOKEN !== undefined;
  return {
    databaseUrl: value.DATABASE_URL ?? null,
    databasePool: value.DATABASE_POOL,
    databaseLog: value.DATABASE_LOG === 'true',
    dataDirectory: resolve(value.JOBHOUND_DATA),
    discord: chat(value.DISCORD_TOKEN, value.DISCORD_API_URL),
    telegram: chat(value.TELEGRAM_TOKEN, value.TELEGRAM_API_URL),
    openai:
      value.OPENAI_API_KEY === undefined
        ? null
        : { apiKey: value.OPENAI_API_KEY, baseUrl: value.OPENAI_BASE_URL, model: value.OPENAI_MODEL },
    sourcesFile: value.SOURCES_FILE === undefined ? null : resolve(value.SOURCES_FILE),
    fetchAllowHosts: value.FETCH_ALLOW_HOSTS,
    adminAccounts: value.ADMIN_ACCOUNTS,
    crawlConcurrency: value.CRAWL_CONCURRENCY,
    sourceKeys: {
      adzunaAppId: value.ADZUNA_APP_ID,
      adzunaAppKey: value.ADZUNA_APP_KEY,
      usajobsKey: value.USAJOBS_KEY,
      usajobsEmail: value.USAJOBS_EMAIL,
      themuseKey: value.THEMUSE_KEY,
    },
    keepClosedDays: value.KEEP_CLOSED_DAYS,
    keepRunsDays: value.KEEP_RUNS_DAYS,
    cron: {
      crawl: value.CRAWL_CRON,
      match: value.MATCH_CRON,
      deliver: value.DELIVER_CRON,
      digest: value.DIGEST_CRON,
      maintain: value.MAINTAIN_CRON,
    },
    httpPort: value.HTTP_PORT ?? null,
    // In a terminal the log would run through the conversation: only what is wrong is shown there.
    logLevel: value.LOG_LEVEL ?? (hasChat ? 'info' : 'warn'),
  };
};
