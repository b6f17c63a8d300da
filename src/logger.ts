import { pino } from 'pino';

/** Fields for a log line. Never what a person wrote, never a token. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The one logger. Lines go to stderr as JSON, so that stdout stays the conversation. */
export interface Logger {
  readonly debug: (event: string, fields?: LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields, error?: unknown) => void;
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/**
 * Builds the logger. Of an error only its class, code, first line and stack frames are written,
 * redacted: library errors carry message texts and URLs with tokens (telegraf's `on.payload`,
 * discord.js's `requestBody`).
 */
export const createLogger = (
  level: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Logger => {
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  return {
    debug: (event, fields) => out.debug(safe(fields), event),
    info: (event, fields) => out.info(safe(fields), event),
    warn: (event, fields) => out.warn(safe(fields), event),
    error: (event, fields, error) => out.error({ ...safe(fields), ...describe(error) }, event),
  };
};

const secrets: readonly RegExp[] = [
  /\b\d{6,12}:[\w-]{30,}/g, // Telegram bot token, also inside /bot<token>/
  /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, // Discord bot token
  /\bsk-[\w-]{8,}/g, // OpenAI key
  /\bBearer\s+\S+/gi,
  /\bpostgres(?:ql)?:\/\/[^:@\s]*:\S*@/gi, // to the last @: a password may hold one
  /[\w.+-]+@[\w-]+\.[\w.]+/g, // e-mail address
  /\+?\d[\d ()/-]{7,}\d/g, // phone number
];

/** The text without tokens, keys, e-mail addresses and phone numbers. */
export const redact = (text: string): string =>
  secrets.reduce((rest, secret) => rest.replace(secret, '[redacted]'), text);

const safe = (fields: LogFields = {}): LogFields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? redact(value) : value]),
  );

const describe = (error: unknown): LogFields => {
  if (error === undefined) return {};
  // An object that is no error may hold anything, and may not even become a text.
  if (!(error instanceof Error))
    return { error: typeof error === 'object' ? 'object' : redact(String(error)).slice(0, 200) };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  return {
    error: error.name,
    ...(code === undefined ? {} : { code: typeof code === 'string' ? redact(code) : code }),
    reason: redact(error.message.split('\n')[0] ?? '').slice(0, 200),
    stack: redact(frames.map((line) => line.trim()).join(' | ')),
  };
};
