import { describe, expect, test } from 'vitest';
import { plain, type Reply } from '../../src/chat/reply.ts';
import { exported } from '../../src/presenters/account.ts';
import { counted, pay, units } from '../../src/presenters/amounts.ts';
import { applicationInFull, applicationList, applied } from '../../src/presenters/applications.ts';
import { ago, day } from '../../src/presenters/dates.ts';
import { jobCard } from '../../src/presenters/job-card.ts';
import { foundJobs, jobInFull, nothingFound } from '../../src/presenters/jobs.ts';
import { letter } from '../../src/presenters/letters.ts';
import { profileView } from '../../src/presenters/profile.ts';
import { savedSearch, searchList } from '../../src/presenters/searches.ts';
import type { JobView } from '../../src/services/job-view.ts';
import { aLetter, anApplication, anEvent, aProfile, aSearch, aSearchView, aView, now } from '../support/unsaved.ts';

const text = (reply: Reply): string => plain(reply.text ?? []);
const cardText = (view: Parameters<typeof jobCard>[0]): string => jobCard(view, now).body.map(plain).join('\n');

describe('amounts', () => {
  test('pay is written as far as it is stated', () => {
    const eur = { min: 7_500_000, max: 9_000_000, currency: 'EUR', period: 'year' };
    expect(pay(eur)).toBe('75,000-90,000 EUR');
    expect(pay({ ...eur, max: null })).toBe('from 75,000 EUR');
    expect(pay({ ...eur, min: null })).toBe('up to 90,000 EUR');
    expect(pay({ ...eur, max: eur.min, period: null })).toBe('75,000 EUR');
    expect(pay({ ...eur, min: 4000, max: null, period: 'hour' })).toBe('from 40 EUR an hour');
    expect(pay({ ...eur, min: null, max: null })).toBeNull();
    expect(pay({ ...eur, currency: null })).toBeNull();
  });

  test('minor units are those of the currency', () => {
    expect(units(7_000_000, 'JPY')).toBe('7,000,000');
    expect(units(7_000_000, 'EUR')).toBe('70,000');
    expect(units(7_000_000, 'KWD')).toBe('7,000');
  });

  test('one is one and more are many', () => {
    expect([counted(0, 'job'), counted(1, 'job'), counted(1200, 'job')]).toEqual(['0 jobs', '1 job', '1,200 jobs']);
  });
});

describe('dates', () => {
  test('say how many UTC days ago, never in the future', () => {
    const of = (iso: string) => ago(new Date(iso), now);
    expect(of('2026-11-21T00:00:00Z')).toBe('today');
    expect(of('2026-11-20T23:59:00Z')).toBe('yesterday');
    expect(of('2026-11-09T12:00:00Z')).toBe('12 days ago');
    expect(of('2026-08-01T12:00:00Z')).toBe('3 months ago');
    expect(of('2027-01-01T12:00:00Z')).toBe('today');
    expect(day(new Date('2026-11-21T23:59:00Z'))).toBe('21 Nov 2026');
  });
});

