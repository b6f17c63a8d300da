import type { AshbyJob } from './ashby-schema.ts';

type Place = Pick<AshbyJob, 'location' | 'address'>;

export interface AshbyPlaces {
  readonly names: readonly (string | null)[];
  /** Where every place is a whole country: these. */
  readonly countries: string | null;
}

/** The places of a posting, the main one first. */
export const ashbyPlaces = (job: AshbyJob): AshbyPlaces => {
  const places: readonly Place[] = [job, ...(job.secondaryLocations ?? [])];
  const countries = places.map((place) => {
    const { locality, region, country } = partsOf(place);
    return locality === '' && region === '' ? country : '';
  });
  return {
    names: places.map(nameOf),
    countries: countries.includes('') ? null : [...new Set(countries)].join('; '),
  };
};

const nameOf = (place: Place): string | null => {
  const name = place.location?.trim() ?? '';
  const { locality, region, country } = partsOf(place);
  const address = [...new Set([locality, region, country])].filter((part) => part !== '');
  const written = name.split(',').map((part) => part.trim());
  // "Toronto, ON" is less than its address; "SF Office" is something else and stands before it.
  if (locality !== '' && written[0] === locality && written.length <= address.length) return address.join(', ');
  // Beside "Remote" the town is the employer's, not the worker's.
  const missing =
    /remote|anywhere/i.test(name) && locality !== '' ? [] : address.filter((part) => !name.includes(part));
  return [name, ...missing].filter((part) => part !== '').join(', ') || null;
};

const partsOf = ({ address }: Place) => {
  const parts = address?.postalAddress ?? address;
  return {
    locality: parts?.addressLocality?.trim() ?? '',
    region: parts?.addressRegion?.trim() ?? '',
    country: parts?.addressCountry?.trim() ?? '',
  };
};
