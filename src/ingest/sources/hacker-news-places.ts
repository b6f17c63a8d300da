import type { Remote } from '../../matching/filter.ts';
import { findPlaces } from '../../places/index.ts';

export interface WorkingPlaces {
  readonly locations: readonly string[];
  readonly remote: Remote | null;
  readonly remoteFrom: string | null;
}

const remoteWord = /(?<![a-z])(?:remote(?:ly)?(?:[- ](?:first|friendly|only))?|wfh|work from home)(?![a-z])/i;
const partly = /(?<![a-z])part(?:ly|ial(?:ly)?)?[- ]?remote(?![a-z])/i;
const inPerson = /(?<![a-z])in[- ]person(?![a-z])/i;
const elsewise = /(?<![a-z])hybrid(?![a-z])/i;

/**
 * The places of a header one by one, so that those of an office are not taken for those where a remote worker may
 * live: "NYC or REMOTE (US and EU)" is an office and a residence. How it is done is null where the places say it
 * by themselves.
 */
export const workingPlaces = (parts: readonly string[]): WorkingPlaces => {
  if (parts.some((part) => partly.test(part))) return { locations: parts, remote: 'hybrid', remoteFrom: null };
  const places = parts.flatMap(alternatives);
  const residences = places.flatMap((place) => (isRemote(place) ? [residenceIn(place)] : []));
  const isInPerson =
    residences.length === 0 && parts.some((part) => inPerson.test(part)) && !elsewise.test(parts.join(' '));
  return {
    locations: places.map((place) => (isRemote(place) ? asRemote(place, residenceIn(place)) : place)),
    remote: isInPerson ? 'no' : null,
    remoteFrom: residences.find((residence) => residence !== null) ?? null,
  };
};

const isRemote = (place: string): boolean =>
  remoteWord.test(place) && !/(?<![a-z])(?:no|not|non)[- ]remote/i.test(place);

/** "Oslo (remote possible)" stays: what stands before the brackets is an office. */
const asRemote = (place: string, residence: string | null): string => {
  if (!remoteWord.test(place.replace(/\([^()]*\)/g, ' '))) return place;
  return residence === null ? 'Remote' : `Remote (${residence})`;
};

/** Parted where remote work begins or ends, not inside of brackets. */
const alternatives = (part: string): readonly string[] =>
  part
    .split(
      /\s*(?:,?\s+(?:or|and)\s+|[,;/+&]\s*(?:or\s+)?)(?=(?:fully |100% )?remote(?![a-z]))(?![^(]*\))|(?<=remote(?:\s*\([^()]*\))?)\s*(?:\/|&|;|\+|\s(?:or|and)\s)\s*(?![^(]*\))|(?<=remote\s*\([^()]*\))\s*,\s*/i,
    )
    .map((place) => place.trim())
    .filter((place) => place !== '');

const longestResidence = 50;
const clock = /(?<![a-z])(?:utc|gmt|[ecmp][sd]?t|cest|cet|ist|time ?zones?|hours)(?![a-z])/i;
const ornaments =
  /(?<![a-z%])(?:100%|fully|but|must|be|based|located|residents?|only|preferred|preferably|in|the|from|within|of|anywhere|open to|candidates)(?![a-z])/gi;

/** What stands in brackets behind the word or beside it, where it is a place or a clock. */
const residenceIn = (place: string): string | null => {
  const beside = place.replace(/\([^()]*\)/g, ' ');
  const inBrackets = /\(([^()]+)\)/.exec(place)?.[1] ?? '';
  const said = remoteWord.test(beside)
    ? [inBrackets, beside.replace(remoteWord, ' ').split(/\s(?:with|for|when|if|\+)\s/i)[0] ?? '']
    : (/(?<![a-z])remote\s+(?:in\s+|from\s+)?([\p{L} ]+)/iu.exec(inBrackets)?.slice(1) ?? []);
  const places = said.map(trimmed).filter((one) => one !== '' && one.length <= longestResidence);
  return places.find((one) => clock.test(one) || findPlaces(one).length > 0) ?? null;
};

const trimmed = (text: string): string =>
  text
    .replace(ornaments, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:/+&–—-]+|[\s,;:/&–—-]+$/g, '');
