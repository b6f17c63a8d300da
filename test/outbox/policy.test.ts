import { describe, expect, test } from 'vitest';
import type { Outcome, Platform } from '../../src/chat/adapter.ts';
import type { DueNotification } from '../../src/outbox/notification.ts';
import { afterSending, beforeSending } from '../../src/outbox/policy.ts';

const row = (columns: Partial<DueNotification> = {}): DueNotification => ({
  id: 1,
  platform: 'discord',
  to: { kind: 'person', userId: 1, chatAccountId: 1, platformId: '1', chatId: null, buttonEpoch: 0 },
  movedFrom: null,
  partsSent: 0,
  kind: 'match',
  dedupeKey: 'a',
  jobId: null,
  savedSearchId: null,
  coverLetterId: null,
  sourceId: null,
  attempts: 1,
  unclearAttempts: 0,
  lapsedForMs: null,
  ageMs: 0,
  createdAt: new Date(0),
  leaseToken: 't',
  ...columns,
});
const hours = (count: number): number => count * 3_600_000;
const retry = (afterMs: number, scope: 'recipient' | 'platform' = 'recipient'): Outcome => ({
  kind: 'retry',
  afterMs,
  scope,
  reason: 'busy',
});
const half = () => 0.5;

describe('before sending', () => {
  test.each([
    ['match', 24],
    ['letter', 24],
    ['overflow', 12],
  ] as const)('a %s older than %i hours is not sent', (kind, lifetime) => {
    expect(beforeSending(row({ kind, ageMs: hours(lifetime) }))).toBeNull();
    expect(beforeSending(row({ kind, ageMs: hours(lifetime) + 1 }))).toMatchObject({ kind: 'expired' });
  });

  test('one that is too old and may have arrived is unknown, not expired', () => {
    expect(beforeSending(row({ ageMs: hours(25), unclearAttempts: 1 }))).toMatchObject({ kind: 'unknown' });
  });

  test.each([
    ['telegram', 2],
    ['discord', 5],
  ] as const)('on %s a row whose process died %i times is not tried again', (platform, times) => {
    expect(beforeSending(row({ platform, unclearAttempts: times - 1 }))).toBeNull();
    expect(beforeSending(row({ platform, unclearAttempts: times }))).toMatchObject({ kind: 'unknown' });
  });
});

describe('after sending', () => {
  test('the delay that the platform asks for is kept to the millisecond', () => {
    expect(afterSending(row(), retry(61_234), half)).toMatchObject({ kind: 'pending', delayMs: 61_234, counts: true });
  });

  test('a short delay grows with the failures', () => {
    expect(afterSending(row({ attempts: 6 }), retry(1_000), half)).toMatchObject({ delayMs: 16_000 });
  });

  test('the twelfth failure is the last', () => {
    expect(afterSending(row({ attempts: 11 }), retry(1_000), half)).toMatchObject({ kind: 'pending' });
    expect(afterSending(row({ attempts: 12 }), retry(1_000), half)).toMatchObject({ kind: 'dead', reason: 'busy' });
  });

  test('a refusal of the whole platform costs the message no attempt', () => {
    const settlement = afterSending(row({ attempts: 12 }), retry(5_000, 'platform'), half);
    expect(settlement).toMatchObject({ kind: 'pending', delayMs: 5_000, counts: false });
  });

  /** The pauses in the worst case, until the row is given up. */
  const unclearPauses = (platform: Platform): number[] => {
    const pauses: number[] = [];
    for (let unclearAttempts = 0; ; unclearAttempts += 1) {
      const answer: Outcome = { kind: 'unknown', reason: 'timeout' };
      const settlement = afterSending(row({ platform, unclearAttempts }), answer, () => 1);
      if (settlement.kind !== 'pending') {
        expect(settlement).toEqual({ kind: 'unknown', unclear: true, reason: 'timeout' });
        return pauses;
      }
      expect(settlement).toMatchObject({ unclear: true, counts: true });
      pauses.push(settlement.delayMs);
    }
  };

  test('Telegram messages of unclear end are repeated once', () => {
    expect(unclearPauses('telegram')).toHaveLength(1);
  });

  test.each(['channel', 'source-off', 'channel-off', 'platform-off'] as const)(
    'a %s on Telegram of unclear end is not repeated, nor on Discord once the nonce is forgotten',
    (kind) => {
      const answer: Outcome = { kind: 'unknown', reason: 'timeout' };
      expect(afterSending(row({ kind, platform: 'telegram' }), answer, half)).toMatchObject({ kind: 'unknown' });
      expect(beforeSending(row({ kind, platform: 'telegram', unclearAttempts: 1 }))).toMatchObject({ kind: 'unknown' });
      expect(afterSending(row({ kind }), answer, half)).toMatchObject({ kind: 'pending' });
      const lapsed = { kind, unclearAttempts: 1, lapsedForMs: 60_001 };
      expect(beforeSending(row(lapsed))).toMatchObject({ kind: 'unknown' });
      expect(beforeSending(row({ ...lapsed, lapsedForMs: 60_000 }))).toBeNull();
    },
  );

  test('Discord messages of unclear end are repeated only while their nonce is remembered', () => {
    const pauses = unclearPauses('discord');
    const sendMs = 15_000;
    expect(pauses).toHaveLength(4);
    expect(pauses.reduce((sum, pause) => sum + pause + sendMs, sendMs)).toBeLessThan(120_000);
  });
});
