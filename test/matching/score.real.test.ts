import { describe, expect, test } from 'vitest';
import { makePosting } from '../../src/ingest/normalise/make-posting.ts';
import { readJob, readWishes, type ScoredJob, type ScoringProfile, scoreJob } from '../../src/matching/score.ts';
import { hasSharedData, linesOf, printTable } from '../support/shared-data.ts';

interface Row {
  readonly id: string;
  readonly source: string;
  readonly title: string | null;
  readonly company: string | null;
  readonly location: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly salary_min: number | null;
  readonly salary_max: number | null;
  readonly salary_period: string | null;
  readonly currency: string | null;
}

const nobody: ScoringProfile = {
  skills: [],
  experience: null,
  desiredTitles: [],
  currentTitle: null,
  places: [],
  location: null,
  remotePreference: null,
  remoteFrom: null,
  salaryMin: null,
  salaryCurrency: null,
  yearsExperience: null,
  jobTypes: [],
  preferredCompanies: [],
  visaNeeded: null,
};

const people: Readonly<Record<string, ScoringProfile>> = {
  nurse: {
    ...nobody,
    skills: ['Nursing', 'Patient care', 'Wound care', 'Triage', 'Infection control', 'Mental health'],
    desiredTitles: ['Staff Nurse', 'Registered Nurse'],
    places: ['England'],
    salaryMin: 28_000_00,
    salaryCurrency: 'GBP',
    yearsExperience: 4,
  },
  developer: {
    ...nobody,
    skills: ['TypeScript', 'Node.js', 'PostgreSQL', 'React', 'AWS', 'Docker', 'GraphQL', 'Kubernetes'],
    desiredTitles: ['Backend Engineer', 'Full Stack Developer'],
    places: ['New York', 'San Francisco'],
    remotePreference: 'also',
    location: 'New York',
    salaryMin: 150_000_00,
    salaryCurrency: 'USD',
    yearsExperience: 6,
  },
  'data analyst': {
    ...nobody,
    skills: ['SQL', 'Python', 'Tableau', 'Excel'],
    desiredTitles: ['Data Analyst'],
    places: ['London'],
    remotePreference: 'also',
    yearsExperience: 2,
  },
  'nothing but a title': { ...nobody, desiredTitles: ['Software Engineer'] },
};

const source = { id: 1, url: 'https://boards.example', companyName: 'Unnamed' };

const scored = (row: Row): readonly ScoredJob[] => {
  const posting = makePosting(
    {
      externalId: row.id,
      url: row.url,
      title: row.title ?? '',
      companyName: row.company,
      locations: [row.location],
      html: row.description,
      payText:
        row.salary_min === null
          ? null
          : `${row.salary_min}-${row.salary_max ?? row.salary_min} ${row.currency} per ${row.salary_period}`,
      raw: {},
    },
    source,
  );
  if (typeof posting === 'string') return [];
  const { salary, ...rest } = posting;
  const yearly = salary?.period === 'year' ? salary : null;
  return [
    readJob({
      ...rest,
      sourceKind: null,
      firstSeenAt: new Date(0),
      salaryYearlyMin: yearly?.min ?? null,
      salaryYearlyMax: yearly?.max ?? null,
      salaryCurrency: yearly?.currency ?? null,
    }),
  ];
};

describe.skipIf(!hasSharedData)('real postings', () => {
  const rows = linesOf('corpus/jobs.ndjson.gz') as readonly Row[];
  const some = (wanted: (row: Row) => boolean, most: number): readonly ScoredJob[] => {
    const all = rows.filter(wanted);
    const step = Math.max(1, Math.floor(all.length / most));
    return all.filter((_, index) => index % step === 0).flatMap(scored);
  };
  const isNurse = /nurse/i;
  const isDeveloper = /software|backend|full.?stack|developer/i;
  const groups: Readonly<Record<string, readonly ScoredJob[]>> = {
    'nurses, with text': some((row) => row.description !== null && isNurse.test(row.title ?? ''), 400),
    'other work in hospitals': some((row) => row.source === 'nhs' && !isNurse.test(row.title ?? ''), 400),
    'developers, with text': some((row) => row.description !== null && isDeveloper.test(row.title ?? ''), 800),
    'developers, without': some((row) => row.description === null && isDeveloper.test(row.title ?? ''), 800),
    'analysts, with text': some((row) => row.description !== null && /data analyst/i.test(row.title ?? ''), 200),
    everything: some(() => true, 2000),
  };

  const pointsOf = (person: string, group: string): number[] => {
    const wishes = readWishes(people[person] ?? nobody, null);
    return wishes === null
      ? []
      : (groups[group] ?? []).map((job) => scoreJob(wishes, job).points).sort((a, b) => a - b);
  };
  const at = (sorted: readonly number[], share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? -1;

  test('are scored as a person would sort them', () => {
    printTable('scores of real postings', [
      ['profile', 'postings', 'how many', 'p10', 'p50', 'p90', 'p99', 'most'],
      ...Object.keys(people).flatMap((person) =>
        Object.keys(groups).map((group) => {
          const points = pointsOf(person, group);
          return [
            person,
            group,
            points.length,
            ...[0.1, 0.5, 0.9, 0.99].map((share) => at(points, share)),
            points.at(-1),
          ];
        }),
      ),
    ]);
    const median = (person: string, group: string) => at(pointsOf(person, group), 0.5);
    expect(median('nurse', 'nurses, with text')).toBeGreaterThan(median('nurse', 'developers, with text') + 25);
    expect(median('nurse', 'nurses, with text')).toBeGreaterThan(median('nurse', 'other work in hospitals') + 10);
    expect(median('developer', 'developers, with text')).toBeGreaterThan(median('developer', 'nurses, with text') + 20);
    expect(median('developer', 'developers, with text')).toBeGreaterThan(median('developer', 'developers, without'));
    expect(median('data analyst', 'analysts, with text')).toBeGreaterThan(median('data analyst', 'everything') + 20);
  });

  test('that say little score little', () => {
    for (const person of Object.keys(people))
      expect(pointsOf(person, 'developers, without').at(-1)).toBeLessThanOrEqual(60);
  });

  test('show their best', () => {
    for (const [person, profile] of Object.entries(people)) {
      const wishes = readWishes(profile, null);
      if (wishes === null) throw new Error('empty');
      const best = Object.values(groups)
        .flat()
        .map((one) => ({ one, score: scoreJob(wishes, one) }))
        .sort((a, b) => b.score.points - a.score.points);
      const row = ({ one, score }: (typeof best)[number]) => [
        score.points,
        one.job.title.slice(0, 50),
        one.job.location?.slice(0, 30) ?? '-',
        score.reasons.map(({ aspect, points, of }) => `${aspect} ${points}/${of}`).join(', '),
      ];
      printTable(`best for ${person}`, [...best.slice(0, 8), ...best.slice(300, 304)].map(row));
      expect(best.length).toBeGreaterThan(1000);
    }
  });
});
