import { describe, expect, test } from 'vitest';
import { dueAt, nextTellAt, type Waiting } from '../../src/alerts/due.ts';
import type { AlertSettings } from '../../src/alerts/settings.ts';
import { dayMs, settingsWith } from './every-zone.ts';

const at = (text: string): Date => new Date(`${text}Z`);
const daily: Waiting = { messages: false, digests: ['daily'] };
const hourMs = 3_600_000;

/** What a process tells that looks every minute of its life; `waits` is how it finds things each time. */
const told = (settings: AlertSettings, waiting: Waiting, lives: readonly (readonly [from: Date, to: Date])[]) => {
  const names: string[] = [];
  let since = nextTellAt(settings, waiting, lives[0]?.[0] ?? new Date(0));
  for (const [from, to] of lives) {
    for (let ms = from.getTime(); ms <= to.getTime(); ms += 60_000) {
      const now = new Date(ms);
      if (since === null || since > now) continue;
      const { digest } = dueAt(settings, waiting, since, now);
      if (digest !== null) names.push(`${digest.name} at ${now.toISOString().slice(5, 16)}`);
      since = nextTellAt(settings, waiting, now);
    }
  }
  return names;
};

describe('R21: missed ticks', () => {
  const settings = settingsWith();
  const upTo = at('2026-11-27T08:58');

  test.each([
    [1, 'an hour late', at('2026-11-27T10:00')],
    [5, 'days and three hours late', at('2026-12-01T12:00')],
    [50, 'days and eleven hours late', at('2027-01-15T20:59')],
  ])('a process that was down across %i due ticks, %s, tells one digest at its first tick', (missed, _, back) => {
    const names = told(settings, daily, [
      [at('2026-11-27T08:00'), upTo],
      [back, new Date(back.getTime() + 2 * hourMs)],
    ]);
    expect(names).toEqual([`${back.toISOString().slice(0, 10)} at ${back.toISOString().slice(5, 16)}`]);
    process.stdout.write(`R21: ${missed} missed ticks, ${names.length} digest at the next\n`);
  });

  test('twelve hours late it tells none, and the next one at its hour', () => {
    for (const days of [0, 4, 49]) {
      const back = new Date(at('2026-11-27T21:00').getTime() + days * dayMs);
      const next = new Date(back.getTime() + 12 * hourMs);
      const names = told(settings, daily, [
        [at('2026-11-27T08:00'), upTo],
        [back, new Date(next.getTime() + hourMs)],
      ]);
      expect(names).toEqual([`${next.toISOString().slice(0, 10)} at ${next.toISOString().slice(5, 16)}`]);
    }
  });

  test('fifty missed hours are one digest too', () => {
    const names = told(settings, { messages: false, digests: ['hourly'] }, [
      [at('2026-11-27T08:10'), at('2026-11-27T08:11')],
      [at('2026-11-29T10:30'), at('2026-11-29T10:50')],
    ]);
    expect(names).toEqual(['2026-11-29T10 at 11-29T10:30']);
  });
});

describe('what is due', () => {
  test('a digest whose hour is quiet is held to the end of the quiet hours, one for each date', () => {
    const settings = settingsWith({ digestMinute: 23 * 60, quietFrom: 22 * 60, quietTo: 8 * 60 });
    expect(told(settings, daily, [[at('2026-11-27T12:00'), at('2026-11-30T09:00')]])).toEqual([
      '2026-11-27 at 11-28T08:00',
      '2026-11-28 at 11-29T08:00',
      '2026-11-29 at 11-30T08:00',
    ]);
  });

  test('hourly digests of a night come as one in the morning', () => {
    const settings = settingsWith({ digestMinute: 18 * 60, quietFrom: 22 * 60, quietTo: 8 * 60 });
    const hourly: Waiting = { messages: false, digests: ['hourly'] };
    expect(told(settings, hourly, [[at('2026-11-27T20:30'), at('2026-11-28T09:30')]])).toEqual([
      '2026-11-27T21 at 11-27T21:00',
      '2026-11-28T08 at 11-28T08:00',
      '2026-11-28T09 at 11-28T09:00',
    ]);
  });

  test('one digest takes hourly, daily and weekly ones along where their hours meet', () => {
    const settings = settingsWith({ weekday: 5 });
    const all: Waiting = { messages: false, digests: ['hourly', 'daily', 'weekly', 'instant', 'silent'] };
    const due = (now: string) => dueAt(settings, all, at(now), at(now)).digest;
    expect(due('2026-11-27T09:00')).toEqual({
      name: '2026-11-27',
      cadences: ['hourly', 'daily', 'weekly', 'instant'],
    });
    expect(due('2026-11-28T09:00')).toEqual({ name: '2026-11-28', cadences: ['hourly', 'daily', 'instant'] });
    expect(due('2026-11-28T10:00')).toEqual({ name: '2026-11-28T10', cadences: ['hourly'] });
  });

  test('messages held through the night are due when it ends', () => {
    const settings = settingsWith({ quietFrom: 22 * 60, quietTo: 8 * 60, timezone: 'Europe/Berlin' });
    const held: Waiting = { messages: true, digests: [] };
    expect(nextTellAt(settings, held, at('2026-11-27T23:00'))).toEqual(at('2026-11-28T07:00'));
    expect(dueAt(settings, held, at('2026-11-28T07:00'), at('2026-11-28T07:00')).messages).toBe(true);
    expect(dueAt(settings, held, at('2026-11-28T06:00'), at('2026-11-28T06:59')).messages).toBe(false);
  });

  test('a pause holds everything, and its end tells it in one digest', () => {
    const settings = settingsWith({ pausedUntil: at('2026-12-14T09:00') });
    const waiting: Waiting = { messages: false, digests: ['hourly', 'weekly', 'instant'] };
    expect(nextTellAt(settings, waiting, at('2026-11-27T12:00'))).toEqual(at('2026-12-14T09:00'));
    expect(dueAt(settings, waiting, at('2026-12-01T09:00'), at('2026-12-01T09:00'))).toEqual({
      messages: false,
      digest: null,
    });
    expect(dueAt(settings, waiting, at('2026-12-14T09:00'), at('2026-12-14T09:00')).digest).toEqual({
      name: '2026-12-14',
      cadences: ['hourly', 'weekly', 'instant'],
    });
  });

  test('nothing waits: nothing is due', () => {
    expect(nextTellAt(settingsWith(), { messages: false, digests: [] }, at('2026-11-27T12:00'))).toBeNull();
    expect(nextTellAt(settingsWith(), { messages: false, digests: ['silent'] }, at('2026-11-27T12:00'))).toBeNull();
  });
});
