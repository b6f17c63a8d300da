import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Job, JobSearch } from '../../models/index.ts';
import { systemClock } from '../../src/clock.ts';
import { createFetcher } from '../../src/ingest/fetch/fetch.ts';
import { createLetterWriter } from '../../src/letters/writer.ts';
import { createLogger } from '../../src/logger.ts';
import { createModel } from '../../src/model/openai.ts';
import { createServices } from '../../src/services/index.ts';
import { testBoards } from '../support/boards.ts';
import { buildJob, buildProfile, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { type HttpBoard, startHttpBoard } from '../support/http-board.ts';
import { type OpenAiStandIn, startOpenAi } from '../support/openai/start-openai.ts';
import { jsonLdPosting, postingPage } from '../support/posting-page.ts';

const { sequelize } = useDatabase();
const logger = createLogger('silent');
const pages = new Map<string, { status: number; body: string }>();
let site: HttpBoard;
let openai: OpenAiStandIn;
let userId: number;

beforeAll(async () => {
  openai = await startOpenAi();
  site = await startHttpBoard((request, response) => {
    const page = pages.get(request.url ?? '') ?? { status: 404, body: 'no such page' };
    response.writeHead(page.status, { 'content-type': 'text/html' }).end(page.body);
  });
});
afterAll(async () => {
  await site.close();
  await openai.stop();
});
beforeEach(async () => {
  pages.clear();
  ({ id: userId } = await buildUser());
  await buildProfile({ userId });
});

const services = () =>
  createServices({
    sequelize,
    clock: systemClock,
    letterWriter: createLetterWriter({ model: null, logger }),
    boards: testBoards(sequelize, {
      fetcher: createFetcher({ allowHosts: [site.host], logger }),
      model: createModel({ apiKey: openai.apiKey, baseUrl: openai.url, model: openai.model, logger }),
    }),
    operatorAccounts: [],
  });
const paste = (text: string, who = userId) => services().pastedJobs.add(who, text);
const page = (path: string, body: string, status = 200): string => {
  pages.set(path, { status, body });
  return site.url(path);
};

const advert = `Senior Glass Technician at Oakline Windows
Location: Oslo
Pay: 520,000-600,000 NOK a year

You cut and fit glass in old houses, and you like to show others how it is done. We work four days a week.`;

describe('a pasted link', () => {
  test('to a page that says what it holds becomes a job that its owner alone sees and finds', async () => {
    const { view, pasted } = await paste(page('/jobs/cook', postingPage(jsonLdPosting())));
    expect(pasted).toMatchObject({ isPrivate: true, unsure: [] });
    expect(view.job).toMatchObject({
      title: 'Pastry Cook',
      companyName: 'Fernwood Kitchens',
      visibleTo: userId,
      employmentType: 'full-time',
      url: site.url('/jobs/cook'),
    });
    const other = await buildUser();
    const { jobs, filters } = services();
    await buildProfile({ userId: other.id });
    const find = async (who: number) =>
      (await jobs.find(who, await filters.read(who, 'pastry cook', { currency: undefined, line: '' }), 1)).total;
    expect([await find(userId), await find(other.id)]).toEqual([1, 0]);
    expect(await jobs.view(other.id, view.job.id, null)).toBeNull();
  });

  test('pasted twice is one job', async () => {
    const url = page('/jobs/baker', postingPage(jsonLdPosting({ title: 'Baker' })));
    const first = await paste(url);
    expect((await paste(url)).view.number).toBe(first.view.number);
    expect(await Job.count({ where: { visibleTo: userId } })).toBe(1);
  });

  test('that cannot be read is refused with a reason and a way out', async () => {
    await expect(paste(page('/gone', 'gone', 410))).rejects.toMatchObject({ id: 'posting.refused' });
    await expect(paste('https://www.linkedin.com/jobs/view/12345678')).rejects.toMatchObject({
      id: 'posting.refused',
      details: { reason: expect.stringMatching(/LinkedIn/) },
    });
    await expect(paste('http://169.254.169.254/latest/meta-data/')).rejects.toMatchObject({ id: 'posting.refused' });
  });

  test('to a page without data for machines is read by its words, and says what it is unsure of', async () => {
    const body = `<html><body><nav>Home</nav><main><h1>Night Porter</h1><p>${'We keep the house quiet and the guests safe. '.repeat(5)}</p></main></body></html>`;
    const { view, pasted } = await paste(page('/porter', body));
    expect(pasted.unsure).toContain('company');
    expect(view.job.title).toBe('Night Porter');
    expect(view.job.description).not.toContain('Home');
  });
});

describe('a pasted text', () => {
  test('is read by its labels and first line', async () => {
    const { view, pasted } = await paste(advert);
    expect(pasted.unsure).toEqual([]);
    expect(view.job).toMatchObject({
      title: 'Senior Glass Technician',
      companyName: 'Oakline Windows',
      location: 'Oslo',
      url: '',
      salaryCurrency: 'NOK',
      salaryMin: 52_000_000,
    });
  });

  test('goes to the model only with consent, and of its answer counts what the text holds', async () => {
    const text = `Our small team of nine in the old harbour looks for somebody who mends sails. ${'The loft is warm. '.repeat(8)}`;
    const before = openai.requests.length;
    expect((await paste(text)).pasted.unsure).toEqual(['title', 'company']);
    expect(openai.requests.length).toBe(before);

    const { profiles } = services();
    await profiles.setConsent(userId, true);
    openai.answers({
      says: JSON.stringify({
        title: 'somebody who mends sails',
        company: 'Globex Corporation',
        location: 'the old harbour',
        employment: '',
        pay: '',
      }),
    });
    const { view, pasted } = await paste(text.replace('nine', 'ten'));
    expect(view.job).toMatchObject({ title: 'somebody who mends sails', location: 'the old harbour' });
    expect(view.job.companyName).not.toContain('Globex');
    expect(pasted.unsure).toEqual(['company']);
  });

  test('too short to be one is refused, and so is more than a day’s worth', async () => {
    await expect(paste('backend developer')).rejects.toMatchObject({ id: 'posting.refused' });
    for (let n = 0; n < 40; n += 1) await buildJob({ visibleTo: userId });
    await expect(paste(advert)).rejects.toMatchObject({ id: 'posting.limit', details: { max: 40 } });
  });
});

describe('a correction', () => {
  test('changes what it names and what follows from it, and keeps the rest', async () => {
    const { view } = await paste(advert);
    const { pastedJobs } = services();
    const fixed = await pastedJobs.correct(userId, view.number, { company: 'Oakline AS', pay: '70k EUR a year' });
    expect(fixed.job).toMatchObject({
      title: 'Senior Glass Technician',
      companyName: 'Oakline AS',
      location: 'Oslo',
      salaryCurrency: 'EUR',
      salaryYearlyMin: 7_000_000,
    });
    expect((await JobSearch.findByPk(view.job.id))?.searchVector).toContain("'oakline'");
    await expect(pastedJobs.correct(userId, view.number, {})).rejects.toMatchObject({ id: 'posting.no_correction' });
  });

  test('of a job that a board published is refused', async () => {
    const { jobs, pastedJobs } = services();
    const job = await buildJob();
    const shown = await jobs.view(userId, job.id, null);
    await expect(pastedJobs.correct(userId, shown?.number ?? 0, { title: 'x' })).rejects.toMatchObject({
      id: 'posting.not_yours',
    });
  });
});
