/** What is expected of a recorded payload. */
export type Payload = Read | Refused | Search | Detail | Labels;

/** It is read by this kind, with as many items as the list of the files states. */
interface Read {
  readonly kind: string;
  /** The address under which an operator would add it. */
  readonly at: string | ((board: string) => string);
  /** The address does not show the kind, nor does the page: the operator's list says it. */
  readonly declared?: boolean;
  /** What the file is: the answer itself, or something around several. */
  readonly holds?: 'answer' | 'boards' | 'cassette' | 'json-ld';
  /** Where it is not the number that is stated: how many, and `because` of what. */
  readonly items?: number;
  readonly because?: string;
  readonly rejected?: number;
  /** Where not every text is a posting: the share that at least is. */
  readonly leastAccepted?: number;
}

/** It is not read: adding it says why. */
interface Refused {
  readonly refusedAt: string;
  readonly sentence: RegExp;
}

/** It lists where the postings are. */
interface Search {
  readonly searchAt: string;
  readonly leadsTo: string;
  /** What is there. */
  readonly recording: string;
}

/** It says more of a posting in another file. */
interface Detail {
  readonly detailOf: string;
  readonly listAt: string;
  /** A part of the address under which it is asked for. */
  readonly asked: string;
}

/** It says things about postings in another file, and is given to the kind that reads those. */
interface Labels {
  readonly labelsAt: { readonly at: string };
  readonly because: string;
}

const read = (kind: string, at: Read['at'], more: Partial<Read> = {}): Read => ({ kind, at, ...more });
const boards = (kind: string, at: (board: string) => string): Read => read(kind, at, { holds: 'boards' });

const page = (items: number): Partial<Read> => ({ items, because: 'what is stated counts pages' });
const exchange: Partial<Read> = { holds: 'cassette', items: 2, because: 'what is stated counts answers' };
const thread = 'https://news.ycombinator.com/item?id=46466074';
const comments = (date: string): Readonly<Record<string, Payload>> => ({
  [`hn/firebase-${date}.json.gz`]: read('hackernews', thread, { leastAccepted: 0.8 }),
  [`hn/labels-${date}.json.gz`]: { labelsAt: { at: thread }, because: 'labels of comments are no postings' },
});
const lever = (board: string): string => `https://jobs.lever.co/${board}`;
const ashby = (board: string): string => `https://jobs.ashbyhq.com/${board}`;
const greenhouse = (board: string): string => `https://boards.greenhouse.io/${board}`;
const recruitee = (board: string): string => `https://${board}.recruitee.com`;
const smartrecruiters = (board: string): string => `https://careers.smartrecruiters.com/${board}`;
const manatal = (board: string): string => `https://www.careers-page.com/${board}`;
const paylocity = (company: string): string => `https://recruiting.paylocity.com/recruiting/jobs/All/${company}`;
const joincom = 'https://join.com/api/public/companies/42/jobs';
const oracle = 'https://acme.fa.ocs.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/jobs';
const nothingThere = /^No job board was found there: .+\.$/;

