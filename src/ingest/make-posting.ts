import type { EmploymentType, Remote } from '../matching/filter.ts';
import { findPlaces } from '../places/index.ts';
import { findSkills } from '../skills/index.ts';
import { cleanLine, cleanParagraphs, htmlToText, storableJson, unescapeHtml } from './clean-text.ts';
import { employmentType, employmentTypeOfTitle, isoMoment, webUrl } from './normalise.ts';
import { workPlace } from './remote.ts';
import type { NormalisedPosting, Salary, SourceInfo } from './source.ts';

/** A date in words, epoch seconds or epoch milliseconds. */
export type WrittenMoment = string | number | null | undefined;

/**
 * What a kind of source found in an item, as it is written there. Everything that is the same for
 * all kinds (cleaning, places, pay in words, level, skills, language, dates) happens behind it.
 */
export interface Draft {
  readonly externalId: string | number;
  readonly url: string | null | undefined;
  /** The employer's own page or form, where the source is not the employer. */
  readonly otherUrls?: readonly (string | null | undefined)[];
  readonly title: string;
  /** Absent: the company of the source. */
  readonly companyName?: string | null | undefined;
  /** Each place on its own, or one text with several. */
  readonly locations?: readonly (string | null | undefined)[];
  /** Where the source has a field for it. */
  readonly remote?: Remote | null | undefined;
  readonly remoteFrom?: string | null | undefined;
  readonly department?: string | null | undefined;
  /** Words of a field for it: `Full-time`, `FULL_TIME`, `CDI`. */
  readonly employmentType?: string | null | undefined;
  /** Words of a field for it: `Mid-Senior level`. */
  readonly level?: string | null | undefined;
  /** HTML, also escaped once or twice. */
  readonly html?: string | null | undefined;
  /** Plain text; used where there is no HTML. */
  readonly text?: string | null | undefined;
  readonly salary?: Salary | null | undefined;
  /** Words of a field for pay: `$120k - $150k`. */
  readonly payText?: string | null | undefined;
  /** Skills that the source names itself. */
  readonly tags?: readonly string[] | undefined;
  readonly language?: string | null | undefined;
  /** Of several the first that can be read counts. */
  readonly postedAt?: WrittenMoment | readonly WrittenMoment[];
  readonly deadlineAt?: WrittenMoment | readonly WrittenMoment[];
  readonly raw: unknown;
}

/** The posting, or why there is none. */
export const makePosting = (draft: Draft, source: SourceInfo): NormalisedPosting | string => {
  const title = cleanLine(draft.title);
  if (title === null) return 'title: empty';
  const url = webUrl(draft.url ?? '');
  if (url === null) return 'url: not a web address';
  const companyName = cleanLine(draft.companyName ?? '') ?? source.companyName;
  if (companyName === null) return 'company: nothing says whose posting it is';
  const location = locationOf(draft);
  const description = draft.html ? htmlToText(unescapeHtml(draft.html)) : cleanParagraphs(draft.text ?? '');
  const said = workPlace(location, title);
  return {
    externalId: String(draft.externalId),
    url,
    otherUrls: (draft.otherUrls ?? []).flatMap((other) => webUrl(other ?? '') ?? []).filter((other) => other !== url),
    title,
    companyName,
    location,
    places: location === null ? [] : findPlaces(location),
    remote: draft.remote ?? said.remote,
    remoteFrom: cleanLine(draft.remoteFrom ?? '') ?? said.remoteFrom,
    department: cleanLine(draft.department ?? ''),
    employmentType: typeOf(draft, title),
    level: null,
    description,
    requirements: null,
    techStack: findSkills(`${title}\n${description}`),
    language: /^([a-z]{2})(?:[-_]|$)/i.exec(draft.language ?? '')?.[1]?.toLowerCase() ?? null,
    salary: draft.salary ?? null,
    postedAt: momentOf(draft.postedAt),
    deadlineAt: momentOf(draft.deadlineAt),
    raw: storableJson(draft.raw),
  };
};

const locationOf = ({ locations = [] }: Draft): string | null => {
  const lines = locations.map((place) => cleanLine(place ?? '')).filter((place) => place !== null);
  return lines.length === 0 ? null : [...new Set(lines)].join('; ');
};

const typeOf = (draft: Draft, title: string): EmploymentType | null =>
  employmentType(draft.employmentType ?? '') ?? employmentTypeOfTitle(title);

/** Below this a number of seconds, above it of milliseconds: 1973 in one, 5138 in the other. */
const firstMilliseconds = 100_000_000_000;

const momentOf = (written: WrittenMoment | readonly WrittenMoment[]): Date | null => {
  for (const one of [written].flat()) {
    const moment = readMoment(one);
    if (moment !== null) return moment;
  }
  return null;
};

const readMoment = (written: WrittenMoment): Date | null => {
  if (written === null || written === undefined) return null;
  if (typeof written === 'string') return isoMoment(written);
  const moment = new Date(written < firstMilliseconds ? written * 1000 : written);
  return Number.isNaN(moment.getTime()) ? null : isoMoment(moment.toISOString());
};
