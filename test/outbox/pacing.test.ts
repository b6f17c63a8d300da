import { describe, expect, test } from 'vitest';
import type { Platform } from '../../src/chat/adapter.ts';
import { createPacing, type Target } from '../../src/outbox/pacing.ts';

const known = (recipient: number): Target => ({ recipient, chatId: 'open' });
const stranger = (recipient: number): Target => ({ recipient, chatId: null });

/** Sends to each as soon as the pacing lets it; the times of the sends. */
const sendAll = (platform: Platform, targets: readonly Target[]): number[] => {
  const pacing = createPacing(platform);
  let nowMs = 1_000_000;
  return targets.map((target) => {
    nowMs += pacing.delayMs(target, nowMs);
    pacing.sent(target, nowMs);
    return nowMs;
  });
};

const mostIn = (windowMs: number, times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));

describe('pacing', () => {
  const everybody = Array.from({ length: 200 }, (_, i) => known(i));

  test('Telegram gets at most 27 messages in any second, from the first on', () => {
    expect(mostIn(1_000, sendAll('telegram', everybody))).toBe(27);
  });

  test('Discord gets at most 40 messages in any second', () => {
    expect(mostIn(1_000, sendAll('discord', everybody))).toBe(40);
  });

  test('one Telegram chat gets at most one message a second', () => {
    const times = sendAll('telegram', [known(1), known(2), known(1), known(1)]);
    expect(times.map((at) => at - 1_000_000)).toEqual([0, 38, 1_000, 2_000]);
  });

  test('Discord chats are opened at most once in 5 seconds, and open ones do not wait for that', () => {
    const times = sendAll('discord', [stranger(1), known(2), stranger(3), known(4)]);
    expect(times.map((at) => at - 1_000_000)).toEqual([0, 25, 5_000, 5_025]);
  });

  test('the terminal waits for nothing', () => {
    expect(new Set(sendAll('console', everybody)).size).toBe(1);
  });

  test('a hold ends at its time, and a shorter one does not cut it', () => {
    const pacing = createPacing('discord');
    pacing.hold(10_000, 0);
    pacing.hold(1_000, 2_000);
    expect([0, 9_999, 10_000].map(pacing.isHeld)).toEqual([true, true, false]);
  });

  test('a clock that is set back an hour delays nothing by more than the pace itself', () => {
    const pacing = createPacing('telegram');
    pacing.sent(known(1), 3_600_000);
    expect(pacing.delayMs(known(1), 0)).toBe(1_000);
    expect(pacing.delayMs(known(2), 0)).toBe(38);
  });
});