/** Every file of the recorded payloads. */
export const payloads: Readonly<Record<string, Payload>> = {
  'adzuna/search-us-1.json': read('adzuna', 'https://www.adzuna.com/search?q=nurse'),
  'arbeitnow/captured-2026-08.json': read('arbeitnow', 'https://www.arbeitnow.com/'),
  'ashby/boards.ndjson.gz': boards('ashby', ashby),
  'ashby/ever-jobs.json': read('ashby', ashby, { items: 3, because: 'one is not listed' }),
  'ashby/highlightta.json': read('ashby', ashby),
  'bamboohr/recorded-2026.json': read('bamboohr', 'https://acme.bamboohr.com/careers'),
  'eightfold/albemarle.json': read('eightfold', 'https://albemarle.eightfold.ai/careers'),
  'greenhouse/amplitude.json': read('greenhouse', greenhouse),
  'greenhouse/boards.ndjson.gz': boards('greenhouse', greenhouse),
  'greenhouse/vcr-departments.yml': read('greenhouse', greenhouse, exchange),
  'greenhouse/vcr-jobs_with_content.yml': read('greenhouse', greenhouse, exchange),
  'himalayas/captured-2026-08.json': read('himalayas', 'https://himalayas.app/jobs'),
  'hn/algolia-item-46466074.json.gz': read('hackernews', thread, { leastAccepted: 0.8 }),
  'hn/algolia-search_by_date.json': {
    searchAt: 'https://news.ycombinator.com/submitted?id=whoishiring',
    leadsTo: '/items/47975571',
    recording: 'hn/algolia-item-46466074.json.gz',
  },
  ...comments('2026-01-01'),
  ...comments('2026-02-01'),
  ...comments('2026-04-17'),
  ...comments('2026-04-28'),
  'hrmdirect/hrmdirect.html': read('hrmdirect', 'https://acme.hrmdirect.com/employment/', page(2)),
  'html/avalanche-mechanical-engineer.html': {
    refusedAt: 'https://avalanche.example/careers/mechanical-engineer',
    sentence: nothingThere,
  },
  'html/dice.html.gz': {
    refusedAt: 'https://www.dice.com/jobs?q=nodejs',
    sentence: /Dice is not read: its terms forbid .+\.$/,
  },
  'html/hiringcafe.html.gz': {
    refusedAt: 'https://hiring.cafe/',
    sentence: /hiring\.cafe is not read: its terms forbid .+\.$/,
  },
  'html/paylocity-board-fermi.html': read('paylocity', paylocity('add565e9-4cee-4334-8182-9de221ffb9e4'), page(18)),
  'html/yc-list-diode.html': { refusedAt: 'https://startups.example/companies/diode/jobs', sentence: nothingThere },
  'icims/icims.html': read('icims', 'https://careers-wipfli.icims.com/jobs/intro', page(2)),
  'jobicy/captured-2026-08.json': read('jobicy', 'https://jobicy.com/'),
  'jobvite/jobvite.html': read('jobvite', 'https://jobs.jobvite.com/feedingamerica', page(2)),
  'joincom/page-1.json': read('joincom', joincom),
  'joincom/page-2.json': read('joincom', joincom),
  'jsonld/avalanche-nested-itemlist.html': read('json-ld', 'https://avalanche.example/open-positions', page(9)),
  'jsonld/nhs-jobposting.ndjson.gz': read('json-ld', 'https://www.jobs.nhs.example/', { holds: 'json-ld' }),
  'jsonld/paylocity-fermi.html': read('json-ld', 'https://fermi.example/jobs/4248451', { declared: true }),
  'jsonld/yc-diode-senior.html': read('json-ld', 'https://startups.example/diode/senior'),
  'jsonld/yc-diode-staff.html': read('json-ld', 'https://startups.example/diode/staff'),
  'lever/boards.ndjson.gz': boards('lever', lever),
  'lever/recorded-2026.json': read('lever', lever),
  'manatal/calqulate.json': read('manatal', manatal('calqulate')),
  'manatal/castelion-p1.json': read('manatal', manatal('castelion-corporation')),
  'manatal/castelion-p2.json': read('manatal', manatal('castelion-corporation')),
  'neogov/neogov.xml': read('neogov', 'https://www.governmentjobs.com/careers/exampleagency'),
  'oracle/detail.json': { detailOf: 'oracle/list.json', listAt: oracle, asked: 'Id=%2225587' },
  'oracle/list.json': read('oracle', oracle, page(2)),
  'paylocity/paylocity.html': read('paylocity', paylocity('211e692d-c45a-4e3a-ae01-3e497af97929'), page(2)),
  'personio/personio.xml': read('personio', 'https://acme.jobs.personio.de/', { rejected: 1 }),
  'phenom/phenom.html': read('phenom', 'https://careers.acme.com/global/en/search-results', page(2)),
  'pinpoint/acme.json': read('pinpoint', 'https://acme.pinpointhq.com/'),
  'recruitee/acme-de.json': read('recruitee', recruitee),
  'recruitee/boards.ndjson.gz': boards('recruitee', recruitee),
  'remoteok/captured-2026-08.json': read('remoteok', 'https://remoteok.com/'),
  'remotive/captured-2026-08.json': read('remotive', 'https://remotive.com/'),
  'rippling/acme.json': {
    refusedAt: 'https://ats.rippling.com/acme/jobs',
    sentence: /Rippling's customer terms forbid .+\.$/,
  },
  'rss/neogov_sample.rss': read('neogov', 'https://agency.governmentjobs.com/careers/exampleagency'),
  'rss/new-grad-jobs-feed.xml': read('feed', 'https://lists.example/feed.xml'),
  'smartrecruiters/boards.ndjson.gz': boards('smartrecruiters', smartrecruiters),
  'smartrecruiters/knight.json': read('smartrecruiters', smartrecruiters),
  'solidjobs/jobs-pl.json': read('solidjobs', 'https://solid.jobs/offers/it'),
  'teamtailor/teamtailor.json': read('teamtailor', 'https://career.teamtailor.com/jobs'),
  'themuse/jobs-page-0.json': read('themuse', 'https://www.themuse.com/search'),
  'usajobs/historic-hrxml.xml': read('usajobs', 'https://data.usajobs.gov/api/search'),
  'usajobs/search.json': read('usajobs', 'https://data.usajobs.gov/api/search'),
  'weworkremotely/category.rss': {
    refusedAt: 'https://weworkremotely.com/categories/remote-programming-jobs.rss',
    sentence: /We Work Remotely is not read: its terms forbid .+\.$/,
  },
  'workable/zaelab.json': read('workable', 'https://apply.workable.com/zaelab/', {
    items: 1,
    because: 'two rows are one posting in two places',
  }),
  'workday/salesforce.json': read('workday', 'https://acme.wd12.myworkdayjobs.com/Careers'),
};
