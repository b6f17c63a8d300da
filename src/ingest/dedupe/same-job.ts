import { boardOf } from './board-id.ts';
import { namesOnePosting } from './canonical-url.ts';
import type { Evidence } from './evidence.ts';
import { sharePlace } from './place-keys.ts';
import { type Likeness, likeness } from './text-signature.ts';

export interface Verdict {
  readonly verdict: 'same' | 'probable' | 'different';
  readonly reason: string;
}

/** Two dates of one job: boards date a job anew when they touch it, but not for ever. */
const longestApartMs = 180 * 86_400_000;

/**
 * Whether two sightings that are listed at the same time are one job. Only `same` may be merged; a
 * merge that is wrong hides a job from people, one that is missed shows it twice.
 */
export const sameJob = (a: Evidence, b: Evidence): Verdict => byId(a, b) ?? byAddress(a, b) ?? byWords(a, b);

/** Whether two sightings, listed whenever, go by one id or address. */
export const hasSameIdentity = (a: Evidence, b: Evidence): boolean =>
  (byId(a, b) ?? byAddress(a, b))?.verdict === 'same';

const same = (reason: string): Verdict => ({ verdict: 'same', reason });
const probable = (reason: string): Verdict => ({ verdict: 'probable', reason });
const different = (reason: string): Verdict => ({ verdict: 'different', reason });

const byId = (a: Evidence, b: Evidence): Verdict | null => {
  if (a.boardIds.some((id) => b.boardIds.includes(id))) {
    return isOneBoard(a, b) && !sameWords(a, b) ? different('one id, but two rows of its own board') : same('same id');
  }
  const boards = new Set(b.boardIds.map(boardOf));
  return a.boardIds.some((id) => boards.has(boardOf(id))) ? different('two ids of one board') : null;
};

const byAddress = (a: Evidence, b: Evidence): Verdict | null => {
  const shared = a.urls.find((url) => b.urls.includes(url));
  if (shared === undefined) return null;
  if (sameWords(a, b)) return same('same address');
  return !isOneSource(a, b) && a.company === b.company && namesOnePosting(shared) ? same('same address') : null;
};

const byWords = (a: Evidence, b: Evidence): Verdict => {
  if (a.company === '' || b.company === '') return probable('a company that is not named');
  if (a.company !== b.company) return different('two companies');
  if (a.title !== b.title) return different('two titles');
  const isPlaceKnown = a.places.length > 0 && b.places.length > 0;
  if (isPlaceKnown && !sharePlace(a.places, b.places)) return different('two places');
  // A source lists each of its openings once.
  if (isOneSource(a, b)) return different('two rows of one source');
  const text = a.signature === null || b.signature === null ? null : likeness(a.signature, b.signature);
  if (text !== null) return byText(text);
  if (!isPlaceKnown) return probable('same words, no place, no text to compare');
  if (isFarApart(a, b)) return probable('same words, dates far apart, no text to compare');
  // An employer has several openings of one title in one city, and an aggregator's copy is of one of them.
  return isAggregated(a) || isAggregated(b)
    ? probable("same words, an aggregator's copy without text")
    : same('same company, title and place');
};

const byText = ({ jaccard, contained, lengths }: Likeness): Verdict => {
  if (jaccard >= 0.7 || (lengths < 0.6 && contained >= 0.8)) return same('same company, title, place and text');
  if (jaccard >= 0.2 || contained >= 0.5) return probable('same words, text partly the same');
  return different('two texts');
};

const sameWords = (a: Evidence, b: Evidence): boolean =>
  a.company === b.company &&
  a.title === b.title &&
  (a.places.length === 0 || b.places.length === 0 || sharePlace(a.places, b.places));

const isOneSource = (a: Evidence, b: Evidence): boolean =>
  a.sources.some(({ id }) => b.sources.some((other) => other.id === id));

/** One employer's board that lists an id in several rows means one for each place. */
const isOneBoard = (a: Evidence, b: Evidence): boolean =>
  a.sources.some(({ id, publisher }) => publisher === 'employer' && b.sources.some((other) => other.id === id));

const isAggregated = ({ sources }: Evidence): boolean => sources.every(({ publisher }) => publisher === 'aggregator');

const isFarApart = (a: Evidence, b: Evidence): boolean =>
  a.postedAt !== null && b.postedAt !== null && Math.abs(a.postedAt - b.postedAt) > longestApartMs;

/** How long after its end a job that comes back is the same one. */
const repostWithinMs = 180 * 86_400_000;

/**
 * Whether a new listing is a job that had ended, put up again: the same words, and the same text
 * where both have one. Its id may be new, its source the same.
 */
export const isRepost = (listed: Evidence, ended: Evidence, sinceEndMs: number): boolean => {
  if (sinceEndMs > repostWithinMs || listed.places.length === 0 || ended.places.length === 0) return false;
  if (!sameWords(listed, ended)) return false;
  if (listed.signature === null || ended.signature === null) return true;
  return likeness(listed.signature, ended.signature).jaccard >= 0.7;
};
