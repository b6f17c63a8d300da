import {
  AlertSettingsRow,
  Application,
  ApplicationEvent,
  CoverLetter,
  initModels,
  Job,
  Profile,
  SavedSearch,
} from '../../models/index.ts';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import type { Score } from '../../src/matching/score.ts';
import type { AlertsView } from '../../src/services/alerts.ts';
import type { Digest } from '../../src/services/digests.ts';
import type { JobExplained, JobView } from '../../src/services/job-view.ts';
import type { SearchView } from '../../src/services/search-view.ts';

/** Rows that no database holds, for what only looks at them. Nothing ever connects. */
initModels(openDatabase({ url: 'postgres://nowhere.invalid/none', pool: 1, logger: createLogger('silent') }));

export const now = new Date('2026-11-21T12:00:00Z');

export const aJob = (given: Partial<Job> = {}): Job =>
  Job.build({
    title: 'Backend Engineer',
    companyName: 'Fernwood Systems',
    url: 'https://boards.example/jobs/1',
    description: 'We build payment services.',
    location: null,
    remote: null,
    remoteFrom: null,
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    employmentType: null,
    level: null,
    postedAt: null,
    ...given,
  });

export const aView = (given: Partial<Omit<JobView, 'job'>> = {}, job: Partial<Job> = {}): JobView => ({
  number: 14,
  job: aJob(job),
  fits: [],
  score: null,
  missingSkills: null,
  source: null,
  elsewhere: { places: [], total: 0 },
  ghost: [],
  application: null,
  ...given,
});

export const aScore = (given: Partial<Score> = {}): Score => ({
  points: 52,
  reasons: [
    { aspect: 'skills', points: 25, of: 37, note: 'skills matched', names: ['Go', 'SQL'] },
    { aspect: 'title', points: 26, of: 26, note: 'title fits', names: ['Backend Developer'] },
    { aspect: 'place', points: 0, of: 16, note: 'elsewhere', names: ['Berlin'] },
    { aspect: 'pay', points: 0, of: 10, note: 'pay not stated', names: [] },
    { aspect: 'level', points: 11, of: 11, note: 'enough years', names: ['senior'] },
    { aspect: 'language', points: -10, of: 0, note: 'language not listed', names: ['fr'] },
  ],
  skills: { share: 2 / 3, matched: ['Go', 'SQL'], missing: ['Kafka'], areFew: false },
  ...given,
});

export const anExplained = (given: Partial<JobExplained> = {}): JobExplained => ({
  view: aView(),
  searches: [
    { number: 2, name: 'c++', isActive: true, explained: [{ clause: 'c++', passed: true }], change: null },
    {
      number: 3,
      name: 'rust location:tokyo',
      isActive: true,
      explained: [
        { clause: 'rust', passed: true },
        { clause: 'location:tokyo', passed: false },
      ],
      change: { names: ['tokyo'], query: 'rust' },
    },
  ],
  avoided: [],
  isDismissed: false,
  ...given,
});

export const aSearch = (given: Partial<SavedSearch> = {}): SavedSearch => {
  const query = given.query ?? 'backend location:berlin';
  return SavedSearch.build({
    userId: 1,
    number: 2,
    name: query,
    filter: parseFilter(query),
    letters: false,
    isActive: true,
    cadence: null,
    ...given,
    query,
  });
};

export const aSearchView = (given: Partial<SearchView> = {}): SearchView => ({
  search: aSearch(),
  filter: parseFilter((given.search ?? aSearch()).query),
  isNew: true,
  fits: 9,
  isMore: false,
  open: { total: 61, isMore: false },
  lately: 9,
  perWeek: 2,
  relaxed: [],
  page: 1,
  pages: 3,
  view: aView(),
  ...given,
});

export const anApplication = (given: Partial<Application> = {}): Application =>
  Application.build({
    userId: 1,
    number: 3,
    status: 'saved',
    title: 'Backend Engineer',
    companyName: 'Fernwood Systems',
    location: 'Berlin',
    appliedAt: null,
    ...given,
  });

export const anEvent = (given: Partial<ApplicationEvent> = {}): ApplicationEvent =>
  ApplicationEvent.build({
    applicationId: 1,
    kind: 'created',
    toStatus: 'saved',
    fromStatus: null,
    note: null,
    madeBy: 'person',
    createdAt: now,
    ...given,
  });

export const aLetter = (given: Partial<CoverLetter> = {}): CoverLetter =>
  CoverLetter.build({
    userId: 1,
    version: 1,
    status: 'drafted',
    writtenBy: 'template',
    askedBy: 'person',
    title: 'Backend Engineer',
    companyName: 'Fernwood Systems',
    body: 'Dear team,\nI would like to work with you.',
    fallbackReason: 'no_key',
    ...given,
  });

export const aProfile = (given: Partial<Profile> = {}): Profile =>
  Profile.build({
    userId: 1,
    fullName: null,
    location: null,
    currentTitle: null,
    currentCompany: null,
    remotePreference: null,
    remoteFrom: null,
    salaryMin: null,
    salaryCurrency: null,
    experience: null,
    yearsExperience: null,
    visaNeeded: null,
    timezone: null,
    ...given,
  });

/** How somebody is told, by default. */
export const anAlertsView = (
  settings: Partial<AlertSettingsRow> = {},
  given: Partial<AlertsView> = {},
): AlertsView => ({
  settings: AlertSettingsRow.build({ userId: 1, perCompany: null, pausedUntil: null, nextTellAt: null, ...settings }),
  timezone: { name: null, isConfirmed: false, minute: 845 },
  searches: [],
  pausedUntil: null,
  waiting: 0,
  ...given,
});

/** A digest that shows `shown` jobs of two searches and counts `more`. */
export const aDigest = (shown: number, more: number): Digest => ({
  items: Array.from({ length: shown }, (_, index) => {
    const { job } = aView({ number: 100 + index });
    return { number: 100 + index, job, score: 90 - index, searches: [1, 2], elsewhere: index };
  }),
  more,
  searches: [
    { number: 1, name: 'backend developer node location:berlin remote:yes salary:>=70k-EUR' },
    { number: 2, name: 'rust' },
  ],
});
