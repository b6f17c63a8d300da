import type { Profile } from '../../../models/index.ts';
import { countryLanguage, findPlaces, type Place } from '../../places/index.ts';
import { canonicalSkill, findSkills, isKnownSkill } from '../../skills/index.ts';
import { analyse } from '../analyse.ts';
import type { Term } from '../filter.ts';
import { titleWords } from './title.ts';

/** What of a profile a score looks at. */
export type ScoringProfile = Pick<
  Profile,
  | 'skills'
  | 'experience'
  | 'desiredTitles'
  | 'currentTitle'
  | 'places'
  | 'location'
  | 'remotePreference'
  | 'remoteFrom'
  | 'salaryMin'
  | 'salaryCurrency'
  | 'yearsExperience'
  | 'jobTypes'
  | 'preferredCompanies'
  | 'visaNeeded'
>;

/** A profile made ready to be held against many jobs. */
export interface Wishes {
  /** Canonical names in lower case of skills that the dictionary has. */
  readonly skills: ReadonlySet<string>;
  /** Skills that it has not: they are looked for as words. */
  readonly otherSkills: readonly Term[];
  readonly titles: readonly { readonly written: string; readonly words: readonly string[] }[];
  readonly places: readonly WishedPlace[];
  /** Where they would work from remotely, ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly remote: Profile['remotePreference'];
  /** Yearly, in minor units of `currency`. */
  readonly pay: { readonly min: number; readonly currency: string | null } | null;
  readonly years: number | null;
  readonly types: readonly string[];
  readonly companies: readonly Term[];
  readonly needsVisa: boolean;
  /** Languages that they are likely to read, ISO 639-1; empty: nothing is known of them. */
  readonly languages: readonly string[];
}

/** A place as they wrote it, what it means, and its words for where that is not known. */
export interface WishedPlace extends Term {
  readonly places: readonly Place[];
}

const anywhere = /^(?:anywhere|any|everywhere|worldwide|remote|egal|überall)$/i;

/**
 * Null: the profile says nothing that a job could be held against. `language` is that of their chat
 * program (BCP 47), null where it does not say.
 */
export const readWishes = (profile: ScoringProfile, language: string | null): Wishes | null => {
  const written = profile.skills.map(canonicalSkill);
  const known = [...written.filter(isKnownSkill), ...findSkills(profile.experience ?? '')];
  const titles = profile.desiredTitles.length > 0 ? profile.desiredTitles : list(profile.currentTitle);
  const places = profile.places.length > 0 ? profile.places : list(profile.location);
  const wishedPlaces = terms(places.filter((place) => !anywhere.test(place.trim()))).map((term) => ({
    ...term,
    places: findPlaces(term.written),
  }));
  const countries = countriesOf(profile.remoteFrom) ?? countriesOf(profile.location) ?? [];
  const abroad = wishedPlaces.flatMap((place) => place.places.flatMap(({ country }) => country ?? []));
  const wishes: Wishes = {
    skills: new Set(known.map((skill) => skill.toLowerCase())),
    otherSkills: terms(written.filter((skill) => !isKnownSkill(skill))),
    titles: titles.map((title) => ({ written: title, words: titleWords(title) })).filter(hasWords),
    places: wishedPlaces,
    countries,
    remote: profile.remotePreference,
    pay: profile.salaryMin === null ? null : { min: profile.salaryMin, currency: profile.salaryCurrency },
    years: profile.yearsExperience,
    types: profile.jobTypes,
    companies: terms(profile.preferredCompanies),
    needsVisa: profile.visaNeeded === true,
    // Many use their programs in English: whoever lives or looks in a country is taken to read what is spoken there.
    languages:
      language === null
        ? []
        : [
            language.slice(0, 2).toLowerCase(),
            ...known.flatMap((skill) => codeOfLanguage.get(skill) ?? []),
            ...[...countries, ...abroad].map(countryLanguage),
          ],
  };
  return isEmpty(wishes) ? null : wishes;
};

const isEmpty = (wishes: Wishes): boolean =>
  wishes.skills.size === 0 &&
  wishes.pay === null &&
  wishes.years === null &&
  wishes.remote === null &&
  !wishes.needsVisa &&
  [wishes.otherSkills, wishes.titles, wishes.places, wishes.types, wishes.companies].every((all) => all.length === 0);

const list = (text: string | null): readonly string[] => (text === null ? [] : [text]);

const hasWords = ({ words }: { readonly words: readonly string[] }): boolean => words.length > 0;

const terms = (entries: readonly string[]): Term[] =>
  entries.map((entry) => ({ written: entry.trim(), words: analyse(entry) })).filter(hasWords);

const countriesOf = (text: string | null): readonly string[] | null => {
  const countries = findPlaces(text ?? '').flatMap(({ country }) => country ?? []);
  return countries.length === 0 ? null : [...new Set(countries)];
};

/** By the name that the dictionary of skills gives a language. */
const codeOfLanguage: ReadonlyMap<string, string> = new Map(
  'ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sr sv ta th tr uk ur vi zh'
    .split(' ')
    .map((code) => [new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code, code]),
);
