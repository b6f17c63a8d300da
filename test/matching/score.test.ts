import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJob, readWishes, type ScorableJob, type ScoringProfile, scoreJob } from '../../src/matching/score.ts';
import { findPlaces } from '../../src/places/index.ts';
import { matchableJob } from './matchable-job.ts';

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

const text = 'We build payment services for shops. '.repeat(12);
const aJob = (given: Partial<ScorableJob> = {}): ScorableJob => ({
  ...matchableJob({
    title: 'Backend Engineer',
    companyName: 'Fernwood Systems',
    location: 'Berlin',
    description: text,
    salaryYearlyMin: 70_000_00,
    salaryYearlyMax: 90_000_00,
    salaryCurrency: 'EUR',
    ...given,
  }),
  places: findPlaces(given.location ?? 'Berlin'),
  level: null,
  techStack: ['Go', 'PostgreSQL', 'Kafka'],
  requirements: null,
  language: 'en',
  ...given,
});

const score = (profile: Partial<ScoringProfile>, job: Partial<ScorableJob> = {}, language: string | null = null) => {
  const wishes = readWishes({ ...nobody, ...profile }, language);
  if (wishes === null) throw new Error('the profile is empty');
  return scoreJob(wishes, readJob(aJob(job)));
};
const reason = (aspect: string, ...given: Parameters<typeof score>) =>
  score(...given).reasons.find((one) => one.aspect === aspect);

const ada: Partial<ScoringProfile> = {
  skills: ['go', 'postgres', 'Kafka'],
  desiredTitles: ['Backend Developer'],
  places: ['Berlin'],
  salaryMin: 70_000_00,
  salaryCurrency: 'EUR',
  yearsExperience: 6,
};

describe('a score', () => {
  test('is all there is where everything is stated and fits', () => {
    const { points, reasons } = score(ada, { level: 'senior' });
    expect(points).toBe(100);
    expect(reasons.map(({ aspect, points: got, of }) => [aspect, got, of])).toEqual([
      ['skills', 37, 37],
      ['title', 26, 26],
      ['place', 16, 16],
      ['pay', 10, 10],
      ['level', 11, 11],
    ]);
  });

  test('is none for a profile that says nothing, and for one that says only what money it counts in', () => {
    expect(readWishes(nobody, 'de')).toBeNull();
    expect(readWishes({ ...nobody, salaryCurrency: 'EUR', location: null, visaNeeded: false }, null)).toBeNull();
  });

  test('gives nothing for what a job does not state, and says so', () => {
    expect(reason('pay', ada, { salaryYearlyMin: null, salaryYearlyMax: null })).toMatchObject({
      points: 0,
      note: 'pay not stated',
    });
    expect(reason('level', ada)).toMatchObject({ points: 0, note: 'level not stated' });
    expect(reason('place', ada, { location: null, places: [] })).toMatchObject({ points: 0, note: 'place not stated' });
    expect(reason('skills', ada, { techStack: [] })).toMatchObject({ points: 0, note: 'skills not named' });
    expect(reason('title', { skills: ['go'] })).toMatchObject({ points: 0, note: 'profile without title' });
  });

  test('of a thin posting is low, however well the little fits that it says', () => {
    const wish = { desiredTitles: ['Backend Developer'], preferredCompanies: ['Fernwood'], places: ['Berlin'] };
    const thin = { description: 'Apply now.', techStack: [], salaryYearlyMin: null, salaryYearlyMax: null };
    const { points, reasons } = score(wish, thin);
    expect(points).toBe(45);
    expect(reasons.at(-1)).toMatchObject({ aspect: 'thin', names: ['text', 'skills', 'pay'] });
    expect(score({ ...wish, ...ada }, thin).points).toBeLessThan(60);
  });

  test('takes the title of now where none is wished', () => {
    expect(reason('title', { currentTitle: 'Senior Backend Developer' })?.points).toBeGreaterThan(0);
  });
});

