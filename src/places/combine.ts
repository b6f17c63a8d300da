import type { Meaning } from './gazetteer.ts';
import type { Place } from './place.ts';
import { isEveryday, type Part } from './read-location.ts';

/** One reading of the parts so far as one place. */
interface Reading extends Place {
  readonly population: number;
  /** A town that no list has. */
  readonly isFree: boolean;
  readonly isCode: boolean;
  /** The names that a city is known by elsewhere are none of this one's. */
  readonly isLoose: boolean;
}

interface Candidate {
  readonly part: Part;
  readonly readings: readonly Reading[];
  /** How many parts agree. */
  readonly parts: number;
}

/** Of two places of one name the larger one is meant where it has so many times the people. */
const muchLarger = 4;
/** A city so large is not taken for a namesake elsewhere: "London, Spain" are two places. */
const wellKnown = 300_000;

const cityStates = new Set(['SG', 'HK', 'MC', 'MO', 'GI']);
/** Cities and regions of one name where nobody can tell which is meant; all else is the city. */
const unclear = new Set(['Washington']);
/** Countries whose codes are written where an American state has the same: California, Indiana and so on. */
const abroadToo = new Set(['CA', 'IN', 'DE', 'IL', 'AR', 'ID', 'CO', 'MT']);
/** Regions that are meant rather than their capital of the same name. */
const ratherRegion = new Set(['Quebec']);

/** The places that the parts of one group name. */
export const combine = (parts: readonly Part[]): readonly Place[] => {
  const found: Candidate[] = [];
  let current: Candidate | undefined;
  let before: Candidate | undefined;
  const close = (): void => {
    if (current !== undefined) found.push(current);
    before = current;
    current = undefined;
  };
  for (const part of parts) {
    if (current === undefined) {
      current = open(part);
      continue;
    }
    const joined = join(current, part);
    // "Bogotá, Distrito Capital, Colombia": what stands between a city and its country is no town.
    const over = joined !== undefined && isFree(current) && before !== undefined ? join(before, part) : undefined;
    if (over !== undefined && before !== undefined && !isFree(before)) {
      found.pop();
      current = over;
    } else if (joined !== undefined) {
      spread(found, part);
      current = joined;
    } else {
      close();
      current = open(part);
    }
  }
  close();
  return found.flatMap(settle);
};

const isFree = ({ readings }: Candidate): boolean =>
  readings.every((reading) => reading.isFree && reading.country === null);

const open = (part: Part): Candidate => ({
  part,
  parts: 1,
  readings:
    part.meanings.length === 0
      ? [
          {
            city: part.written,
            region: null,
            country: null,
            population: 0,
            isFree: true,
            isCode: false,
            isLoose: false,
          },
        ]
      : part.meanings.map(reading),
});

const reading = ({ city, region, country, population, isCode = false, isLoose = false }: Meaning): Reading => ({
  city,
  region,
  country,
  population,
  isFree: false,
  isCode,
  isLoose,
});

const join = (current: Candidate, part: Part): Candidate | undefined => {
  const readings = distinct(
    current.readings.flatMap((one) => part.meanings.flatMap((meaning) => joinOne(one, meaning, part) ?? [])),
  );
  if (readings.length > 0) return { part: current.part, readings, parts: current.parts + 1 };
  const container = part.meanings.filter((meaning) => meaning.kind === 'region' || meaning.kind === 'country');
  // A town that the list lacks has a namesake in it: "Florence, KY".
  const known = current.readings.find((one) => one.country !== null);
  if (current.parts > 1 || known === undefined || container.length === 0 || part.isDashed || !current.part.isWhole)
    return undefined;
  const isKnown = current.readings.some((one) => one.population >= wellKnown);
  // "Paris, Texas", but "London, Spain" and "San Francisco, New York".
  const isState = (meaning: Meaning): boolean =>
    meaning.kind === 'region' &&
    (meaning.isCode === true || meaning.country === 'US' || meaning.country === known.country);
  if (known.city === null && !container.some((meaning) => meaning.kind === 'country' && meaning.isCode))
    return undefined;
  if (known.city === null && current.readings.some((one) => one.city === null && one.region === null)) return undefined;
  if (isKnown && (!container.some(isState) || part.meanings.some(({ kind }) => kind === 'city'))) return undefined;
  const free = open({ ...current.part, meanings: [] });
  const renamed = free.readings.flatMap((one) => container.flatMap((meaning) => joinOne(one, meaning, part) ?? []));
  return renamed.length === 0 ? undefined : { part: current.part, readings: renamed, parts: 2 };
};

/** Several meanings often lead to one reading; kept all, they would multiply with every further part. */
const distinct = (readings: readonly Reading[]): readonly Reading[] => [
  ...new Map(readings.map((one) => [`${one.city}|${one.region}|${one.country}|${one.isCode}`, one])).values(),
];

