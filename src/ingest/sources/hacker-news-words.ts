import { findPlaces } from '../../places/index.ts';

// What people are hired as. Plural, and with what stands behind: "Engineer II", "Engineers (Go)".
const roleNoun =
  'engineers?|developers?|devs?(?! shop)|programmers?|designers?|managers?|scientists?|architects?|analysts?|directors?|researchers?|' +
  'marketers?|recruiters?|writers?|consultants?|associates?|specialists?|representatives?|executives?|administrators?|' +
  'technicians?|operators?|strategists?|advocates?|evangelists?|accountants?|controllers?|coordinators?|assistants?|' +
  'editors?|instructors?|teachers?|tutors?|postdocs?|interns?|internships?|apprentices?|co-?founders?|founders?|leads?|sres?|swes?|' +
  'sdes?|sdrs?|bdrs?|aes?|pms?|tpms?|mles?|fdes?|ctos?|ceos?|coos?|cfos?|cmos?|cpos?|vps?|devrel|mts|qa|sysadmins?|' +
  'professors?|lecturers?|physicists?|chemists?|biologists?|mathematicians?|economists?|attorneys?|counsel|nurses?|' +
  'creators?|producers?|officers?|partner|experts?|statisticians?|trainers?|testers?|hackers?|generalists?|chief of staff';
const role = new RegExp(
  `(?<![\\p{L}\\p{N}@./-])head of [a-z]|(?<![\\p{L}\\p{N}@./-])(?:${roleNoun}|member(?:s)? of (?:the )?technical staff|technical staff|vice president|product owners?)(?![\\p{L}\\p{N}])(?!\\.[a-z])`,
  'iu',
);
const severalRoles =
  /(?<![a-z])(?:(?:multiple|various|several|many|all|\d+\+?|engineering|technical|tech|open|different)[\s/-]+)+(?:[a-z]+\s+)?(?:roles?|positions?|openings?|jobs?)(?![a-z])|^(?:multiple|various|many roles|all levels)$/i;
const areaWords =
  'eng|engineering|product|design|sales|marketing|gtm|growth|business development|back[- ]?end|front[- ]?end|full[- ]?stack|mobile|ios|android|devops|sre|ml|ai|data|infra(?:structure)?|platform|security|support|operations|ops|customer success|finance|legal|hr|people|qa|research|software|hardware|robotics|embedded|web|cloud|solutions?|analytics|recruiting|talent|networking|rails|react|python|rust|golang|java';
const areas = new RegExp(
  `^(?:(?:senior|sr\\.?|staff|lead|junior|principal|founding)\\s+)?(?:${areaWords})(?:(?:\\s*[,/&+]\\s*|\\s+and\\s+|\\s+)(?:and\\s+)?(?:${areaWords}|more|other))*$`,
  'i',
);

const employment =
  /(?<![a-z])(?:full[- ]?time|part[- ]?time|fulltime|parttime|ft|contract(?:or|ing|s)?(?:[- ]to[- ]hire)?|permanent|perm|freelance|internships?|interns?|temporary|w2|1099|b2b|c2c|equity only|salary)(?![a-z])/i;
const working =
  /(?<![a-z])(?:remote(?:ly)?(?:-first|-friendly)?|on-?\s?site|in-?\s?person|in-?\s?office|hybrid|wfh|work from home|anywhere|worldwide|global(?:ly)?|relocat(?:e|ion)|distributed|async)(?![a-z])/i;
const visa =
  /(?<![a-z])(?:visas?|sponsorship|sponsor|citizens?(?:hip)?|work auth(?:orization)?|clearance|green card|relocation|bonus|benefits|401k|pto)(?![a-z])/i;
const money =
  /(?:[$€£¥₹]|(?<![a-z])(?:usd|eur|gbp|cad|aud|chf|inr|sek|us\$|c\$|a\$)(?![a-z]))\s*\d|\d[\d.,]*\s*[kK]?\s*(?:[$€£₹]|(?:usd|eur|gbp|cad|aud|chf|inr|sek|pln)(?![a-z]))|\d{2,3}\s*k\b|\d+\s*(?:-|–|to)\s*\d+\s*(?:k|L|LPA)\b/i;
const equity = /(?<![a-z])(?:equity|competitive|comp(?:ensation)?|salary|commission|stock|ote|rate)(?![a-z])/i;
const allEmployment = new RegExp(employment, 'gi');
const allWorking = new RegExp(working, 'gi');
const webAddress = /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?:\/\S*)?$/i;

export type PartKind = 'link' | 'pay' | 'role' | 'place' | 'terms' | 'other';

/** Longer than this a part is prose that follows the header without a break. */
const longestPart = 160;

/** What a part of a header speaks of, in the order in which doubt is decided. */
export const kindOfPart = (part: string): PartKind => {
  const text = part.slice(0, longestPart);
  if (webAddress.test(text)) return 'link';
  if (money.test(text) && !namesRole(withoutBrackets(text))) return 'pay';
  if (namesRole(text)) return 'role';
  if (working.test(text)) return 'place';
  if (employment.test(text) || visa.test(withoutBrackets(text)) || equity.test(text)) return 'terms';
  return isPlace(text) ? 'place' : 'other';
};

/** True where a text names what somebody is hired as. */
export const namesRole = (text: string): boolean => {
  const bare = withoutBrackets(text)
    .replace(/(?:https?:\/\/|www\.)\S+/gi, ' ')
    .trim();
  return isRole(bare) || severalRoles.test(bare) || areas.test(bare);
};

/** The same where it says which one: not for "multiple roles", nor for "interns welcome". */
export const isRole = (text: string): boolean => {
  const bare = withoutBrackets(text);
  const said = bare
    .replace(allEmployment, ' ')
    .replace(/(?<![a-z])(?:co-?ops?|welcome|ok(?:ay)?|or|and|only)(?![a-z])/gi, ' ');
  return role.test(bare) && /\p{L}/u.test(said.replace(allWorking, ' '));
};

/** True where a text only says that there are roles: "Multiple roles". */
export const isVague = (text: string): boolean => severalRoles.test(text) && !isRole(text.replace(severalRoles, ' '));

/** A place without the words for hours and contracts beside it: "Full-time, remote" is "remote". */
export const withoutEmployment = (text: string): string =>
  text
    .replace(allEmployment, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;/+&–—-]+|[\s,;/+&–—-]+$/g, '');

export const namesWorking = (text: string): boolean => working.test(text);
export const namesPay = (text: string): boolean => money.test(text);
export const namesEmployment = (text: string): boolean => employment.test(text);

const placeWord =
  /(?<![a-z])(?:us|usa|uk|eu|europe|emea|apac|latam|nyc|sf|bay area|la|dc|est|pst|cet|timezones?|time zones?|utc|gmt|downtown)(?![a-z])/i;

const isPlace = (text: string): boolean => {
  if (placeWord.test(text)) return true;
  return findPlaces(text).length > 0;
};

/** What stands in brackets explains a part and is not its kind: "Engineer (Remote)". */
export const withoutBrackets = (text: string): string => {
  const bare = text
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return bare === '' ? text : bare;
};
