import { plainLetters } from '../places/fold.ts';
import { countriesIn, placeNames } from '../places/index.ts';
import type { MatchableJob } from './filter.ts';
import { foldPlural } from './fold-plural.ts';

/** PostgreSQL refuses a lexeme of 2,047 bytes. */
const maxLexemeBytes = 2046;
/** PostgreSQL files every later position under this one, which would join words that are not neighbours. */
const maxPosition = 16_383;
/** PostgreSQL keeps 256 positions of a lexeme; the count that is safe in every version. */
const maxPositions = 255;
/** PostgreSQL refuses a vector of 1,048,576 bytes; the rest is room for alignment. */
const maxVectorBytes = 1_000_000;

const folded: Readonly<Record<string, string>> = { ...plainLetters, ς: 'σ', '♯': '#', '\u200b': ' ' };

/** Punctuation of typesetters, which parts words as a blank does. */
const typographic = /[\u00a0\u2010-\u2015\u2018-\u201f\u2022]/g;
const ascii = /^[\0-\x7f]*$/;

/** Of the marks only those on Latin, Greek and Cyrillic letters go: in other scripts they are vowels. */
const fold = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøłđðþıς♯\u200b]/g, (letter) => folded[letter] ?? letter)
    .replace(/\p{Cf}/gu, '')
    .normalize('NFC');

/**
 * `c++`, `c#`, `f#` and `.net` are names; any other run of letters and digits is a word. Only one
 * run can grow, and it never fails after growing, so the time is linear.
 */
const wordPattern = /(?<![\p{L}\p{N}])(?:c\+\+|[cf]#)|\.net(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

const cutToLexeme = (word: string): string => {
  // No character takes more than three bytes per UTF-16 unit, so that most words need no counting.
  if (word.length * 3 <= maxLexemeBytes || Buffer.byteLength(word) <= maxLexemeBytes) return word;
  const bytes = Buffer.from(word).subarray(0, maxLexemeBytes);
  return bytes.toString('utf8').replace(/\ufffd+$/, '');
};

/** The same for a text that is plain ASCII, as most are: there is nothing to fold but case. */
const asciiWordPattern = /(?<![a-z0-9])(?:c\+\+|[cf]#)|\.net(?![a-z0-9])|[a-z0-9]+/g;

function* words(written: string): Generator<string> {
  const text = written.replace(typographic, ' ');
  const found = ascii.test(text) ? text.toLowerCase().matchAll(asciiWordPattern) : fold(text).matchAll(wordPattern);
  for (const [word] of found) yield cutToLexeme(foldPlural(word));
}

/**
 * The words of a text in their order, as filters and jobs compare them: case, accents, width and
 * plain plurals folded, `c++`, `c#`, `f#` and `.net` kept, `node.js` as two neighbours. Of any
 * script; a run of letters without spaces is one word. Takes time linear in the text, whatever it holds.
 */
export const analyse = (text: string): string[] => [...words(text)];

/** Where in a job a word stands, as PostgreSQL's weights name it; D is everything that has no field. */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** One place where a word stands. */
export interface Place {
  readonly position: number;
  readonly weight: Weight;
}

/** A job as a filter looks at it. Holds exactly what its search vector in the database holds. */
export interface AnalysedJob {
  readonly job: Omit<MatchableJob, 'description'>;
  /** Every word with its places, in the order of their positions. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
  /** The positions of its department, from the first to before the last. */
  readonly department: readonly [number, number];
  /** Where a remote worker may live, ISO 3166-1 alpha-2; null: anywhere, or where nobody can tell. */
  readonly countries: ReadonlySet<string> | null;
}

/** What of a job its search vector is made of. */
export type JobText = Pick<
  MatchableJob,
  'title' | 'companyName' | 'location' | 'places' | 'department' | 'description'
>;

/**
 * Analyses a job for `matches`, within PostgreSQL's limits of a tsvector: words beyond the last
 * position or the size of a vector are not seen, here or there.
 */
export const analyseJob = (job: MatchableJob): AnalysedJob => ({
  job,
  ...analyseText(job),
  countries: job.remote !== 'yes' || job.remoteFrom === null ? null : countriesIn(job.remoteFrom),
});

const analyseText = (job: JobText): Pick<AnalysedJob, 'places' | 'department'> => {
  const places = new Map<string, Place[]>();
  let department: readonly [number, number] = [0, 0];
  const fields: readonly (readonly [Weight | 'department', string | null])[] = [
    ['A', job.title],
    ['B', job.companyName],
    ['C', job.location],
    ...job.places.flatMap(placeNames).map((name) => ['C', name] as const),
    ['department', job.department],
    ['D', job.description],
  ];
  let position = 0;
  let bytes = 0;
  for (const [field, text] of fields) {
    const weight = field === 'department' ? 'D' : field;
    const start = position;
    // One position stays empty between two fields, so that no phrase goes from one into the next.
    position += 1;
    for (const word of words(text ?? '')) {
      position += 1;
      const known = places.get(word);
      bytes += known === undefined ? Buffer.byteLength(word) + 6 : 2;
      if (position > maxPosition || bytes > maxVectorBytes) return { places, department };
      if (known === undefined) places.set(word, [{ position, weight }]);
      else if (known.length < maxPositions) known.push({ position, weight });
      if (field === 'department') department = [start, position + 1];
    }
  }
  return { places, department };
};

/**
 * The search vector of a job: what `job_search.search_vector` must hold, in the text form that PostgreSQL
 * reads (`CAST(:vector AS tsvector)`). Title has weight A, company B, location C, the rest D.
 */
export const searchVector = (job: JobText): string =>
  [...analyseText(job).places]
    .map(([word, places]) => `${quoteLexeme(word)}:${places.map((at) => `${at.position}${at.weight}`).join(',')}`)
    .join(' ');

/** A word as a tsvector or tsquery quotes it. Without this a quote in it would end it. */
export const quoteLexeme = (word: string): string => `'${word.replace(/['\\]/g, '$&$&')}'`;
