import { UserError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { countriesIn, countryName } from '../places/index.ts';
import { canonicalSkill, isKnownSkill, skillNames } from '../skills/index.ts';
import type { FieldName } from './fields.ts';
import { excerpt } from './read-query.ts';

/** The value of a field that has some few. Throws `filter.bad_value` with the one that was probably meant. */
export const readChoice = <Value extends string>(
  field: string,
  written: string,
  values: ReadonlyMap<string, Value>,
): Value => {
  const word = written.toLowerCase().replace(/[\s_]+/g, '-');
  const value = values.get(word);
  if (value !== undefined) return value;
  const near = values.get(nearest(word, values.keys()) ?? '') ?? null;
  throw badValue(field, written, [...new Set(values.values())].join(', '), near);
};

/** A skill by its canonical name. Throws `filter.unknown_skill` with the one that was probably meant. */
export const readSkill = (field: FieldName, written: string): string => {
  const skill = canonicalSkill(written);
  if (isKnownSkill(skill)) return skill;
  const near = nearest(written.toLowerCase(), byLowerCase.keys());
  throw new UserError('filter.unknown_skill', {
    field,
    skill: excerpt(written),
    suggestion: near === null ? null : (byLowerCase.get(near) ?? null),
  });
};

const byLowerCase: ReadonlyMap<string, string> = new Map(skillNames.map((name) => [name.toLowerCase(), name]));

/** A country, by its name, its code or a place in it, as ISO 3166-1 alpha-2. Throws `filter.bad_value`. */
export const readCountry = (field: FieldName, written: string): string => {
  const code = written.trim().toUpperCase();
  if (code === 'UK') return 'GB';
  if (/^[A-Z]{2}$/.test(code) && !unions.has(code) && countryName(code, 'en') !== code) return code;
  const [country, ...others] = countriesIn(titleCase(written)) ?? [];
  if (country !== undefined && others.length === 0) return country;
  throw badValue(field, written, 'one country, for example Germany or US', null);
};

/** Codes that have a name and are no country. */
const unions = new Set(['EU', 'EZ', 'UN', 'ZZ', 'QO']);

/** As names of places are written: of a lower case word nobody can tell whether it is one. */
const titleCase = (text: string): string =>
  text === text.toLowerCase() ? text.replace(/(?<![\p{L}\p{M}'’])\p{L}/gu, (letter) => letter.toUpperCase()) : text;

/** The kind of a board: `greenhouse`. Throws `filter.bad_value`. */
export const readSource = (field: FieldName, written: string): string => {
  const kind = written
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (/^[a-z0-9-]{1,40}$/.test(kind)) return kind;
  throw badValue(field, written, 'the name of a board, for example greenhouse', null);
};

const HOUR_MS = 3_600_000;
const unitHours: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168, m: 720 };
const named: Readonly<Record<string, number>> = { today: 24, day: 24, week: 168, month: 720 };
const mostHours = 24 * 3650;

/** An age in ms: `<7d`, `24h`, `2w`, `week`. Throws `filter.bad_value`. */
export const readAge = (field: FieldName, written: string): number => {
  const word = written.toLowerCase().replace(/\s+/g, '');
  const [, digits, unit] = /^(?:<=?|≤)?(\d{1,6})(h|d|w|m)(?:ours?|rs?|ays?|eeks?|onths?|o|k)?$/.exec(word) ?? [];
  const hours = named[word] ?? Number(digits) * (unitHours[unit ?? ''] ?? Number.NaN);
  if (hours >= 1 && hours <= mostHours) return hours * HOUR_MS;
  throw badValue(field, written, 'an age, for example <7d, <24h or <2w', null);
};

/** How an age is written: `<7d`, `<36h`. `readAge` reads it back. */
export const printAge = (ms: number): string => {
  const hours = Math.max(1, Math.round(ms / HOUR_MS));
  return hours % 24 === 0 ? `<${hours / 24}d` : `<${hours}h`;
};

export const badValue = (
  field: string,
  value: string,
  expected: string,
  suggestion: string | null,
): UserError<'filter.bad_value'> =>
  new UserError('filter.bad_value', { field, value: excerpt(value), expected, suggestion });
