import { createRequire } from 'node:module';
import { foldName } from './fold.ts';
import { cityAliases, moreCities } from './more-cities.ts';
import { areas, britishNation, counties, knownRegions } from './regions.ts';

/** One thing that a name may mean. */
export interface Meaning {
  readonly kind: 'city' | 'region' | 'country' | 'area';
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  /** Inhabitants; zero where they are not known. */
  readonly population: number;
  readonly timezone: string | null;
  /** The name was a code: `TX`, `DE`. */
  readonly isCode?: boolean;
  /** A county: cities of its country count as within. */
  readonly isLoose?: boolean;
}

export interface Gazetteer {
  /** By folded name; two-letter codes are not here. */
  readonly names: ReadonlyMap<string, readonly Meaning[]>;
  /** By code in capitals. */
  readonly codes: ReadonlyMap<string, readonly Meaning[]>;
  /** Every name of a city but its own, by `city|country`. */
  readonly cityNames: ReadonlyMap<string, readonly string[]>;
}

interface CityRow {
  readonly city: string;
  readonly city_ascii: string;
  /** Not a code for Kosovo and Somaliland: -99, or nothing. */
  readonly iso2: string | number;
  readonly country?: string;
  readonly province: string;
  readonly pop: number;
  readonly timezone: string;
}

/** Kosovo has the code that the European Union uses; Somaliland has none of its own. */
const codeOf = ({ iso2, country }: CityRow): string | null => {
  if (typeof iso2 === 'string' && /^[A-Z]{2}$/.test(iso2)) return iso2;
  return country === 'Kosovo' ? 'XK' : null;
};

interface Countries {
  readonly getAlpha2Codes: () => Readonly<Record<string, string>>;
  readonly registerLocale: (locale: unknown) => void;
  readonly getName: (code: string, language: string, options: { readonly select: 'all' }) => string[] | undefined;
}

/** Towns that the list lacks are taken for middling ones. */
const townPopulation = 90_000;

const countryAliases: Readonly<Record<string, readonly string[]>> = {
  US: [
    'USA',
    'United States of America',
    'Amerika',
    'États-Unis',
    'America',
    'U.S.',
    'Contiguous United States',
    'Continental US',
  ],
  GB: ['UK', 'Great Britain', 'Britain', 'U.K.'],
  AE: ['UAE', 'Emirates'],
  NL: ['The Netherlands', 'Holland'],
  CZ: ['Czechia', 'Czech Republic'],
  KR: ['South Korea', 'Korea'],
  RU: ['Russia'],
  VN: ['Vietnam', 'Viet Nam'],
  TW: ['Taiwan'],
  TR: ['Turkey', 'Türkiye'],
  CI: ['Ivory Coast'],
  MK: ['North Macedonia', 'Macedonia'],
  BR: ['Brasil'],
};

/** Names of regions abroad that are plain words, or titles, everywhere. */
const plainWords = new Set(
  'centre center central north south east west northern southern eastern western capital littoral national coast'
    .split(' ')
    .concat(
      'distrito capital',
      'federal district',
      'national capital region',
      'north west',
      'north east',
      'south east',
      'south west',
    ),
);

const countryCodes3 = new Set([
  'USA',
  'GBR',
  'DEU',
  'CAN',
  'FRA',
  'IND',
  'ESP',
  'ITA',
  'NLD',
  'AUS',
  'POL',
  'IRL',
  'CHE',
  'AUT',
  'BRA',
  'MEX',
  'SGP',
  'JPN',
  'SWE',
  'DNK',
  'NOR',
  'BEL',
  'PRT',
  'ISR',
]);

/**
 * Builds the list of names: cities of city-timezones, countries of i18n-iso-countries in English,
 * German, French and Spanish, and what those two lack. Some tens of milliseconds and megabytes.
 */
