import { describe, expect, test } from 'vitest';
import type { Platform } from '../../src/chat/adapter.ts';
import { createPacing, type Target } from '../../src/chat/pacing.ts';

const known = (place: number): Target => ({ place: String(place), isGroup: false, isNew: false });
const stranger = (place: number): Target => ({ place: String(place), isGroup: false, isNew: true });

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

describe('pacing of more than one kind', () => {
  test('a Telegram group gets at most 18 messages a minute', () => {
    const group: Target = { place: '-100', isGroup: true, isNew: false };
    expect(
      mostIn(
        60_000,
        sendAll(
          'telegram',
          Array.from({ length: 60 }, () => group),
        ),
      ),
    ).toBe(18);
  });

  test('Discord opens at most 200 chats an hour', () => {
    const strangers = Array.from({ length: 500 }, (_, i) => stranger(i));
    expect(mostIn(3_600_000, sendAll('discord', strangers))).toBe(200);
  });

  test('answers take the next moments, one after the other, and the outbox those that are left', () => {
    const pacing = createPacing('telegram');
    expect([1, 2, 3].map((place) => pacing.takeAnswer(String(place), 0))).toEqual([0, 38, 75]);
    expect(pacing.delayMs(known(9), 0)).toBe(112);
    expect(pacing.delayMs(known(1), 0)).toBe(1_000);
  });

  test('a held chat waits, for answers as well, and nobody else does', () => {
    const pacing = createPacing('telegram');
    pacing.holdChat('1', 7_000, 0);
    expect([pacing.delayMs(known(1), 0), pacing.delayMs(known(2), 0)]).toEqual([7_000, 0]);
    expect(pacing.takeAnswer('1', 1_000)).toBe(6_000);
  });

  test('nobody new for ten minutes, and old chats go on', () => {
    const pacing = createPacing('discord');
    pacing.holdNew(600_000, 0);
    expect([pacing.delayMs(stranger(1), 1_000), pacing.delayMs(known(1), 1_000)]).toEqual([599_000, 0]);
  });

  test('a refusal for all halves the pace, which comes back', () => {
    const pacing = createPacing('discord');
    const everyMs = (from: number): number => {
      pacing.sent(known(1), from);
      return pacing.delayMs(known(2), from);
    };
    pacing.slowDown(0);
    expect(everyMs(1)).toBe(50);
    pacing.slowDown(100);
    expect(everyMs(200)).toBe(100);
    expect(everyMs(60_100)).toBe(25);
  });
});
