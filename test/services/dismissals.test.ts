import { expect, test } from 'vitest';
import { JobNumber, Match, Profile, SavedSearch } from '../../models/index.ts';
import type { SealedReply } from '../../src/chat/adapter.ts';
import { backfill } from '../../src/matching/backfill.ts';
import { buildChatAccount, buildJob, buildProfile, buildSavedSearch } from '../support/builders.ts';
import { buttonsOf, personAt, seen, startConversation } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const { conversation } = startConversation({ sequelize });

let last = 900;
/** A person in a chat with searches that find one job, which has the number 1. */
const person = async (job: Parameters<typeof buildJob>[0], ...queries: string[]) => {
  last += 1;
  const account = await buildChatAccount({ platformId: String(last), chatId: String(last) });
  await buildProfile({ userId: account.userId, places: ['Leeds'] });
  const word = `quokka${last}`;
  const built = await buildJob({ title: `${word} Engineer`, companyName: `Oakline ${last}, "Inc."`, ...job });
  for (const query of queries) {
    const search = await buildSavedSearch({ userId: account.userId, query: `${word} ${query}`.trim() });
    await backfill({ sequelize, savedSearchId: search.id });
  }
  const talker = personAt(conversation, { id: String(last) });
  await talker.tell(`/jobs find ${word}`);
  const labels = (reply: SealedReply) => [...buttonsOf(reply).keys()];
  const queryOf = async (number: number) =>
    (await SavedSearch.findOne({ where: { userId: account.userId, number }, rejectOnEmpty: true })).query;
  const row = () => JobNumber.findOne({ where: { userId: account.userId, jobId: built.id }, rejectOnEmpty: true });
  return { ...talker, userId: account.userId, word, job: built, labels, queryOf, row };
};

test('Not for me puts the job aside at once, then asks; the company is avoided by one tap and allowed by another', async () => {
  const ann = await person({}, '');
  const card = await ann.tell(`/jobs find ${ann.word}`);
  const asked = await ann.press(card, 'Not for me');
  expect((await ann.row()).dismissedAt).not.toBeNull();
  expect(ann.labels(asked)).toEqual([
    'The company',
    'The pay',
    'The place',
    'A skill',
    'The level',
    'Something else',
    'Undo',
  ]);
  const offered = await ann.press(asked, 'The company');
  expect((await ann.row()).dismissReason).toBe('company');
  const avoided = async () => (await Profile.findByPk(ann.userId, { rejectOnEmpty: true })).avoidCompanies;
  expect(await avoided()).toEqual([]);
  const taken = await ann.press(offered, `Avoid ${ann.job.companyName}`);
  expect(await avoided()).toEqual([ann.job.companyName]);
  expect(await Match.count({ where: { userId: ann.userId, seenAt: null } })).toBe(0);
  await ann.press(taken, 'Undo');
  expect(await avoided()).toEqual([]);
  await ann.press(asked, 'Undo');
  expect(await ann.row()).toMatchObject({ dismissedAt: null, dismissReason: null });
});

test('the pay becomes a floor of the searches that found it, and Undo gives each its filter back', async () => {
  const ann = await person(
    { salaryYearlyMin: 50_000_00, salaryYearlyMax: 62_000_00, salaryCurrency: 'EUR' },
    'salary:>=40k-EUR',
    'location:tokyo',
  );
  const offered = await ann.tell('/jobs dismiss 1 pay');
  expect(seen(offered)).toContain('Noted for #1');
  expect(ann.labels(offered)).toEqual(['From 65,000 EUR in search 1', 'Undo']);
  const taken = await ann.press(offered, 'From 65,000 EUR in search 1');
  expect(await ann.queryOf(1)).toBe(`${ann.word} salary:>=65k-EUR`);
  await ann.press(taken, 'Undo');
  expect(await ann.queryOf(1)).toBe(`${ann.word} salary:>=40k-EUR`);
});

test('where no pay is stated, it can be asked that it is', async () => {
  const ann = await person({}, 'salary:>=40k-EUR');
  const offered = await ann.tell('/jobs dismiss 1 pay');
  await ann.press(offered, 'Only stated pay in search 1');
  expect(await ann.queryOf(1)).toBe(`${ann.word} salary:>=40k-EUR salary:stated`);
});

test('the place is left out, or a wished one asked for; nothing changes before a tap', async () => {
  const ann = await person(
    { location: 'Berlin, Germany', places: [{ city: 'Berlin', region: null, country: 'DE' }] },
    '',
  );
  const offered = await ann.tell('/jobs dismiss 1 place');
  expect(ann.labels(offered)).toEqual(['No Berlin in search 1', 'Only Leeds in search 1', 'Undo']);
  expect(await ann.queryOf(1)).toBe(ann.word);
  await ann.press(offered, 'No Berlin in search 1');
  expect(await ann.queryOf(1)).toBe(`${ann.word} -location:Berlin`);
});

test('of a skill it is asked which', async () => {
  const ann = await person({ techStack: ['Node.js', 'C++'], level: 'senior' }, '');
  const which = await ann.tell('/jobs dismiss 1 skill');
  expect(ann.labels(which)).toEqual(['Node.js', 'C++', 'Undo']);
  expect(seen(await ann.press(which, 'C++'))).toContain('Noted for #1');
  expect((await ann.row()).dismissReason).toBe('skill');
});

test('anything else is a word to avoid, which is asked for and taken off again', async () => {
  const ann = await person({ description: 'You are on call at night.' }, '');
  const offered = await ann.tell('/jobs dismiss 1 other');
  await ann.press(offered, 'Avoid a word');
  const taken = await ann.tell('on call');
  const words = async () => (await Profile.findByPk(ann.userId, { rejectOnEmpty: true })).avoidWords;
  expect(await words()).toEqual(['on call']);
  expect(await ann.say('/jobs why 1')).toContain('Your profile avoids on call');
  await ann.press(taken, 'Undo');
  expect(await words()).toEqual([]);
});

test('where no search found it there is nothing to change, and that is said', async () => {
  const ann = await person({});
  for (const reason of ['pay', 'place', 'level']) {
    const reply = await ann.tell(`/jobs dismiss 1 ${reason}`);
    expect(ann.labels(reply)).toEqual(['Undo']);
  }
});