export const buildGazetteer = (): Gazetteer => {
  // Loaded here, not by `import`: most processes that have this module in them never look up a place.
  const require = createRequire(import.meta.url);
  const names = new Map<string, Meaning[]>();
  const codes = new Map<string, Meaning[]>();
  const cityNames = new Map<string, string[]>();
  const put = (map: Map<string, Meaning[]>, key: string, meaning: Meaning): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [meaning]);
    else if (!known.some((other) => isSame(other, meaning))) known.push(meaning);
  };

  const englishRegion = new Map(
    knownRegions.flatMap(({ name, country, aliases }) =>
      [name, ...aliases].map((one) => [`${country}|${foldName(one)}`, name] as const),
    ),
  );
  const regionOf = (country: string, province: string): string | null =>
    country === 'GB'
      ? britishNation(province)
      : (englishRegion.get(`${country}|${foldName(province)}`) ?? (province || null));
  const region = (name: string, country: string): Meaning => ({
    kind: 'region',
    city: null,
    region: name,
    country,
    population: 0,
    timezone: null,
  });

  for (const { name, country, code, aliases } of knownRegions) {
    for (const one of [name, ...aliases])
      put(one.length < 3 ? codes : names, one.length < 3 ? one : foldName(one), region(name, country));
    if (code !== null) put(codes, code, { ...region(name, country), isCode: true });
  }
  for (const county of counties) put(names, foldName(county), { ...region(county, 'GB'), isLoose: true });

  const aliasesOf = new Map(
    cityAliases.split('|').map((entry) => [entry.split('=')[0] ?? '', entry.split('=').slice(1)]),
  );
  const largest = new Map<string, number>();
  const { cityMapping }: { readonly cityMapping: readonly CityRow[] } = require('city-timezones');
  for (const { city, pop } of cityMapping) largest.set(city, Math.max(pop, largest.get(city) ?? 0));
  const timezones = new Map<string, { readonly timezone: string; readonly population: number }>();
  const putCity = (row: CityRow): void => {
    const { city, pop: population, timezone } = row;
    const country = codeOf(row);
    if (country === null) return;
    // Aliases are those of the largest city of the name: "NYC" is not New York in Lincolnshire.
    const aliases = (population === (largest.get(city) ?? population) && aliasesOf.get(city)) || [];
    const usual = aliases.find((alias) => alias.startsWith('*'))?.slice(1) ?? city;
    const others = [city, row.city_ascii, ...aliases.map((alias) => alias.replace('*', ''))].filter(
      (name) => name !== usual,
    );
    const regionName = regionOf(country, row.province);
    const meaning: Meaning = { kind: 'city', city: usual, region: regionName, country, population, timezone };
    for (const name of [usual, ...others])
      put(name.length < 3 ? codes : names, name.length < 3 ? name : foldName(name), meaning);
    if (others.length > 0 && !cityNames.has(`${usual}|${country}`))
      cityNames.set(`${usual}|${country}`, [...new Set(others)]);
    if (
      regionName !== null &&
      country !== 'GB' &&
      !plainWords.has(foldName(regionName)) &&
      !names.get(foldName(regionName))?.some((one) => one.kind === 'region' && one.country === country)
    ) {
      put(names, foldName(regionName), region(regionName, country));
    }
    const zoneKey = `${country}|${regionName}`;
    if (population > (timezones.get(zoneKey)?.population ?? -1)) timezones.set(zoneKey, { timezone, population });
  };
  for (const row of cityMapping) putCity(row);
  for (const [country, province, towns] of moreCities) {
    const timezone = timezones.get(`${country}|${province}`)?.timezone ?? '';
    for (const town of towns.split('|'))
      putCity({ city: town, city_ascii: town, iso2: country, province, pop: townPopulation, timezone });
  }

  const countries: Countries = require('i18n-iso-countries/index.js');
  const languages = ['en', 'de', 'fr', 'es'];
  for (const language of languages) countries.registerLocale(require(`i18n-iso-countries/langs/${language}.json`));
  for (const [code, code3] of Object.entries(countries.getAlpha2Codes())) {
    const country: Meaning = {
      kind: 'country',
      city: null,
      region: null,
      country: code,
      population: 0,
      timezone: null,
    };
    const all = [
      ...languages.flatMap((language) => countries.getName(code, language, { select: 'all' }) ?? []),
      ...(countryAliases[code] ?? []),
    ];
    for (const name of all) if (name.replace(/\W/g, '').length > 2) put(names, foldName(name), country);
    put(codes, code, { ...country, isCode: true });
    if (countryCodes3.has(code3)) put(names, foldName(code3), country);
  }
  put(codes, 'UK', { kind: 'country', city: null, region: null, country: 'GB', population: 0, timezone: null });
  for (const [name, area] of Object.entries(areas)) {
    const meaning: Meaning = { kind: 'area', city: null, region: area, country: null, population: 0, timezone: null };
    put(name.length < 3 ? codes : names, name.length < 3 ? name.toUpperCase() : name, meaning);
  }
  return { names, codes, cityNames };
};

const isSame = (a: Meaning, b: Meaning): boolean =>
  a.kind === b.kind && a.city === b.city && a.region === b.region && a.country === b.country;

let built: Gazetteer | undefined;

/** The list of names, built when it is first asked for. */
export const gazetteer = (): Gazetteer => {
  built ??= buildGazetteer();
  return built;
};
