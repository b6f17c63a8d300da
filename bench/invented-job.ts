import { quoteLexeme, type Weight } from '../src/matching/analyse.ts';
import type { EmploymentType, MatchableJob, Remote } from '../src/matching/filter.ts';
import type { Language } from './invented-words.ts';
import { between, oneOf, type Random, seeded } from './seeded.ts';

export interface InventedJob {
  readonly job: MatchableJob;
  /** `searchVector(job)` word for word, made without reading the text again. */
  readonly vector: string;
  /** How old it is at the time of the benchmark. */
  readonly ageMs: number;
  /** Who alone may see it; null: everybody. */
  readonly visibleTo: number | null;
}

const DAY_MS = 86_400_000;
/** The benchmark's people, 1 the one who searches. */
export const people = 50;

/** The job of a number: the same for the same seed, whichever worker makes it and when. */
export const inventJob = (language: Language, seed: number, number: number): InventedJob => {
  const random = seeded(Math.imul(seed, 2_654_435_761) ^ Math.imul(number + 1, 2_246_822_519));
  const role = language.roles[language.drawRole(random)] ?? [];
  const title = [...(random() < 0.4 ? [between(random, 40, 60)] : []), ...role];
  const company = language.companies[language.drawCompany(random)] ?? [];
  const city = language.drawCity(random);
  const country = language.countries[city % language.countries.length] ?? 0;
  const location = random() < 0.06 ? null : [...(language.cities[city] ?? []), country];
  const description = drawText(language, random, role, company);
  const pay = drawPay(random);
  const remote = drawRemote(random);
  const spell = (ranks: readonly number[]): string => ranks.map((rank) => language.words[rank]).join(' ');
  return {
    job: {
      title: spell(title),
      companyName: spell(company),
      location: location === null ? null : spell(location),
      places: [],
      department: null,
      description: spell(description),
      remote,
      remoteFrom: remote === 'yes' && random() < 0.6 ? (language.words[country] ?? null) : null,
      employmentType: drawType(random),
      ...pay,
      level: null,
      techStack: [],
      sourceKind: null,
      postedAt: null,
      firstSeenAt: new Date(0),
    },
    vector: vectorOf(language, [title, company, location ?? [], [], description]),
    // The newest days hold the most: what is old has been closed.
    ageMs: Math.floor(120 * DAY_MS * random() ** 1.3),
    visibleTo: random() < 0.01 ? between(random, 1, people) : null,
  };
};

/** About 640 words, 4.6 KB: single ones and terms as they come, its own title and company now and then. */
const drawText = (
  language: Language,
  random: Random,
  role: readonly number[],
  company: readonly number[],
): number[] => {
  const text: number[] = [];
  const length = between(random, 530, 830);
  while (text.length < length) {
    const kind = random();
    if (kind < 0.05) text.push(...(language.terms[language.drawTerm(random)] ?? []));
    else if (kind < 0.055) text.push(...role);
    else if (kind < 0.06) text.push(...company);
    else text.push(language.drawWord(random));
  }
  return text;
};

const drawRemote = (random: Random): Remote | null => {
  const drawn = random();
  return drawn < 0.15 ? 'yes' : drawn < 0.3 ? 'hybrid' : drawn < 0.5 ? 'no' : null;
};

const drawType = (random: Random): EmploymentType | null => {
  const drawn = random();
  if (drawn < 0.4) return null;
  if (drawn < 0.82) return 'full-time';
  return drawn < 0.89 ? 'contract' : drawn < 0.95 ? 'part-time' : drawn < 0.98 ? 'internship' : 'temporary';
};

const drawPay = (random: Random): Pick<MatchableJob, 'salaryYearlyMin' | 'salaryYearlyMax' | 'salaryCurrency'> => {
  if (random() < 0.6) return { salaryYearlyMin: null, salaryYearlyMax: null, salaryCurrency: null };
  const least = between(random, 25, 160) * 1000_00;
  return {
    salaryYearlyMin: least,
    salaryYearlyMax: random() < 0.8 ? Math.round(least * 1.3) : null,
    salaryCurrency: oneOf(random, ['EUR', 'USD', 'USD', 'GBP']),
  };
};

const weights: readonly Weight[] = ['A', 'B', 'C', 'D', 'D'];

const vectorOf = ({ words }: Language, fields: readonly (readonly number[])[]): string => {
  const places = new Map<number, string>();
  let position = 0;
  for (const [index, field] of fields.entries()) {
    position += 1;
    for (const rank of field) {
      position += 1;
      const known = places.get(rank);
      const place = `${position}${weights[index]}`;
      places.set(rank, known === undefined ? place : `${known},${place}`);
    }
  }
  let vector = '';
  for (const [rank, where] of places) vector += `${vector === '' ? '' : ' '}${quoteLexeme(words[rank] ?? '')}:${where}`;
  return vector;
};
