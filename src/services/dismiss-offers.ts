import type { DismissReason, Job, Profile } from '../../models/index.ts';
import { minorUnits } from '../currency.ts';
import { UserError } from '../errors.ts';
import type { JobFilter } from '../matching/filter.ts';
import { parseFilter } from '../matching/parse-filter.ts';
import { printFilter } from '../matching/print-filter.ts';

/** A change that would keep such jobs away; nothing is changed until the person takes it. */
export type Offer =
  /** Never to show a company again. */
  | { readonly kind: 'avoid-company'; readonly company: string }
  /** Never to show a word again; which, they say. */
  | { readonly kind: 'avoid-word' }
  /** To say first which skill it is. */
  | { readonly kind: 'choose-skill'; readonly skills: readonly string[] }
  /** Another query for one of their searches. */
  | { readonly kind: 'edit'; readonly number: number; readonly change: Change; readonly query: string };

export type Change =
  | { readonly kind: 'pay-from'; readonly min: number; readonly currency: string }
  /** Pay that nobody states, or not in a currency that compares, no longer passes. */
  | { readonly kind: 'pay-stated' }
  | { readonly kind: 'without' | 'only'; readonly what: string };

type OfferedJob = Pick<
  Job,
  | 'companyName'
  | 'location'
  | 'places'
  | 'remote'
  | 'level'
  | 'techStack'
  | 'salaryYearlyMin'
  | 'salaryYearlyMax'
  | 'salaryCurrency'
>;
type OfferedProfile = Pick<Profile, 'places' | 'salaryMin' | 'salaryCurrency'>;

interface Given {
  readonly reason: DismissReason;
  /** The skill that it is about, once they have said so. */
  readonly about: string | null;
  readonly job: OfferedJob;
  readonly profile: OfferedProfile;
  /** The searches that the job fits. */
  readonly searches: readonly { readonly number: number; readonly filter: JobFilter }[];
}

/** So many searches are offered a change, and so many skills to choose from: a message holds no more buttons. */
const mostSearches = 3;
const mostSkills = 8;
/** Longer names are no entry of an avoid list. */
const mostAvoided = 100;

/** What a person may change so that jobs like the one they put aside do not come again. Pure. */
export const offersFor = ({ reason, about, job, profile, searches }: Given): readonly Offer[] => {
  const edits = (changes: (filter: JobFilter) => readonly Wanted[]): Offer[] =>
    searches.slice(0, mostSearches).flatMap(({ number, filter }) =>
      changes(filter).flatMap(({ change, query }): Offer[] => {
        const read = readBack(query);
        return read === null || read === printFilter(filter) ? [] : [{ kind: 'edit', number, change, query: read }];
      }),
    );
  switch (reason) {
    case 'company':
      return job.companyName.length > mostAvoided ? [] : [{ kind: 'avoid-company', company: job.companyName }];
    case 'pay':
      return edits((filter) => payChange(filter, job, profile));
    case 'place':
      return edits((filter) => placeChanges(filter, job, profile));
    case 'level': {
      // As in the filter language, what states none counts as mid.
      const level = job.level ?? 'mid';
      return edits((filter) => [without(filter, 'level', level)]);
    }
    case 'skill':
      if (about !== null) return edits((filter) => [without(filter, 'skill', about)]);
      return job.techStack.length === 0
        ? [{ kind: 'avoid-word' }]
        : [{ kind: 'choose-skill', skills: job.techStack.slice(0, mostSkills) }];
    case 'other':
      return [{ kind: 'avoid-word' }];
  }
};

interface Wanted {
  readonly change: Change;
  readonly query: string;
}

/** The query as a filter says it; null where it is none, or longer than one may be. */
const readBack = (query: string): string | null => {
  try {
    return printFilter(parseFilter(query));
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
};

const field = (name: string, value: string): string => `${name}:"${value.replace(/["“”„‟«»]/g, '')}"`;

const without = (filter: JobFilter, name: string, value: string): Wanted => ({
  change: { kind: 'without', what: value },
  query: `${printFilter(filter)} -${field(name, value)}`,
});

const payChange = (filter: JobFilter, job: OfferedJob, profile: OfferedProfile): Wanted[] => {
  const most = job.salaryYearlyMax ?? job.salaryYearlyMin;
  const currency = job.salaryCurrency;
  const { salary } = filter;
  const isComparable = salary === null || salary.currency === null || salary.currency === currency;
  if (most === null || currency === null || !isComparable) {
    return [{ change: { kind: 'pay-stated' }, query: printFilter({ ...filter, isPayStated: true }) }];
  }
  const floor = profile.salaryCurrency === currency ? (profile.salaryMin ?? 0) : 0;
  const min = floor > most ? floor : above(most, minorUnits(currency));
  const max = salary?.max != null && salary.max >= min ? salary.max : null;
  return [
    {
      change: { kind: 'pay-from', min, currency },
      query: printFilter({ ...filter, salary: { min, max, currency } }),
    },
  ];
};

/** The next round amount above one, minor units: 72,500 -> 75,000. */
const above = (minor: number, scale: number): number => {
  const units = minor / scale;
  const step = units < 20_000 ? 1000 : units < 1_000_000 ? 5000 : 10 ** (Math.floor(Math.log10(units)) - 1);
  return (Math.floor(units / step) + 1) * step * scale;
};

const placeChanges = (filter: JobFilter, job: OfferedJob, { places }: OfferedProfile): Wanted[] => {
  if (job.remote === 'yes') return [without(filter, 'remote', 'yes')].map(asRemote);
  const name = job.places[0]?.city ?? job.places[0]?.region ?? job.location;
  const isWanted = (place: string): boolean =>
    filter.location.some(({ written }) => written.toLowerCase() === place.toLowerCase());
  const wished = places[0];
  return [
    ...(name === null || name === undefined || name.length > 60 || isWanted(name)
      ? []
      : [without(filter, 'location', name)]),
    ...(wished === undefined || filter.location.length > 0 || wished.toLowerCase() === name?.toLowerCase()
      ? []
      : [
          {
            change: { kind: 'only', what: wished } as const,
            query: `${printFilter(filter)} ${field('location', wished)}`,
          },
        ]),
  ];
};

const asRemote = (wanted: Wanted): Wanted => ({ ...wanted, change: { kind: 'without', what: 'remote' } });
