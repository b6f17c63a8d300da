import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { readFault } from '../../../src/adapters/discord/fault.ts';
import { type Stage, toOutcome } from '../../../src/adapters/discord/outcome.ts';

const refused = (status: number, code: number | undefined, more: object = {}): DiscordAPIError =>
  new DiscordAPIError({ message: 'x', code, ...more } as never, code as never, status, 'POST', 'http://localhost', {
    body: { content: 'secret' },
    files: undefined,
  } as never);

const limited = (retryAfter: number, global: boolean, scope: 'user' | 'shared' | 'global', limit = 5): RateLimitError =>
  new RateLimitError({
    ...{ timeToReset: 0, limit, method: 'POST', hash: '', url: '', route: '', majorParameter: '', global, retryAfter },
    ...{ sublimitTimeout: 0, scope },
  });

const network = (code: string): Error => Object.assign(new Error('x'), { code });
const aborted = Object.assign(new Error('x'), { name: 'AbortError' });

const retry = (afterMs: number, scope: 'recipient' | 'new-chats' | 'platform') => ({ kind: 'retry', afterMs, scope });
const goneRecipient = { kind: 'gone', what: 'recipient' };
const goneMessage = { kind: 'gone', what: 'message' };
const unknown = { kind: 'unknown' };
const shut = { kind: 'shut', afterMs: 60_000 };
const notNow = { kind: 'refused', what: 'recipient', afterMs: 900_000 };
const filtered = { kind: 'refused', what: 'message' };

type Row = readonly [
  name: string,
  error: unknown,
  onMessage: Record<string, unknown>,
  onOpen?: Record<string, unknown>,
];

const table: readonly Row[] = [
  ['50007 cannot send to this user', refused(403, 50007), goneRecipient],
  ['50278 no server in common', refused(403, 50278), goneRecipient],
  ['50033 invalid recipient', refused(400, 50033), goneRecipient],
  ['a 400 at opening the chat', refused(400, 0), goneMessage, goneRecipient],
  ['10003 unknown channel', refused(404, 10003), goneRecipient],
  ['10004 unknown server', refused(404, 10004), goneRecipient],
  ['10013 unknown user', refused(404, 10013), goneRecipient],
  ['40003 opening chats too fast', refused(403, 40003), retry(600_000, 'new-chats')],
  ['50001 missing access', refused(403, 50001), notNow],
  ['50013 missing permission', refused(403, 50013), notNow],
  ['160002 missing permission', refused(403, 160002), notNow],
  ['20009 explicit content', refused(400, 20009), filtered, goneRecipient],
  ['200000 AutoMod', refused(400, 200000), filtered, goneRecipient],
  ['200001 AutoMod', refused(400, 200001), filtered, goneRecipient],
  ['240000 harmful link', refused(400, 240000), filtered, goneRecipient],
  ['50035 invalid form', refused(400, 50035), goneMessage, goneRecipient],
  ['40005 too large', refused(413, 40005), goneMessage],
  ['50006 empty', refused(400, 50006), goneMessage, goneRecipient],
  ['20016 slow mode, with its delay', refused(400, 20016, { retry_after: 12.5 }), retry(12_500, 'recipient')],
  ['20028 write limit', refused(429, 20028), retry(10_000, 'recipient')],
  ['40062 busy', refused(429, 40062), retry(10_000, 'recipient')],
  ['130000 overloaded', refused(503, 130000), retry(10_000, 'recipient')],
  ['401', refused(401, 0), shut],
  ['50014 invalid token', refused(403, 50014), shut],
  [
    'a token that the client forgot',
    new Error('Expected token to be set for this request, but none was present'),
    shut,
  ],
  ['a refusal without a code, by something in between', refused(403, undefined), retry(60_000, 'platform')],
  ['429 of the user', limited(1_050, false, 'user'), retry(1_050, 'recipient'), retry(1_050, 'new-chats')],
  ['429 shared', limited(300_050, false, 'shared'), retry(300_050, 'recipient'), retry(300_050, 'new-chats')],
  ['429 global', limited(5_050, true, 'global'), retry(5_050, 'platform')],
  ['429 without a time', limited(0, false, 'user'), retry(5_000, 'recipient'), retry(5_000, 'new-chats')],
  ['429 of Cloudflare', limited(600_000, false, 'user', Number.POSITIVE_INFINITY), retry(600_000, 'platform')],
  ['500', new HTTPError(500, 'x', 'POST', 'http://localhost', {} as never), unknown, retry(5_000, 'recipient')],
  ['502', new HTTPError(502, 'x', 'POST', 'http://localhost', {} as never), unknown, retry(5_000, 'recipient')],
  ['a timeout', aborted, unknown, retry(5_000, 'recipient')],
  ['a reset', network('ECONNRESET'), unknown, retry(5_000, 'recipient')],
  ['other side closed', network('UND_ERR_SOCKET'), unknown, retry(5_000, 'recipient')],
  ['a truncated answer', new SyntaxError('x'), unknown, retry(5_000, 'recipient')],
  ['ECONNREFUSED', network('ECONNREFUSED'), retry(5_000, 'platform')],
  ['ECONNREFUSED on every address', new AggregateError([network('ECONNREFUSED')]), retry(5_000, 'platform')],
  ['no such host', network('ENOTFOUND'), retry(5_000, 'platform')],
  ['a failing resolver', network('EAI_AGAIN'), retry(5_000, 'platform')],
  ['a connect timeout', network('UND_ERR_CONNECT_TIMEOUT'), retry(5_000, 'platform')],
  ['a wrong certificate', network('CERT_HAS_EXPIRED'), retry(5_000, 'platform')],
];

describe('outcome', () => {
  const cases = table.map(([name, error, onMessage, onOpen = onMessage]) => ({ name, error, onMessage, onOpen }));
  test.each(cases)('of $name', ({ error, onMessage, onOpen }) => {
    const of = (stage: Stage) => toOutcome(readFault(error), stage);
    expect(of('message')).toMatchObject(onMessage);
    expect(of('open')).toMatchObject(onOpen);
  });

  test('holds nothing of the request', () => {
    for (const [, error] of table)
      expect(JSON.stringify(toOutcome(readFault(error), 'message'))).not.toContain('secret');
  });
});
