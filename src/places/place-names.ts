import { countryLanguage, countryName } from './country-name.ts';
import { foldName } from './fold.ts';
import { gazetteer } from './gazetteer.ts';
import type { Place } from './place.ts';
import { knownRegions } from './regions.ts';

const mostNames = 12;

/** What people type besides a country's names. Codes that are words ("in", "it", "no") are not among them. */
const shortNames: Readonly<Record<string, readonly string[]>> = {
  US: ['USA', 'US'],
  GB: ['UK', 'GB', 'Great Britain'],
  AE: ['UAE'],
  CZ: ['Czech Republic'],
  NL: ['Holland', 'NL'],
  BR: ['Brasil'],
};
const usualCodes = new Set('DE CH FR ES IE PL PT SE DK FI BE SG HK JP KR NZ AU BR MX IL CZ HU RO GR'.split(' '));
/** Codes of states that are words, or a country to those who type them. */
const wordCodes = new Set(
  'IN OR ME HI OK OH PA MA LA DE CO ID AL AR IL GA MD MO MS MT NE SC SD VA ON NT NS SP ES CE PE'.split(' '),
);

const remembered = new Map<string, readonly string[]>();
const mostRemembered = 20_000;

/**
 * Every name under which a person may look for the place, at most 12: `Munich München Bavaria Bayern
 * Germany Deutschland DE`. Of names that differ by case and accents only there is one.
 */
export const placeNames = (place: Place): readonly string[] => {
  const key = `${place.city}|${place.region}|${place.country}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const names = distinct([...cityNames(place), ...regionNames(place), ...countryNames(place.country)]).slice(
    0,
    mostNames,
  );
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, names);
  return names;
};

const cityNames = ({ city, country }: Place): readonly string[] =>
  city === null ? [] : [city, ...(gazetteer().cityNames.get(`${city}|${country}`) ?? [])].slice(0, 5);

const regionNames = ({ city, region, country }: Place): readonly string[] => {
  if (region === null || region === city) return [];
  const known = knownRegions.find((one) => one.name === region && one.country === country);
  const code = known?.code ?? null;
  const isTyped = code !== null && (country === 'US' || country === 'CA' || country === 'AU') && !wordCodes.has(code);
  return [region, ...(known?.aliases.slice(0, 1) ?? []), ...(isTyped ? [code] : [])];
};

const countryNames = (country: string | null): readonly string[] => {
  if (country === null) return [];
  return [
    countryName(country, 'en'),
    countryName(country, 'de'),
    countryName(country, countryLanguage(country)),
    ...(shortNames[country] ?? []),
    ...(usualCodes.has(country) ? [country] : []),
  ];
};

const distinct = (names: readonly string[]): readonly string[] =>
  [...new Map([...names].reverse().map((name) => [foldName(name) || name, name])).values()].reverse();