describe('aspects', () => {
  test.each([
    ['Backend Developer', 'Senior Backend Engineer (m/w/d)', 'title fits'],
    ['Front end developer', 'Frontend Engineer', 'title fits'],
    ['Frontend developer', 'Front-End Engineer', 'title fits'],
    ['Registered Nurse', 'Registered Nurse, ICU', 'title fits'],
    ['Data Analyst', 'Financial Analyst', 'title differs'],
    ['Backend Developer', 'Mechanical Engineer', 'title differs'],
    ['Senior', 'Senior Nurse', 'title fits'],
  ])('%s and %s: %s', (wished, title, note) => {
    expect(reason('title', { desiredTitles: [wished] }, { title })?.note).toBe(note);
  });

  test.each([
    [{ places: ['Berlin'] }, { location: 'Berlin, Germany' }, 'there'],
    [{ places: ['Germany'] }, { location: 'Munich' }, 'there'],
    [{ places: ['Berlin'] }, { location: 'Munich' }, 'same country'],
    [{ places: ['Berlin'] }, { location: 'Paris' }, 'elsewhere'],
    [{ places: ['Berlin'] }, { location: 'Paris', remote: 'yes' }, 'remote'],
    [{ location: 'Berlin' }, { location: 'Paris', remote: 'yes', remoteFrom: 'France' }, 'remote from elsewhere'],
    [{ location: 'Lyon, France' }, { location: 'Paris', remote: 'yes', remoteFrom: 'France' }, 'remote'],
    [{ location: 'Berlin' }, { location: 'Paris', remote: 'yes', remoteFrom: 'EU' }, 'remote'],
    [
      { location: 'Berlin' },
      { location: 'Paris', remote: 'yes', remoteFrom: 'our zone' },
      'remote, from where is unclear',
    ],
    [{ places: ['Berlin'], remotePreference: 'only' }, { location: 'Berlin' }, 'not remote'],
    [{ places: ['Berlin'], remotePreference: 'only' }, { location: 'Berlin', remote: 'hybrid' }, 'hybrid'],
    [{ remotePreference: 'no' }, { location: 'Berlin', remote: 'yes' }, 'remote only'],
  ] as const)('a wish for %j and a job in %j: %s', (profile, job, note) => {
    expect(reason('place', profile, job)?.note).toBe(note);
  });

  test('who takes every place is not asked for one', () => {
    expect(
      reason('place', { desiredTitles: ['Nurse'], places: ['anywhere'], remotePreference: 'also' }),
    ).toBeUndefined();
  });

  test('pay counts up to the floor, in its currency', () => {
    const most = (salaryYearlyMax: number, salaryCurrency = 'EUR') =>
      reason('pay', ada, { salaryYearlyMin: null, salaryYearlyMax, salaryCurrency });
    expect(most(70_000_00)).toMatchObject({ points: 10, note: 'pays enough' });
    expect(most(60_000_00)?.points).toBeGreaterThan(0);
    expect(most(40_000_00)).toMatchObject({ points: 0, note: 'pays too little' });
    expect(most(90_000_00, 'USD')).toMatchObject({ points: 0, note: 'pay in another currency' });
  });

  test.each([
    [6, { level: 'senior' }, 'enough years'],
    [1, { level: 'senior' }, 'too few years'],
    [20, { level: 'junior' }, 'beneath you'],
    [4, { description: `${text} You have 5+ years of experience with Go.` }, 'too few years'],
    [5, { description: `${text} 3-5 years of professional experience.` }, 'enough years'],
    [5, { description: `${text} We have been in business for 30 years.` }, 'level not stated'],
  ] as const)('%i years and %j: %s', (yearsExperience, job, note) => {
    expect(reason('level', { yearsExperience }, job)?.note).toBe(note);
  });

  test.each([
    ['Visa sponsorship is available.', 'visa offered'],
    ['We will sponsor your visa and help you to move.', 'visa offered'],
    ['We are unable to sponsor visas for this role.', 'visa refused'],
    ['You must be authorized to work in the US without sponsorship.', 'visa refused'],
    ['Visa sponsorship is not available.', 'visa refused'],
    ["We don't offer visa sponsorship.", 'visa refused'],
    ['We sponsor the local football club.', 'visa not stated'],
  ])('who needs a visa and reads "%s": %s', (said, note) => {
    expect(reason('visa', { visaNeeded: true }, { description: `${text}\n${said}` })?.note).toBe(note);
    expect(reason('visa', { ...ada, visaNeeded: false }, { description: said })).toBeUndefined();
  });

  test('a wished type must be stated; a preferred company lifts and a language that nobody listed lowers', () => {
    expect(reason('type', { jobTypes: ['contract'] }, { employmentType: 'contract' })?.note).toBe('type fits');
    expect(reason('type', { jobTypes: ['contract'] })?.note).toBe('type not stated');
    const plain = score(ada).points;
    expect(score({ ...ada, preferredCompanies: ['Fernwood'] }).points).toBe(Math.min(100, plain + 10));
    expect(score(ada, { language: 'fr' }, 'de-DE').points).toBe(plain - 10);
    expect(score(ada, { language: 'de' }, 'en').points).toBe(plain);
    expect(score(ada, { language: 'fr' }, null).points).toBe(plain);
  });

  test('a skill that no dictionary has is found as words', () => {
    const job = { description: `${text} You know beekeeping and honey extraction.`, techStack: [] };
    expect(reason('skills', { skills: ['Beekeeping', 'Ballet'] }, job)).toMatchObject({ names: ['Beekeeping'] });
  });
});

