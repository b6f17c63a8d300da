import { foldName } from './fold.ts';
import { gazetteer, type Meaning } from './gazetteer.ts';
import type { Place } from './place.ts';

let byRegion: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The time zone of a place (IANA: `Europe/Berlin`); null where it has several or none is known. */
export const timezoneOf = (place: Place): string | null => {
  const { city, region, country } = place;
  if (country === null) return null;
  if (city !== null) {
    const meanings = gazetteer().names.get(foldName(city)) ?? [];
    const own = meanings.find(
      (one) => one.kind === 'city' && one.country === country && (region === null || one.region === region),
    );
    if (own?.timezone) return own.timezone;
  }
  byRegion ??= zonesByRegion();
  const zones = (region === null ? undefined : byRegion.get(`${country}|${region}`)) ?? byRegion.get(country);
  const [zone] = zones ?? [];
  return zones?.size === 1 && zone !== undefined ? zone : null;
};

const zonesByRegion = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const zones = new Map<string, Set<string>>();
  const add = (key: string, timezone: string): void => {
    const known = zones.get(key);
    if (known === undefined) zones.set(key, new Set([timezone]));
    else known.add(timezone);
  };
  const addCity = ({ country, region, timezone }: Meaning): void => {
    if (timezone === null || timezone === '' || country === null) return;
    add(country, timezone);
    if (region !== null) add(`${country}|${region}`, timezone);
  };
  for (const meanings of gazetteer().names.values()) for (const meaning of meanings) addCity(meaning);
  return zones;
};
