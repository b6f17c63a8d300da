import { TelegramError } from 'telegraf';
import { describe, expect, test } from 'vitest';
import { type Failure, TelegramFailure, toFailure } from '../../../src/adapters/telegram/failure.ts';
import { createFloodWatch } from '../../../src/adapters/telegram/flood.ts';
import { toOutcome } from '../../../src/adapters/telegram/outcome.ts';

const answered = (code: number, description: string, retryAfterMs: number | null = null): Failure => ({
  kind: 'answered',
  code,
  description,
  retryAfterMs,
  movedTo: null,
});

describe('what a failed send means', () => {
  test.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [403, "Forbidden: bot can't initiate conversation with a user"],
    [403, 'Forbidden: bot was kicked from the group chat'],
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
  ])('%i %s: the recipient is gone', (code, description) => {
    expect(toOutcome(answered(code, description))).toEqual({ kind: 'gone', what: 'recipient', reason: description });
  });

  test.each([
    [400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 1"],
    [400, 'Bad Request: message is too long'],
    [400, 'Bad Request: BUTTON_DATA_INVALID'],
    [413, 'Request Entity Too Large'],
  ])('%i %s: the message is gone', (code, description) => {
    expect(toOutcome(answered(code, description))).toMatchObject({ kind: 'gone', what: 'message' });
  });

  test.each([
    'Bad Request: chat not found',
    'Bad Request: CHAT_WRITE_FORBIDDEN',
    'Bad Request: not enough rights to send text messages to the chat',
    'Bad Request: TOPIC_CLOSED',
  ])('%s, in a group: not now', (description) => {
    const outcome = toOutcome(answered(400, description), { isGroup: true });
    expect(outcome).toEqual({ kind: 'refused', what: 'recipient', afterMs: 900_000, reason: description });
  });

  test('a group that became a supergroup has moved', () => {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    const failure: Failure = { kind: 'answered', code: 400, description, retryAfterMs: null, movedTo: '-1007' };
    expect(toOutcome(failure)).toEqual({ kind: 'moved', chatId: '-1007', reason: description });
  });

  test('429 waits as long as Telegram says, for that chat or for all', () => {
    const limited = answered(429, 'Too Many Requests: retry after 7', 7_000);
    expect(toOutcome(limited)).toMatchObject({ kind: 'retry', afterMs: 7_000, scope: 'recipient' });
    expect(toOutcome(limited, { isFlood: true })).toMatchObject({ kind: 'retry', afterMs: 7_000, scope: 'platform' });
  });

  test.each([
    [401, 'Unauthorized'],
    [404, 'Not Found'],
  ])('%i shuts the platform, looked at again in a minute', (code, description) => {
    expect(toOutcome(answered(code, description))).toMatchObject({ kind: 'shut', afterMs: 60_000 });
  });

  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNECTTIMEOUT',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s: never sent, again in 5 s', (code) => {
    const failure = toFailure(Object.assign(new Error('request failed'), { code, type: 'system' }));
    expect(toOutcome(failure)).toEqual({ kind: 'retry', afterMs: 5_000, scope: 'platform', reason: code });
  });

  test('a connection lost during the TLS handshake: never sent', () => {
    const message = 'reason: Client network socket disconnected before secure TLS connection was established';
    expect(toFailure(Object.assign(new Error(message), { code: 'ECONNRESET' })).kind).toBe('unsent');
  });

  test.each([
    [Object.assign(new Error('reset'), { code: 'ECONNRESET', type: 'system' })],
    [Object.assign(new Error('read'), { code: 'ETIMEDOUT', type: 'system' })],
    [Object.assign(new Error('aborted'), { name: 'AbortError' })],
    [Object.assign(new Error('bad json'), { type: 'invalid-json' })],
    [new TelegramError({ error_code: 502, description: 'Bad Gateway' })],
    [new TypeError("Cannot read properties of null (reading 'ok')")],
    ['thrown text'],
  ])('%s: it may have been sent', (error) => {
    expect(toOutcome(toFailure(error)).kind).toBe('unknown');
  });

  test('no failure carries what was sent, nor an address', () => {
    const error = new TelegramError(
      { error_code: 400, description: 'Bad Request: x' },
      { method: 'sendMessage', payload: { text: 'secret' } },
    );
    const failure = new TelegramFailure(toFailure(error));
    expect(JSON.stringify([failure, failure.message, Object.entries(failure)])).not.toContain('secret');
  });
});

describe('a flood', () => {
  test('is five chats within a second, not one chat five times', () => {
    let now = 0;
    const isFlood = createFloodWatch({ now: () => new Date(now) });
    expect(['1', '1', '1', '1', '1', '1'].map(isFlood)).not.toContain(true);
    expect(['2', '3', '4', '5'].map(isFlood)).toEqual([false, false, false, true]);
    now = 1_001;
    expect(isFlood('6')).toBe(false);
  });
});