const skill = fc.constantFrom('Go', 'Rust', 'Kafka', 'German', 'French', 'wound care', 'beekeeping', 'Node.js', 'sql');
const titleText = fc.constantFrom('Backend Developer', 'Nurse', 'Data Analyst', 'Lead', '', '!!', 'Front end engineer');
const place = fc.constantFrom('Berlin', 'Germany', 'EU', 'anywhere', 'Paris', 'Nowhereville', '');
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const profiles: fc.Arbitrary<ScoringProfile> = fc.record({
  skills: fc.array(skill, { maxLength: 5 }),
  experience: orNull(fc.constantFrom('I wrote Go for ten years', '')),
  desiredTitles: fc.array(titleText, { maxLength: 3 }),
  currentTitle: orNull(titleText),
  places: fc.array(place, { maxLength: 2 }),
  location: orNull(place),
  remotePreference: orNull(fc.constantFrom('only', 'also', 'no')),
  remoteFrom: orNull(place),
  salaryMin: orNull(fc.integer({ min: 0, max: 200_000_00 })),
  salaryCurrency: orNull(fc.constantFrom('EUR', 'USD')),
  yearsExperience: orNull(fc.nat(40)),
  jobTypes: fc.subarray(['full-time', 'contract']),
  preferredCompanies: fc.subarray(['Fernwood', '!!']),
  visaNeeded: orNull(fc.boolean()),
});
const jobs: fc.Arbitrary<ScorableJob> = fc
  .record({
    title: titleText,
    location: orNull(place),
    remote: orNull(fc.constantFrom('yes', 'hybrid', 'no')),
    remoteFrom: orNull(place),
    description: fc.constantFrom('', text, `${text} Go, beekeeping. 5+ years of experience. No visa sponsorship.`),
    techStack: fc.uniqueArray(skill, { maxLength: 9 }),
    level: orNull(fc.constantFrom('intern', 'senior', 'executive')),
    employmentType: orNull(fc.constantFrom('full-time', 'contract')),
    salaryYearlyMax: orNull(fc.integer({ min: 0, max: 200_000_00 })),
    salaryCurrency: orNull(fc.constantFrom('EUR', 'USD')),
    language: orNull(fc.constantFrom('en', 'fr', 'de')),
  })
  .map((given) => ({ ...aJob(given), salaryYearlyMin: null, places: findPlaces(given.location ?? '') }));
const languages = orNull(fc.constantFrom('en', 'fr-FR', 'de', '?'));
const pointsOf = (profile: ScoringProfile, job: ScorableJob, language: string | null): number | null => {
  const wishes = readWishes(profile, language);
  return wishes === null ? null : scoreJob(wishes, readJob(job)).points;
};

describe('whatever the profile and the job', () => {
  test('a score is a whole number from 0 to 100, the sum of its reasons, and the same again', () => {
    fc.assert(
      fc.property(profiles, jobs, languages, (profile, job, language) => {
        const wishes = readWishes(profile, language);
        if (wishes === null) return;
        const { points, reasons } = scoreJob(wishes, readJob(job));
        expect(Number.isInteger(points) && points >= 0 && points <= 100).toBe(true);
        expect(reasons.reduce((sum, one) => sum + one.points, 0)).toBe(points);
        for (const one of reasons) if (one.of > 0) expect(one.points >= 0 && one.points <= one.of).toBe(true);
        expect(pointsOf(structuredClone(profile), structuredClone(job), language)).toBe(points);
      }),
      { numRuns: 500 },
    );
  });

  const never = (claim: string, better: (profile: ScoringProfile, job: ScorableJob) => [ScoringProfile, ScorableJob]) =>
    test(`${claim} never lowers a score`, () => {
      fc.assert(
        fc.property(profiles, jobs, languages, (profile, job, language) => {
          const before = pointsOf(profile, job, language);
          if (before !== null) expect(pointsOf(...better(profile, job), language)).toBeGreaterThanOrEqual(before);
        }),
        { numRuns: 400 },
      );
    });
  never('to list a skill', (profile, job) => [{ ...profile, skills: [...profile.skills, 'Kafka'] }, job]);
  never('to list a skill that is a language', (profile, job) => [
    { ...profile, skills: [...profile.skills, 'French'] },
    job,
  ]);
  never('to list every skill that is asked for', (profile, job) => [
    { ...profile, skills: [...profile.skills, ...job.techStack] },
    job,
  ]);
  never('to wish for one more title', (profile, job) => [
    { ...profile, desiredTitles: [...(profile.desiredTitles.length > 0 ? profile.desiredTitles : ['']), job.title] },
    job,
  ]);
  never('to prefer a company', (profile, job) => [{ ...profile, preferredCompanies: ['Fernwood Systems'] }, job]);
  never('a job that says what it is about in more words', (profile, job) => [
    profile,
    { ...job, description: `${job.description}\n${'and so on '.repeat(40)}` },
  ]);
  never('a job that states a pay that is high enough', (profile, job) => [
    profile,
    { ...job, salaryYearlyMax: 300_000_00, salaryCurrency: profile.salaryCurrency ?? 'EUR' },
  ]);
});
