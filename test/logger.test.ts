import { describe, expect, test } from 'vitest';
import { createLogger, redact } from '../src/logger.ts';

/** Things that must never be written, put together here so that no scanner takes them for real. */
const canaries: Readonly<Record<string, string>> = {
  telegram: `123456789:${'AAE'.repeat(12)}`,
  'telegram in a URL': `https://api.telegram.org/bot987654321:${'xY-_z'.repeat(7)}/sendMessage`,
  discord: `${'MTA1'.repeat(6)}.${'GabCde'}.${'k3y_-'.repeat(6)}`,
  openai: `sk-proj-${'Zz9'.repeat(10)}`,
  bearer: `Bearer ${'opaque'.repeat(3)}`,
  'database password': 'postgres://hound:s3cret-pass@db.example:5432/jobs',
  'database password with an at sign': 'postgresql://hound:s3c@ret-pass@db/jobs',
  email: 'ada.lind+jobs@mail.example.org',
  phone: '+49 (170) 123 45 67',
};
/** What of a canary must not be seen. */
const secretOf = (text: string): string =>
  /:([^:]*ret-pass)@/.exec(text)?.[1]?.slice(-8) ?? /bot([^/]+)/.exec(text)?.[1] ?? text.replace(/^Bearer /, '');

const written = (log: (logger: ReturnType<typeof createLogger>) => void): string => {
  const lines: string[] = [];
  log(createLogger('trace', (line) => lines.push(line)));
  expect(lines).toHaveLength(1);
  return lines.join('');
};

describe.each(Object.entries(canaries))('%s', (_, canary) => {
  test('never reaches a line', () => {
    const secret = secretOf(canary);
    const inStack = new Error('x');
    inStack.stack = `Error: x\n    at send (${canary})\n    at next`;
    const lines = [
      written((logger) => logger.info('event', { value: `before ${canary} after` })),
      written((logger) => logger.error('event', {}, new Error(`could not: ${canary}`))),
      written((logger) => logger.error('event', {}, new Error(`first line\n  at ${canary} here`))),
      written((logger) => logger.error('event', {}, inStack)),
      written((logger) => logger.error('event', {}, `thrown text ${canary}`)),
      written((logger) => logger.error('event', {}, Object.assign(new Error('x'), { code: canary }))),
    ];
    for (const line of lines) expect(line).not.toContain(secret);
    expect(redact(`before ${canary} after`)).toMatch(/^before .*\[redacted\].* after$/);
  });
});

test('of an error only class, code, first line and frames are written, not what it carries', () => {
  const error = Object.assign(new TypeError('refused\nsecond line'), {
    code: 50007,
    on: { payload: { text: 'what a person wrote' } },
    requestBody: { json: { content: 'what a person wrote' } },
    cause: new Error('what a person wrote'),
  });
  const line = written((logger) => logger.error('event', { platform: 'discord' }, error));
  expect(line).not.toContain('what a person wrote');
  expect(line).not.toContain('second line');
  expect(JSON.parse(line)).toMatchObject({
    msg: 'event',
    platform: 'discord',
    error: 'TypeError',
    code: 50007,
    reason: 'refused',
    stack: expect.stringContaining('at '),
  });
});

test('what is thrown need not be an error', () => {
  for (const thrown of [null, 'text', 7, Object.create(null), { toString: 'no function' }])
    expect(written((logger) => logger.error('event', {}, thrown))).toContain('"msg":"event"');
});

test('a line below the level is not written', () => {
  const lines: string[] = [];
  const logger = createLogger('warn', (line) => lines.push(line));
  logger.info('quiet');
  logger.warn('loud');
  expect(lines).toHaveLength(1);
});
