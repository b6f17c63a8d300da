import type { AlertSettings } from './settings.ts';
import { dayNamed, instantOf, wallTimeAt } from './wall-time.ts';

const numbers: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, six: 6 };
const days: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };
const longest = 366;

export type PauseEnd = { readonly kind: 'end'; readonly at: Date } | { readonly kind: 'unclear' | 'past' | 'far' };

/**
 * Until when a person wants to hear nothing: a date (`2026-12-14`) or a time from today (`2 weeks`,
 * `10 days`, `a month`). It ends at their own hour of that date.
 */
export const readPauseEnd = (
  text: string,
  { timezone, digestMinute }: Pick<AlertSettings, 'timezone' | 'digestMinute'>,
  now: Date,
): PauseEnd => {
  const today = wallTimeAt(timezone, now).day;
  const day = dayNamed(text.trim()) ?? dayFrom(text, today);
  if (day === null) return { kind: 'unclear' };
  if (day <= today) return { kind: 'past' };
  if (day > today + longest) return { kind: 'far' };
  return { kind: 'end', at: instantOf(timezone, { day, minute: digestMinute }) };
};

const dayFrom = (text: string, today: number): number | null => {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === 'tomorrow') return today + 1;
  const [, amount = '', unit = ''] =
    /^(?:for )?(\d{1,3}|an?|one|two|three|four|six) (day|week|month)s?$/.exec(trimmed) ?? [];
  const count = numbers[amount] ?? Number(amount);
  const length = days[unit];
  return length === undefined || count < 1 ? null : today + count * length;
};