const joinOne = (one: Reading, meaning: Meaning, part: Part): Reading | undefined => {
  const { kind, city, region, country } = meaning;
  if (kind === 'area') return undefined;
  if (kind === 'city') {
    // "US, New York", "United States-Alabama-Huntsville"; also "Berlin, Berlin".
    if (one.city !== null)
      return one.city === city && one.country === country && one.region === region ? one : undefined;
    const isWithin = one.country === country && (one.region === null || one.region === region || one.isLoose);
    return isWithin && one.country !== null ? { ...reading(meaning), isCode: one.isCode } : undefined;
  }
  if (one.country !== null && one.country !== country) return undefined;
  if (kind === 'country')
    return one.country === null && !one.isFree
      ? undefined
      : { ...one, country, isCode: one.isCode || meaning.isCode === true };
  if (one.isFree && one.country === null) return { ...one, region, country, isCode: meaning.isCode === true };
  if (one.country === null) return undefined;
  if (one.region === region) return one;
  if (one.city !== null) return meaning.isLoose || (one.region === null && !one.isFree) ? one : undefined;
  // "US, Texas"; but "Texas, California" are two.
  return one.region === null || one.isLoose
    ? { ...one, region, isLoose: false, isCode: one.isCode || part.isDashed }
    : undefined;
};

/** "San Jose, Palo Alto, CA": what stands behind the last of several cities is said of all. */
const spread = (found: Candidate[], part: Part): void => {
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const candidate = found[at];
    if (candidate === undefined || candidate.parts > 1) return;
    const within = candidate.readings.flatMap((one) =>
      one.city === null || one.isFree
        ? []
        : part.meanings.flatMap((meaning) => (meaning.kind === 'city' ? [] : (joinOne(one, meaning, part) ?? []))),
    );
    if (within.length > 0) found[at] = { ...candidate, readings: distinct(within), parts: candidate.parts + 1 };
  }
};

const settle = ({ part, readings, parts }: Candidate): readonly Place[] => {
  const [first] = readings;
  if (first === undefined) return [];
  if (parts === 1 && (!part.isWhole || isFree({ part, readings, parts }))) return [];
  const isWord = parts === 1 && isEveryday(part.written);
  const likely = readings.filter((one) => !(isWord && one.city !== null));
  const best = choose(likely, parts);
  return best === null ? [] : [best];
};

const choose = (readings: readonly Reading[], parts: number): Place | null => {
  const cities = readings.filter((one) => one.city !== null).sort((a, b) => b.population - a.population);
  const rest = readings.filter((one) => one.city === null);
  const [largest, second] = cities;
  const [one] = rest;
  if (largest === undefined) {
    if (one === undefined) return null;
    if (rest.length === 1) return place(one);
    const country = rest.find((other) => other.region === null);
    if (country !== undefined && rest.every((other) => other.country === country.country)) return place(country);
    // Two regions, or a region and a country, of one name: "Georgia", "CA".
    const inRegion = rest.filter((other) => other.region !== null);
    if (parts > 1) return place(inRegion[0] ?? one);
    const named = inRegion.find((other) => !other.isCode);
    const state = inRegion.find((other) => other.isCode && other.country === 'US');
    if (state !== undefined && !rest.some((other) => other.region === null && abroadToo.has(other.country ?? '')))
      return place(state);
    return named === undefined
      ? null
      : place(
          named,
          rest.some((other) => other.country !== named.country),
        );
  }
  if (
    one !== undefined &&
    unclear.has(largest.city ?? '') &&
    parts <= 2 &&
    cities.length > 0 &&
    rest.some((other) => other.region === largest.city)
  ) {
    return { city: null, region: null, country: largest.country };
  }
  const province = rest.find((other) => ratherRegion.has(other.region ?? ''));
  if (parts === 1 && province !== undefined) return place(province);
  const state = rest.find((other) => other.region === null && other.country === largest.country);
  if (parts === 1 && state !== undefined && !cityStates.has(state.country ?? '')) return place(state);
  if (largest.isFree) {
    const american = cities.find((other) => other.region !== null) ?? largest;
    return largest.isCode && cities.some(({ country }) => country === 'DE') && cities.length > 1
      ? { city: largest.city, region: null, country: null }
      : place(american);
  }
  const isClear = second === undefined || largest.population >= muchLarger * second.population;
  const strong =
    isClear && !rest.some((other) => other.country !== largest.country && other.region === null && !other.isCode);
  if (strong) return place(largest);
  const same = cities.filter((other) => other.population * muchLarger > largest.population);
  const oneCountry = same.every((other) => other.country === largest.country);
  const oneRegion = oneCountry && same.every((other) => other.region === largest.region);
  return {
    city: largest.city,
    region: oneRegion ? largest.region : null,
    country: oneCountry ? largest.country : null,
  };
};

const place = ({ city, region, country }: Reading, isUnsure = false): Place => ({
  city,
  region,
  country: isUnsure ? null : country,
});