describe('the card of a job', () => {
  test('names the other places of the vacancy, and how many more there are', () => {
    const card = (places: readonly string[], total: number) => cardText(aView({ elsewhere: { places, total } }));
    expect(card(['Munich'], 1)).toContain('Also in Munich: /jobs places 14');
    expect(card(['Munich', 'Hamburg', 'Bonn'], 5)).toContain(
      'Also in Munich, Hamburg, Bonn and 2 more: /jobs places 14',
    );
    expect(card([], 2)).toContain('Also in 2 other places: /jobs places 14');
    expect(card([], 0)).not.toContain('Also');
  });

  test('says why nobody may be filling the job', () => {
    const ghost = [{ kind: 'old', days: 120 }, { kind: 'reposted', times: 2 }, { kind: 'always-open' }] as const;
    expect(cardText(aView({ ghost }))).toContain(
      'Careful, nobody may be filling this now: it has been open for 120 days, it was posted 3 times, it collects applications for later.',
    );
  });

  test('names the board that asks for it and leads back to it', () => {
    const attribution = { name: 'Remote Board', url: 'https://remote.example' };
    const view = aView({ source: { label: 'Remote Board', attribution } });
    expect(cardText(view)).toContain('Found at Remote Board.');
    expect(jobCard(view, now).link).toEqual({ label: 'Open at Remote Board', url: 'https://boards.example/jobs/1' });
    const silent = aView({ source: { label: 'Greenhouse', attribution: null } });
    expect(cardText(silent)).not.toContain('Greenhouse');
  });

  test('says the level where the title does not', () => {
    expect(cardText(aView({}, { level: 'senior' }))).toContain('senior');
    expect(cardText(aView({}, { level: 'senior', title: 'Senior Engineer' }))).not.toContain('senior');
  });

  test('states everything that is stated', () => {
    const view = aView(
      {
        fits: [
          { clause: 'backend', passed: true },
          { clause: 'location:berlin', passed: true },
          { clause: '-senior', passed: true },
        ],
        missingSkills: ['Kafka'],
        application: { number: 3, status: 'applied' },
      },
      {
        location: 'Berlin',
        remote: 'yes',
        salaryMin: 7_500_000,
        salaryMax: 9_000_000,
        salaryCurrency: 'EUR',
        salaryPeriod: 'year',
        employmentType: 'full-time',
        postedAt: new Date('2026-11-19T12:00:00Z'),
      },
    );
    expect(jobCard(view, now)).toMatchObject({
      title: 'Backend Engineer · Fernwood Systems',
      number: '#14',
      link: { url: 'https://boards.example/jobs/1' },
    });
    expect(cardText(view)).toBe(
      [
        'Berlin or remote · 75,000-90,000 EUR · full-time · 2 days ago',
        "Fits: backend, berlin. You don't list: Kafka.",
        'You have this as application 3: applied.',
      ].join('\n'),
    );
  });

  test('says nothing of what is not stated', () => {
    expect(cardText(aView())).toBe('');
    expect(cardText(aView({ missingSkills: [] }))).toBe('');
    expect(cardText(aView())).not.toMatch(/null|undefined/);
  });

  test('says where the work is', () => {
    const place = (job: Parameters<typeof aView>[1]) => cardText(aView({}, job));
    expect(place({ location: 'Leeds' })).toBe('Leeds');
    expect(place({ location: 'Leeds', remote: 'no' })).toBe('Leeds');
    expect(place({ location: 'Leeds', remote: 'hybrid' })).toBe('Leeds (hybrid)');
    expect(place({ remote: 'hybrid' })).toBe('(hybrid)');
    expect(place({ location: 'Remote, EU', remote: 'yes' })).toBe('Remote, EU');
    expect(place({ remote: 'yes' })).toBe('remote');
    expect(place({ remote: 'yes', remoteFrom: 'Spain' })).toBe('remote (Spain)');
  });

  test('a sample says so and links nowhere; a closed job says that', () => {
    const sample = jobCard(aView({}, { isSample: true }), now);
    expect(sample.badge).toBe('Sample');
    expect(sample.link).toBeUndefined();
    expect(jobCard(aView(), now).badge).toBeUndefined();
    expect(cardText(aView({}, { status: 'expired' }))).toContain('no longer open');
  });

  test('what passed only because nothing is stated says so', () => {
    const fits: JobView['fits'] = [{ clause: 'salary:>=70k-EUR', passed: true, note: 'pay not stated' }];
    expect(cardText(aView({ fits }))).toBe('Fits: pay not stated.');
  });

  test('a long description is cut at a word', () => {
    const [card] = jobInFull(aView({}, { description: 'word '.repeat(1000) }), now).cards ?? [];
    const body = plain(card?.body.at(-1) ?? []);
    expect(body.length).toBeLessThanOrEqual(901);
    expect(body.endsWith('word…')).toBe(true);
  });
});

