import { foldName } from '../../places/fold.ts';
import type { Place } from '../../places/place.ts';

/** Where a job is, for comparing: folded names; `name` is the narrowest of them that is known. */
export interface KeyedPlace {
  readonly name: string;
  readonly region: string | null;
  readonly country: string | null;
}

/** A job in more places than this is looked up by the first of them. */
const mostPlaces = 8;

interface Where {
  readonly places: readonly Place[];
  /** As it was written; counts where no place is known. */
  readonly location: string | null;
}

/** Where a job is; empty where nothing says so. `Remote` alone is a place of its own. */
export const keyedPlaces = ({ places, location }: Where): readonly KeyedPlace[] => {
  const known = places.length > 0 ? places.flatMap(keyedPlace) : writtenPlaces(location ?? '');
  const byName = new Map(known.map((place) => [`${place.name}|${place.region}|${place.country}`, place]));
  return [...byName.values()].slice(0, mostPlaces);
};

const keyedPlace = ({ city, region, country }: Place): KeyedPlace[] => {
  const folded = { region: region && foldName(region), country: country?.toLowerCase() ?? null };
  const name = city === null ? (folded.region ?? folded.country) : foldName(city);
  return name === null ? [] : [{ name, ...folded }];
};

/** The first name of each part, which is the city in most boards' writing; else the words themselves (`Hybrid`). */
const writtenPlaces = (location: string): KeyedPlace[] => {
  const names = location
    .split(/[;|/]|\s+or\s+|\s+and\s+/i)
    .map((part) => foldName(part.replace(/\b(?:hybrid|on-?site|in-?office)\b/gi, ' ').split(',')[0] ?? ''))
    .filter((name) => name !== '');
  const whole = foldName(location);
  const written = names.length > 0 || whole === '' ? names : [whole];
  return written.map((name) => ({ name, region: null, country: null }));
};

/** Whether two jobs have a place in common. What one of them does not say does not part them. */
export const sharePlace = (a: readonly KeyedPlace[], b: readonly KeyedPlace[]): boolean =>
  a.some((one) =>
    b.some((other) => one.name === other.name && agree(one.region, other.region) && agree(one.country, other.country)),
  );

const agree = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;
