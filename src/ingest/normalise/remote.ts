import type { Remote } from '../../matching/filter.ts';

export interface WorkPlace {
  readonly remote: Remote | null;
  /** Where a remote worker must live, as it is written; null where nothing is said. */
  readonly remoteFrom: string | null;
}

const nothingSaid: WorkPlace = { remote: null, remoteFrom: null };

// `\b` does not end a word at an underscore: "Florida_Remote".
const remoteWord =
  /(?<![a-z])(?:remote(?:ly)?|work from home|wfh|home[- ]based|telecommut(?:e|ing)|télétravail)(?![a-z])/i;
const hybridWord = /(?<![a-z])hybrid(?![a-z])/i;
const onsiteWord = /(?<![a-z])(?:on[- ]?site|in[- ]office|not remote|non[- ]remote|no remote)(?![a-z])/i;

/**
 * How a job is done, by what its location says, else by its title, where only a part that stands
 * alone counts: "Engineer (Remote)", not "Remote Sensing Scientist".
 */
export const workPlace = (location: string | null, title: string): WorkPlace => {
  const said = location === null ? nothingSaid : ofLocation(location);
  return said.remote === null ? ofTitle(title) : said;
};

const ofLocation = (location: string): WorkPlace => {
  const places = alternatives(location);
  const remote = places.filter((place) => remoteWord.test(place) && !/\b(?:not|non|no)[- ]remote/i.test(place));
  // "Remote or Hybrid", "Remote - US; Hybrid - NYC": who looks for remote work can have it.
  const purelyRemote = remote.filter((place) => !hybridWord.test(place));
  if (purelyRemote.length > 0) return { remote: 'yes', remoteFrom: together(purelyRemote.map(residence)) };
  if (hybridWord.test(location)) return { remote: 'hybrid', remoteFrom: null };
  if (onsiteWord.test(location)) return { remote: 'no', remoteFrom: null };
  return nothingSaid;
};

/** "New York or Remote (US or Canada)": parted where one way of working begins or ends, not inside of brackets. */
const alternatives = (location: string): readonly string[] => {
  // "Remote - Brazil; Mexico; Chile" is one list of countries.
  if (/^\s*remote\s*[-–—:]/i.test(location) && !/remote.*remote|hybrid/i.test(location)) return [location];
  const bar = location.split('|').length > 2 ? '|\\|' : '';
  const parting = `;${bar}|,?\\s+or\\s+(?=remote|hybrid)|(?<=remote\\)?)\\s+or\\s+|,\\s*(?=hybrid\\b|remote\\s+[a-z])`;
  return location.split(new RegExp(`\\s*(?:${parting})\\s*(?![^(]*\\))`, 'i')).filter((place) => place.trim() !== '');
};

const ornaments =
  /(?<![a-z])(?:(?:fully|100%|virtual|possible|friendly|first|only|based|position|role|work|job|option|preferred|anywhere in the|anywhere|worldwide|global(?:ly)?|within|in|the|from|for exceptional candidates)(?![a-z%])|100%)/gi;

const edges = /^[\s,;:|/_@–—-]+|[\s,;:|/_@–—-]+$/g;

const residence = (place: string): string | null => {
  const left = place
    .replace(new RegExp(remoteWord, 'gi'), ' ')
    .replace(ornaments, ' ')
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+([,)\]])/g, '$1')
    .replace(/([([])\s+/g, '$1');
  const trimmed = left.replace(edges, '');
  const unwrapped = (/^[([]([^()[\]]*)[)\]]$/.exec(trimmed)?.[1] ?? trimmed).replace(edges, '');
  return /[\p{L}\p{N}]/u.test(unwrapped) ? unwrapped : null;
};

/** One "remote" without a place among them means that the place does not matter. */
const together = (places: readonly (string | null)[]): string | null =>
  places.includes(null) ? null : [...new Set(places)].join('; ');

const ofTitle = (title: string): WorkPlace => {
  const parts = title.split(/[()[\]|,;:]|\s[-–—/]|[-–—/]\s/).map((part) => part.trim());
  const remote = parts.find((part) =>
    /^(?:fully |100% )?(?:remote|work from home|wfh)(?:$|[-\s–—]+(?:us|usa|uk|eu|emea|in .+)$)/i.test(part),
  );
  if (remote !== undefined) return { remote: 'yes', remoteFrom: residence(remote) };
  if (parts.some((part) => /^hybrid(?:$|\s*[/@])/i.test(part))) {
    return { remote: 'hybrid', remoteFrom: null };
  }
  return nothingSaid;
};
