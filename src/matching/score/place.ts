import { countriesIn, type Place } from '../../places/index.ts';
import { isFound } from '../matches.ts';
import type { ScoredJob } from './scored-job.ts';
import type { WishedPlace, Wishes } from './wishes.ts';

export type PlaceNote =
  | 'remote'
  | 'remote, from where is unclear'
  | 'remote from elsewhere'
  | 'there'
  | 'same country'
  | 'elsewhere'
  | 'hybrid'
  | 'not remote'
  | 'remote only'
  | 'place not stated';

export interface PlaceFit {
  readonly share: number;
  readonly note: PlaceNote;
  /** The wished place that is meant. */
  readonly place: string | null;
}

/** How far a job can be done where the person wants to work; null where they have no wish. */
export const placeFit = (wishes: Wishes, scored: ScoredJob): PlaceFit | null => {
  const { places, remote } = wishes;
  if (places.length === 0 && remote !== 'only' && remote !== 'no') return null;
  const ways = [
    ...(scored.job.remote === 'yes' && remote !== 'no' ? [remotely(wishes, scored)] : []),
    ...(remote === 'only' ? [onlyRemotely(scored)] : places.map((place) => onSite(place, scored))),
    ...(remote === 'no' && places.length === 0 ? [awayFromHome(scored)] : []),
  ];
  return ways.reduce((best, way) => (way.share > best.share ? way : best));
};

const found = (share: number, note: PlaceNote, place: string | null = null): PlaceFit => ({ share, note, place });

const remotely = ({ countries }: Wishes, { job }: ScoredJob): PlaceFit => {
  if (job.remoteFrom === null) return found(1, 'remote');
  const from = countriesIn(job.remoteFrom);
  if (from === null || countries.length === 0) return found(0.5, 'remote, from where is unclear');
  return countries.some((country) => from.has(country)) ? found(1, 'remote') : found(0, 'remote from elsewhere');
};

const onlyRemotely = ({ job }: ScoredJob): PlaceFit =>
  job.remote === 'hybrid' ? found(0.25, 'hybrid') : found(0, 'not remote');

const awayFromHome = ({ job }: ScoredJob): PlaceFit =>
  job.remote === 'yes' ? found(0, 'remote only') : found(1, 'there');

const onSite = (wished: WishedPlace, { job, analysed }: ScoredJob): PlaceFit => {
  if (job.location === null && job.places.length === 0) return found(0, 'place not stated');
  const isThere =
    isFound(wished, analysed, 'C') || wished.places.some((place) => job.places.some((one) => contains(place, one)));
  if (isThere) return found(1, 'there', wished.written);
  const isNear = wished.places.some(
    ({ country }) => country !== null && job.places.some((one) => one.country === country),
  );
  return isNear ? found(0.3, 'same country', wished.written) : found(0, 'elsewhere', wished.written);
};

const contains = (wished: Place, { city, region, country }: Place): boolean =>
  (wished.country === null || wished.country === country) &&
  (wished.region === null || wished.city !== null || wished.region === region) &&
  (wished.city === null || wished.city === city) &&
  (wished.city ?? wished.region ?? wished.country) !== null;
