import { UserError } from '../errors.ts';
import { analyse } from './analyse.ts';
import { type FieldName, isFieldName, nearestField } from './fields.ts';
import type { SalaryRange, Term } from './filter.ts';
import { readSalary, refusedSalary } from './salary.ts';

/** One thing that a query says, and the words that said it. */
export type Item = { readonly text: string; readonly isExcluded: boolean } & (
  | { readonly kind: 'or' }
  | { readonly kind: 'term'; readonly term: Term; readonly isQuoted: boolean }
  | { readonly kind: 'field'; readonly field: Exclude<FieldName, 'salary'>; readonly value: string }
  | { readonly kind: 'salary'; readonly range: SalaryRange | null }
);

/** Above any query a person types; longer text was pasted by mistake. */
const maxLength = 2000;

const fieldStart = /([a-z][a-z_-]*):(?!\/\/)/iy;
const bareWord = /[^\s"]+/y;
const space = /\s+/y;
/** The second word of `type:full time`. */
const restOfTime = /\s+time(?=[\s,;]|$)/iy;
/** A pay that is stated, whatever it is. */
const stated = /stated[,;]?(?=\s|$)/iy;
/** In front of an age it says nothing new. */
const atMost = /(?:<=?|≤)\s+/y;
const minus = /[-−–—](?=[^\s\-−–—])/y;
/** What people put between words: it asks for nothing. */
const isSeparator = (word: string): boolean => /^[-−–—,;&/·]+$/.test(word);

/**
 * Reads a query into its items, in time linear in its length. Throws the `filter.*` errors that
 * concern one item, and `message.too_long` above 2,000 characters.
 */
export const readQuery = (query: string): Item[] => {
  if (query.length > maxLength) throw new UserError('message.too_long', { length: query.length, max: maxLength });
  const cursor: Cursor = { query: tidy(query), at: 0 };
  const items: Item[] = [];
  for (;;) {
    take(cursor, space);
    if (cursor.at >= cursor.query.length) return items;
    const item = readItem(cursor);
    if (item !== null) items.push(item);
  }
};

interface Cursor {
  readonly query: string;
  at: number;
}

/** Without what the database cannot store and what would disguise the text; phone keyboards' quotes made plain. */
const tidy = (query: string): string =>
  query
    .toWellFormed()
    .replace(/[\p{Cc}\ufffd]/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[“”„‟«»＂]/g, '"');

const take = (cursor: Cursor, pattern: RegExp): string | null => {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.query)?.[0] ?? null;
  if (found !== null) cursor.at += found.length;
  return found;
};

const readItem = (cursor: Cursor): Item | null => {
  const start = cursor.at;
  const isExcluded = take(cursor, minus) !== null;
  const said = readField(cursor) ?? readWords(cursor);
  if (said === null) return null;
  const text = excerpt(cursor.query.slice(start, cursor.at));
  return said.kind === 'term' && !said.isQuoted && !isExcluded && said.term.written.toLowerCase() === 'or'
    ? { kind: 'or', text, isExcluded }
    : { ...said, text, isExcluded };
};

type Words = { readonly kind: 'term'; readonly term: Term; readonly isQuoted: boolean };

const readWords = (cursor: Cursor): Words | null => {
  const phrase = readPhrase(cursor);
  if (phrase !== null) return { kind: 'term', term: readTerm(phrase), isQuoted: true };
  const word = take(cursor, bareWord) ?? '';
  return isSeparator(word) ? null : { kind: 'term', term: readTerm(withoutComma(word)), isQuoted: false };
};

type Field =
  | { readonly kind: 'field'; readonly field: Exclude<FieldName, 'salary'>; readonly value: string }
  | { readonly kind: 'salary'; readonly range: SalaryRange | null };

const readField = (cursor: Cursor): Field | null => {
  const name = take(cursor, fieldStart)?.slice(0, -1);
  if (name === undefined) return null;
  const field = name.toLowerCase().replaceAll('_', '-');
  if (!isFieldName(field)) {
    throw new UserError('filter.unknown_field', { field: excerpt(name), suggestion: nearestField(field) });
  }
  take(cursor, space);
  const phrase = readPhrase(cursor);
  if (field === 'salary') return { kind: 'salary', range: readPay(cursor, phrase) };
  if (field === 'posted' && phrase === null) take(cursor, atMost);
  return { kind: 'field', field, value: phrase ?? readValue(cursor, field) };
};

/** Null: `stated`, any pay. */
const readPay = (cursor: Cursor, phrase: string | null): SalaryRange | null => {
  if (phrase === null ? take(cursor, stated) !== null : /^stated$/i.test(phrase)) return null;
  const { range, end } = readSalary(phrase ?? cursor.query, phrase === null ? cursor.at : 0);
  if (phrase === null) cursor.at = end;
  else if (end < phrase.length) throw refusedSalary(phrase);
  return range;
};

const readValue = (cursor: Cursor, field: FieldName): string => {
  fieldStart.lastIndex = cursor.at;
  const isAnotherField = isFieldName(fieldStart.exec(cursor.query)?.[1]?.toLowerCase() ?? '');
  const word = isAnotherField ? '' : withoutComma(take(cursor, bareWord) ?? '');
  if (word === '')
    throw new UserError('filter.bad_value', { field, value: '', expected: 'a word or "a phrase"', suggestion: null });
  const isHalf = field === 'type' && /^(?:full|part)$/i.test(word) && take(cursor, restOfTime) !== null;
  return isHalf ? `${word}-time` : word;
};

/** What stands between quotes here, white space folded; null: no quote here. */
const readPhrase = (cursor: Cursor): string | null => {
  if (cursor.query[cursor.at] !== '"') return null;
  const end = cursor.query.indexOf('"', cursor.at + 1);
  if (end < 0) throw new UserError('filter.unclosed_quote', { near: excerpt(cursor.query.slice(cursor.at)) });
  const inside = cursor.query.slice(cursor.at + 1, end);
  cursor.at = end + 1;
  return inside.trim().replace(/\s+/g, ' ');
};

/** A word or phrase as filters hold it. Throws `filter.no_words` where nothing of it can be looked for. */
export const readTerm = (written: string): Term => {
  const words = analyse(written);
  if (words.length === 0) throw new UserError('filter.no_words', { term: excerpt(written) });
  return { words, written };
};

/** True where the text, written without quotes, is read back as this one word. */
export const isBareWord = (written: string): boolean =>
  /^[^\s"]+$/.test(written) && withoutComma(written) === written && !isSeparator(written);

/** True where a bare word at the start of an item would be read as something else than a word. */
export const isMistakable = (written: string): boolean => {
  fieldStart.lastIndex = 0;
  return written.toLowerCase() === 'or' || /^[-−–—]/.test(written) || fieldStart.test(written);
};

/** At the end of a word these belong to the sentence; a loop, because a pattern would look at each run of commas again. */
const withoutComma = (word: string): string => {
  let end = word.length;
  while (end > 0 && (word[end - 1] === ',' || word[end - 1] === ';')) end -= 1;
  return word.slice(0, end);
};

/** Enough to point at a place in what somebody wrote. */
export const excerpt = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59).toWellFormed()}…`);
