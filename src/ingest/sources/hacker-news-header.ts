import type { Remote } from '../../matching/filter.ts';
import type { Comment } from './hacker-news-comment.ts';
import { companyName, startsWithPlace, startsWithRole } from './hacker-news-company.ts';
import { labelledHeader } from './hacker-news-labels.ts';
import { workingPlaces } from './hacker-news-places.ts';
import { rolesBelow, titleOf } from './hacker-news-roles.ts';
import { sentenceHeader } from './hacker-news-sentence.ts';
import { isRole, isVague, kindOfPart, namesEmployment, namesWorking, withoutEmployment } from './hacker-news-words.ts';

/** What the first line of a comment tells, as it is written. */
export interface Header {
  readonly company: string;
  readonly title: string;
  readonly locations: readonly string[];
  /** Null where the places say it by themselves. */
  readonly remote: Remote | null;
  readonly remoteFrom: string | null;
  readonly employmentType: string | null;
  readonly payText: string | null;
}

/** What a form of header gives before roles are looked for below it. */
export interface Found {
  readonly company: string;
  readonly roles: readonly string[];
  readonly parts: readonly string[];
}

/**
 * Company, role, place, pay of a comment, in whatever order its first line gives them; else why they cannot be
 * told. Roles may stand below ("Multiple roles" and a list); the company may not.
 */
export const readHeader = (comment: Comment): Header | string => {
  const lines = [comment.first, ...comment.rest.slice(0, 12)];
  if (lines.some((line) => seeker.test(line))) return 'somebody looks for work';
  if (closed.test(comment.first)) return 'its poster says that it is closed';
  const found = labelledHeader(lines) ?? partedHeader(comment.first) ?? sentenceHeader(comment.first);
  if (found === null) return 'company: the first line names none';
  const clear = found.roles.filter((role) => !isVague(role));
  const below = clear.length > 0 ? [] : rolesBelow(comment.rest);
  const roles = clear.length > 0 ? clear : below.length > 0 ? below : found.roles;
  if (roles.length === 0) return 'title: no role is named';
  return { company: found.company, title: titleOf(roles), ...conditionsOf(found.parts) };
};

const seeker = /^\W*(?:seeking (?:work|remote|freelance)|willing to relocate|r[ée]sum[ée](?:\/cv)?)(?:\s*:|\s)/i;
const closed =
  /^\W*(?:edit|update)?\W*(?:applications? closed|closed|position (?:is )?(?:closed|filled)|filled)(?![a-z])/i;

/** More than this is no header. */
const longestHeader = 1000;
/** Behind the last bar a text may go on without a break. */
const longestPart = 200;

const partedHeader = (first: string): Found | null => {
  const line = first
    .slice(0, longestHeader)
    .replace(/(?:open )?(?:roles?|positions?):\s*\[([^[\]]*)\]/i, '$1')
    .replace(/^([^[|]{2,60})\[([^[\]]*\|[^[\]]*)\]$/, '$1|$2');
  const parts = partsOf(line.replace(/^\W*(?:who is |now |we're |we are )?hiring\s*:\s*/i, ''));
  const [head = ''] = parts;
  if (parts.length < 2) return null;
  const kinds = parts.map(kindOfPart);
  const isHead = !startsWithRole(head) && !startsWithPlace(head) && !/^https?:/i.test(head);
  // Where the line begins with something else, a name is what is left over, if it is one thing only.
  const others = parts.filter((part, index) => index > 0 && kinds[index] === 'other' && companyName(part) !== null);
  const at = isHead ? 0 : others.length === 1 ? parts.indexOf(others[0] ?? '') : -1;
  const company = at === -1 ? null : companyName(parts[at] ?? '');
  if (company === null) return null;
  // `acme.io - boats for all` names itself by its form; anything else needs a word that belongs to a job.
  const isDomain = /^[\w-]+\.[a-z]{2,6}$/i.test(company);
  if (!isDomain && !kinds.some((kind, index) => index !== at && kind !== 'other')) return null;
  const roles = parts.filter((part, index) => index !== at && kinds[index] === 'role' && part.length <= 160);
  const clear = roles.filter(isRole);
  return {
    company,
    roles: (clear.length > 0 ? clear : roles).map(asTitle),
    parts: parts.map((part, index) => (index === at ? bracketed(part) : part)),
  };
};

/** By bars; where there are none by dashes, semicolons or slashes, which words are written with too. */
const partsOf = (line: string): readonly string[] => {
  const bars = split(line, /\s*[|｜¦•]\s*/);
  if (bars.length > 1) {
    const [head = '', ...rest] = bars;
    const inHead = split(head, /\s+[–—-]+\s+/);
    return inHead.slice(1).some((part) => kindOfPart(part) !== 'other') ? [...inHead, ...rest] : bars;
  }
  const forms = [/\s+[–—-]+\s+|\s*—\s*/, /\s*;\s+/, /\s*\/\s+/].map((separator) => split(line, separator));
  return forms.find((parts) => parts.length > 1 && parts.every((part) => part.length <= longestPart)) ?? [line];
};

const split = (line: string, separator: RegExp): readonly string[] =>
  line.split(separator).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));

/** "Acme (Remote US)": of the company's part only what its brackets say. */
const bracketed = (part: string): string =>
  [...part.matchAll(/[([]([^()[\]]+)[)\]]/g)]
    .flatMap(([, inner = '']) => (namesWorking(inner) ? [inner] : []))
    .join(', ');

const asTitle = (part: string): string =>
  part
    .replace(/\s*[-–—:(]*\s*(?:https?:\/\/|www\.)\S*/gi, ' ')
    .replace(/^(?:(?:we're |we are |now )?hiring:?\s+(?:for\s+)?|(?:open )?(?:roles?|positions?):\s*)/i, '')
    .replace(/^\[(.*)\]$/, '$1')
    .trim();

/** Place, pay and hours of the parts of a header, wherever they stand. */
const conditionsOf = (parts: readonly string[]): Omit<Header, 'company' | 'title'> => {
  const short = parts.map(withoutProse).filter((part) => part !== '');
  const places = short.filter((part) => kindOfPart(part) === 'place').map(withoutEmployment);
  const pay = short.filter((part) => kindOfPart(part) === 'pay');
  const hours = short.filter((part) => part.length <= longestPart && namesEmployment(part));
  // "Software Engineer (Remote)" and "Engineers in NYC or remote": the title says it too, but not always alone.
  const inRoles = places.length > 0 ? [] : short.filter((part) => kindOfPart(part) === 'role').map(bracketed);
  return {
    ...workingPlaces([...places, ...inRoles].filter((place) => place !== '')),
    employmentType: hours.length === 0 ? null : hours.join(', '),
    payText: pay.length === 0 ? null : pay.join(', '),
  };
};

/** "Full-time Acme builds boats and …": what begins a sentence is cut off. */
const withoutProse = (part: string): string => {
  if (part.length <= 80) return part;
  const [start = ''] = part.split(
    /\s(?=(?:We|Our|The|At|Hi|I|You)\s|[A-Z][\w.]+ (?:is|are|has|builds|helps|makes|provides)\s|https?:)/,
  );
  return start.length <= longestPart ? start : '';
};
