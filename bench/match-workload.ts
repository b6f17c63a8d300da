import { analyseJob } from '../src/matching/analyse.ts';
import type { Frequency } from '../src/matching/engine/engine.ts';
import { forEachFeature } from '../src/matching/engine/features.ts';
import type { EmploymentType, JobFilter, JobLevel, MatchableJob, Remote, Term } from '../src/matching/filter.ts';
import { everything } from '../src/matching/filter-parts.ts';
import type { Language } from './invented-words.ts';
import { between, oneOf, type Random, seeded, zipf } from './seeded.ts';

/** Searches and jobs of one seed: the one of a number is the same whenever it is asked for. */
export interface Workload {
  readonly search: (number: number) => JobFilter;
  readonly job: (number: number) => MatchableJob;
}

/** The commonest words, which nobody looks for. */
const stopWords = 100;

/**
 * Jobs of some 200 words as Zipf found them in texts; searches of one to four such words, some of them a
 * phrase, an alternative or excluded, and most with a place, a type, a level, remote work or pay.
 */
export const inventWorkload = (language: Language, seed: number): Workload => {
  const drawAsked = zipf(language.words.length - stopWords, 1.08, 40);
  const own = (kind: number, number: number): Random =>
    seeded(Math.imul(seed * 2 + kind, 2_654_435_761) ^ Math.imul(number + 1, 2_246_822_519));
  const asked = (random: Random): string => language.words[stopWords + drawAsked(random)] ?? '';
  return {
    search: (number) => inventSearch(language, own(0, number), asked),
    job: (number) => inventJob(language, own(1, number)),
  };
};

const term = (...words: string[]): Term => ({ words, written: words.join(' ') });

const spell = ({ words }: Language, ranks: readonly number[]): string[] => ranks.map((rank) => words[rank] ?? '');

const inventSearch = (language: Language, random: Random, asked: (random: Random) => string): JobFilter => {
  const drawn = random();
  const count = drawn < 0.07 ? 1 : drawn < 0.38 ? 2 : drawn < 0.75 ? 3 : 4;
  const clauses: Term[][] = Array.from({ length: count }, () => [term(asked(random))]);
  const [last] = clauses.slice(-1);
  if (count > 1 && random() < 0.25) last?.push(term(asked(random)));
  if (random() < 0.05) clauses[0] = [term(...spell(language, language.terms[language.drawTerm(random)] ?? []))];
  const city = language.cities[language.drawCity(random)] ?? [];
  return {
    ...everything,
    clauses,
    ...(random() < 0.15 ? { excluded: [term(asked(random))] } : {}),
    ...(random() < 0.08 ? { location: [term(...spell(language, city))] } : {}),
    ...(random() < 0.15 ? { remote: [oneOf<Remote>(random, ['yes', 'hybrid'])] } : {}),
    ...(random() < 0.15 ? { type: [oneOf<EmploymentType>(random, ['full-time', 'full-time', 'contract'])] } : {}),
    ...(random() < 0.15 ? { level: [oneOf<JobLevel>(random, ['junior', 'mid', 'senior'])] } : {}),
    ...(random() < 0.2 ? { salary: { min: between(random, 40, 120) * 1000_00, max: null, currency: 'EUR' } } : {}),
  };
};

const types: readonly (EmploymentType | null)[] = ['full-time', 'full-time', null, null, 'contract', 'part-time'];
const levels: readonly (JobLevel | null)[] = ['junior', 'mid', null, null, 'senior', 'senior', 'lead'];
const remotes: readonly (Remote | null)[] = ['yes', 'hybrid', 'no', null, null];

const inventJob = (language: Language, random: Random): MatchableJob => {
  const text: number[] = [];
  const length = between(random, 150, 210);
  while (text.length < length) {
    if (random() < 0.05) text.push(...(language.terms[language.drawTerm(random)] ?? []));
    else text.push(language.drawWord(random));
  }
  const remote = oneOf(random, remotes);
  const pay = random() < 0.5 ? null : between(random, 30, 150) * 1000_00;
  const say = (ranks: readonly number[] | undefined): string => spell(language, ranks ?? []).join(' ');
  return {
    title: say(language.roles[language.drawRole(random)]),
    companyName: say(language.companies[language.drawCompany(random)]),
    location: say(language.cities[language.drawCity(random)]),
    places: [],
    department: null,
    description: say(text),
    remote,
    remoteFrom: remote === 'yes' ? 'Germany' : null,
    employmentType: oneOf(random, types),
    salaryYearlyMin: pay,
    salaryYearlyMax: pay,
    salaryCurrency: pay === null ? null : 'EUR',
    level: oneOf(random, levels),
    techStack: [],
    sourceKind: 'greenhouse',
    postedAt: null,
    firstSeenAt: new Date(0),
  };
};

/** Which share of some jobs has a feature; the engine asks a sample, as it does in the bot. */
export const frequencyIn = (jobs: readonly MatchableJob[]): Frequency => {
  const counts = new Map<string, number>();
  for (const job of jobs) {
    const seen = new Set<string>();
    forEachFeature(analyseJob(job), (feature) => seen.add(feature));
    for (const feature of seen) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  return (feature) => (counts.get(feature) ?? 0) / jobs.length;
};