describe('lists', () => {
  test('a count that stopped says so', () => {
    const found = { query: 'go', total: 1000, isMore: true, page: 1, view: aView() };
    expect(text(foundJobs(found, now))).toBe('1,000 or more open jobs fit go. Newest first:');
    expect(text(foundJobs({ ...found, total: 1, isMore: false }, now))).toContain('1 open job fits go.');
  });

  test('nothing found says what each condition costs and offers what helps', () => {
    const reply = nothingFound('cobol location:tokyo salary:>200k', [
      { name: 'cobol', query: 'location:tokyo', fits: 0 },
      { name: 'tokyo', query: 'cobol', fits: 4 },
    ]);
    expect(text(reply)).toBe(
      'Nothing fits all of cobol location:tokyo salary:>200k.\nWithout cobol: 0. Without tokyo: 4.',
    );
    expect(reply.buttons?.map((button) => button.label)).toEqual(['Drop tokyo', 'Save as a search']);
  });

  test('a saved search says what fits and how often it would have told', () => {
    const said = (given: Parameters<typeof aSearchView>[0]) => text(savedSearch(aSearchView(given), now));
    expect(said({})).toBe(
      'Saved as search 2: backend · berlin or remote.\n9 of 61 open jobs fit; in the last 30 days it would have sent 9, about 2 a week. The newest:',
    );
    expect(said({ isNew: false, perWeek: 0.2 })).toContain('Search 2: backend · berlin or remote.\n');
    expect(said({ perWeek: 0.2 })).toContain('less than one a week');
    expect(said({ fits: 0, view: null, pages: 0 })).toContain('0 of 61 open jobs fit right now.');
    expect(said({ open: { total: 0, isMore: false }, view: null })).toContain("I haven't read any job yet");
  });

  test('saved searches are listed with what is the matter with them', () => {
    const list = searchList([
      { search: aSearch({ number: 1, isActive: false, letters: true }), unseen: 1 },
      { search: aSearch({ number: 4, query: 'nurse' }), unseen: 0 },
    ]);
    expect(text(list)).toBe(
      'Your 2 saved searches:\n1 backend location:berlin (paused, letters on, 1 job not seen)\n4 nurse',
    );
    expect(list.select?.choices.map((choice) => choice.value)).toEqual(['1', '4']);
  });

  test('applications are listed with status and date, over pages', () => {
    const applications = [anApplication({ number: 12, status: 'applied', appliedAt: now }), anApplication()];
    const reply = applicationList({ applications, total: 12 }, { page: 1, status: undefined });
    expect(text(reply)).toContain('12 applications:\n12 Backend Engineer · Fernwood Systems · applied, 21 Nov 2026');
    expect(reply.page).toEqual({ number: 1, of: 2, run: 'applications list' });
  });

  test('an application is shown with its history and what can come next', () => {
    const events = [
      anEvent(),
      anEvent({ kind: 'status', fromStatus: 'saved', toStatus: 'applied' }),
      anEvent({ kind: 'note', note: 'called them' }),
    ];
    const reply = applicationInFull({ application: anApplication({ status: 'applied' }), events, moves: ['viewed'] });
    expect(text(reply)).toContain(
      'Berlin · applied\n21 Nov 2026: saved\n21 Nov 2026: saved → applied\n21 Nov 2026: note: called them',
    );
    expect(reply.buttons?.map((button) => button.label)).toEqual(['Viewed', 'Add a note']);
  });

  test('applying twice says when it was', () => {
    const application = anApplication({ status: 'interviewing', appliedAt: now });
    const said = text(applied({ application, isNew: false, changed: false }, 14));
    for (const part of ['already', '21 Nov 2026', 'Backend Engineer · Fernwood Systems', 'interviewing'])
      expect(said).toContain(part);
  });
});

describe('a letter', () => {
  test('of the template says that it is one, and why', () => {
    const reasons = ['no_key', 'no_consent', 'model_away', 'model_refused', 'not_proven', null];
    const said = reasons.map((fallbackReason) => text(letter(aLetter({ fallbackReason }), 14)));
    for (const one of said) expect(one).toContain('This is the offline template');
    expect(new Set(said).size).toBe(reasons.length);
    expect(said[0]).toContain('Letter for #14 Backend Engineer · Fernwood Systems:\n\nDear team,\nI would like');
  });

  test('of the model says that too, and which version it is', () => {
    const said = text(letter(aLetter({ writtenBy: 'model', fallbackReason: null, version: 2 }), 14));
    expect(said).toContain(', version 2:');
    expect(said).toContain('Drafted by OpenAI from your profile');
    expect(said).not.toContain('template');
  });
});

test('a profile shows what it holds and nothing else', () => {
  const profile = aProfile({
    fullName: 'Ada Lind',
    currentTitle: 'Developer',
    salaryMin: 7_000_000,
    salaryCurrency: 'EUR',
    links: { github: 'https://github.com/ada' },
    visaNeeded: false,
  });
  expect(text(profileView(profile, false)).split('\n').slice(0, 6)).toEqual([
    'Name: Ada Lind',
    'Pay: from 70,000 EUR a year',
    'Now: Developer',
    'Links: github https://github.com/ada',
    'Needs a visa: no',
    'Letters by OpenAI: declined',
  ]);
});

test('the export is a JSON file of the day that says how much it holds', () => {
  const reply = exported({ users: [{ id: 1 }], matches: [{ id: 1 }, { id: 2 }] }, now);
  expect(text(reply)).toBe('Everything I keep about you: 3 rows from 2 tables.');
  const [file] = reply.files ?? [];
  expect(file?.name).toBe('jobhound-2026-11-21.json');
  expect(JSON.parse(new TextDecoder().decode(file?.bytes))).toEqual({
    users: [{ id: 1 }],
    matches: [{ id: 1 }, { id: 2 }],
  });
});
