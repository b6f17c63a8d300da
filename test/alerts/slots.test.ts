import { expect, test } from 'vitest';
import { slotsAround } from '../../src/alerts/slots.ts';
import { dateName, dayNamed, instantOf, isTimezone, wallTimeAt, weekdayOf } from '../../src/alerts/wall-time.ts';
import { settingsWith } from './every-zone.ts';

const at = (text: string): Date => new Date(`${text}Z`);

test.each([
  ['Europe/Berlin', '2027-03-28', 2 * 60 + 30, '2027-03-28T01:00', 'a time that is left out'],
  ['Europe/Berlin', '2027-10-31', 2 * 60 + 30, '2027-10-31T00:30', 'the first of two'],
  ['Europe/Berlin', '2027-07-01', 9 * 60, '2027-07-01T07:00', 'summer'],
  ['Australia/Lord_Howe', '2027-10-03', 2 * 60 + 15, '2027-10-02T15:30', 'a change by half an hour'],
  ['America/Nuuk', '2027-03-27', 23 * 60 + 30, '2027-03-28T01:00', 'a gap up to midnight'],
  ['Asia/Kathmandu', '2026-11-27', 0, '2026-11-26T18:15', 'a zone of three quarters'],
])('%s %s at minute %i is %s: %s', (timezone, date, minute, expected) => {
  expect(instantOf(timezone, { day: dayNamed(date) ?? 0, minute })).toEqual(at(expected));
});

test('a date is a number of days and back', () => {
  const day = dayNamed('2026-11-27') ?? 0;
  expect([dateName(day), weekdayOf(day), weekdayOf(day + 2), weekdayOf(day + 3)]).toEqual(['2026-11-27', 5, 7, 1]);
  expect(['2026-02-30', '27.11.2026', '2026-13-01'].map(dayNamed)).toEqual([null, null, null]);
  expect(wallTimeAt('Asia/Tokyo', at('2026-11-27T15:01'))).toEqual({ day: day + 1, minute: 1 });
  expect([isTimezone('Europe/Berlin'), isTimezone('Berlin')]).toEqual([true, false]);
});

test('a weekly digest comes on its weekday alone', () => {
  const slots = slotsAround(settingsWith({ weekday: 7 }), 'weekly', at('2026-11-27T12:00'));
  expect(slots).toEqual({
    last: { at: at('2026-11-22T09:00'), name: '2026-11-22' },
    next: { at: at('2026-11-29T09:00'), name: '2026-11-29' },
  });
  expect(slotsAround(settingsWith(), 'silent', at('2026-11-27T12:00'))).toBeNull();
});
