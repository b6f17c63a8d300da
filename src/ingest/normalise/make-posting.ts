import { decodeHTMLStrict as decodeEntities } from 'entities';
import type { EmploymentType, Remote } from '../../matching/filter.ts';
import { findPlaces, type Place } from '../../places/index.ts';
import { findSkills } from '../../skills/index.ts';
import type { NormalisedPosting, Salary, SourceInfo } from '../source.ts';
import { cleanParagraphs, descriptionOf, readLine, storableJson } from './clean-text.ts';
import { payOfDescription } from './description-pay.ts';
import { employmentType, employmentTypeOfTitle } from './employment-type.ts';
import { languageOf } from './language.ts';
import { levelOf } from './level.ts';
import { firstMoment, type WrittenMoment } from './moment.ts';
import { payOf } from './pay.ts';
import { workPlace } from './remote.ts';
import { requirementsOf } from './requirements.ts';
import { webUrl } from './web-url.ts';

export type { WrittenMoment } from './moment.ts';

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
  const title = readLine(draft.title);
  if (title === null) return 'title: empty';
  const url = webUrl(draft.url ?? '');
  if (url === null) return 'url: not a web address';
  const companyName = readLine(draft.companyName ?? '') ?? source.companyName;
  if (companyName === null) return 'company: nothing says whose posting it is';
  const location = locationOf(draft);
  const places = location === null ? [] : findPlaces(location);
  const description = draft.html ? descriptionOf(draft.html) : textOf(draft.text ?? '');
  const said = workPlace(location, title);
  return {
    externalId: String(draft.externalId),
    url,
    otherUrls: (draft.otherUrls ?? []).flatMap((other) => webUrl(other ?? '') ?? []).filter((other) => other !== url),
    title,
    companyName,
    location,
    places,
    remote: draft.remote ?? said.remote,
    remoteFrom: readLine(draft.remoteFrom ?? '') ?? said.remoteFrom,
    department: readLine(draft.department ?? ''),
    employmentType: typeOf(draft, title),
    level: levelOf(draft.level ?? '', title),
    description,
    requirements: requirementsOf(description),
    techStack: findSkills(`${title}\n${description}\n${(draft.tags ?? []).join(', ')}`),
    language: languageOf(draft.language, description),
    salary: payFor(draft, description, places),
    postedAt: firstMoment(draft.postedAt),
    deadlineAt: firstMoment(draft.deadlineAt),
    raw: storableJson(draft.raw),
  };
};

const locationOf = ({ locations = [] }: Draft): string | null => {
  const lines = locations.map((place) => readLine(place ?? '')).filter((place) => place !== null);
  return lines.length === 0 ? null : [...new Set(lines)].join('; ');
};

const textOf = (text: string): string => cleanParagraphs(text.includes('&') ? decodeEntities(text) : text);

const typeOf = (draft: Draft, title: string): EmploymentType | null =>
  employmentType(draft.employmentType ?? '') ?? employmentTypeOfTitle(title);

/** A field for pay outweighs what the description says. */
const payFor = (draft: Draft, description: string, places: readonly Place[]): Salary | null => {
  if (draft.salary) return draft.salary;
  const country = countryOfPay(places);
  return payOf(draft.payText ?? '', country) ?? payOfDescription(description, country);
};

const withDollars = new Set(['US', 'CA', 'AU', 'NZ', 'SG', 'HK', 'MX']);

/** The country whose money a plain sign means; null where the job is in several that share the sign. */
const countryOfPay = (places: readonly Place[]): string | null => {
  const countries = [...new Set(places.flatMap(({ country }) => country ?? []))];
  if (countries.length < 2) return countries[0] ?? null;
  const dollars = countries.filter((country) => withDollars.has(country));
  return dollars.length === 1 ? (dollars[0] ?? null) : null;
};
