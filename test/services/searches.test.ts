import { describe, expect, test } from 'vitest';
import { Match, Notification, Profile, SavedSearch } from '../../models/index.ts';
import { systemClock } from '../../src/clock.ts';
import { createLetterWriter } from '../../src/letters/writer.ts';
import { createLogger } from '../../src/logger.ts';
import { createServices } from '../../src/services/index.ts';
import { testBoards } from '../support/boards.ts';
import { buildJob, buildProfile, buildSavedSearch, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const letterWriter = createLetterWriter({ model: null, logger: createLogger('silent') });
const { searches, jobs, filters, dismissals } = createServices({
  sequelize,
  clock: systemClock,
  letterWriter,
  boards: testBoards(sequelize),
  operatorAccounts: [],
});

/** Without a reason. */
const unsaid = { reason: undefined, about: undefined };

/** A person, with a word of their own that only the jobs built with it hold. */
let last = 0;
const person = async () => {
  last += 1;
  const { userId } = await buildProfile({ userId: (await buildUser()).id, skills: [] });
  const word = `zebra${last}`;
  return { userId, word, job: (given = {}) => buildJob({ title: `${word} engineer`, ...given }) };
};
const add = (userId: number, query: string, letters = false) =>
  searches.add(userId, { query, letters, currency: undefined, line: 'search add' });

describe('a search that is edited', () => {
  const edit = (userId: number, number: number, query: string) =>
    searches.edit(userId, number, { query, currency: undefined, line: `search edit ${number} ${query}` });

  test('keeps its number, gains what fits now, loses unseen matches that do not, and can be taken back', async () => {
    const { userId, word, job } = await person();
    const nurse = await job({ title: `${word} nurse` });
    const engineer = await job({ postedAt: new Date('2026-01-01') });
    await add(userId, `${word} engineer`);
    await Match.update({ seenAt: null }, { where: { userId } });
    const { view, before } = await edit(userId, 1, `${word} nurse`);
    expect([view.search.number, view.search.name, before]).toEqual([1, `${word} nurse`, `${word} engineer`]);
    expect((await Match.findAll({ where: { userId } })).map((row) => row.jobId)).toEqual([nurse.id]);
    await edit(userId, 1, before);
    const left = (await Match.findAll({ where: { userId } })).map((row) => row.jobId);
    // What was looked at stays in the history.
    expect(left.sort()).toEqual([nurse.id, engineer.id].sort());
  });

  test('keeps a name that was given to it, refuses what cannot be read, and nobody else has it', async () => {
    const { userId, word } = await person();
    await buildSavedSearch({ userId, query: word, name: 'my own' });
    expect((await edit(userId, 1, `${word} two`)).view.search.name).toBe('my own');
    await expect(edit(userId, 1, '-only')).rejects.toMatchObject({ id: 'filter.empty' });
    await expect(edit((await person()).userId, 1, word)).rejects.toMatchObject({ id: 'search.not_found' });
  });
});

test('a preview says what fits and would have come, saves nothing and marks nothing as seen', async () => {
  const { userId, word, job } = await person();
  const { id } = await job({ level: 'senior' });
  await job({ postedAt: new Date('2026-01-01'), level: 'junior' });
  const wish = (query: string) => ({ query, currency: undefined, line: `search preview ${query}` });
  const found = await searches.preview(userId, wish(`${word} LEVEL:sr`), 1);
  expect(found).toMatchObject({ query: `${word} level:senior`, fits: 1, lately: 1, pages: 1, relaxed: [] });
  expect(found.view?.job.id).toBe(id);
  const nothing = await searches.preview(userId, wish(`${word} level:executive`), 1);
  expect(nothing.view).toBeNull();
  expect(nothing.relaxed).toMatchObject([{ name: word }, { name: 'level', query: word, fits: 2 }]);
  expect([await SavedSearch.count({ where: { userId } }), await Match.count({ where: { userId } })]).toEqual([0, 0]);
});

test('a search takes a name of the person, and nobody else can give it', async () => {
  const { userId, word } = await person();
  await add(userId, word);
  expect(await searches.rename(userId, 1, 'the good one')).toMatchObject({ name: 'the good one', query: word });
  await expect(searches.rename((await person()).userId, 1, 'mine')).rejects.toMatchObject({ id: 'search.not_found' });
});

describe('a new search', () => {
  test('says what fits, shows the newest as seen, keeps the rest for later and pushes nothing', async () => {
    const { userId, word, job } = await person();
    const old = await job({ postedAt: new Date('2026-01-01') });
    const young = await job({ postedAt: new Date() });
    const found = await add(userId, word);
    expect(found).toMatchObject({ isNew: true, fits: 2, isMore: false, page: 1, pages: 2, view: { number: 1 } });
    expect(found.view?.job.id).toBe(young.id);
    const rows = await Match.findAll({ where: { userId }, order: ['id'] });
    expect(rows.map((row) => [row.jobId, row.seenAt !== null, row.foundBy]).toSorted()).toEqual([
      [old.id, false, 'backfill'],
      [young.id, true, 'backfill'],
    ]);
    expect(await Notification.count({ where: { userId } })).toBe(0);
  });

  test('with the same filter, however it is written, is the same search, and is switched on again', async () => {
    const { userId, word } = await person();
    const { search } = await add(userId, `${word} location:berlin remote:yes`);
    await searches.pause(userId, search.number);
    const again = await add(userId, `  remote:yes   LOCATION:berlin ${word}`, true);
    expect(again).toMatchObject({ isNew: false, search: { id: search.id, isActive: true, letters: true } });
    expect(await SavedSearch.count({ where: { userId } })).toBe(1);
    expect((await add((await person()).userId, `${word} location:berlin remote:yes`)).isNew).toBe(true);
  });

  test('asked for ten times at once is one', async () => {
    const { userId, word } = await person();
    const added = await Promise.all(Array.from({ length: 10 }, () => add(userId, word)));
    expect(added.filter((one) => one.isNew)).toHaveLength(1);
    expect(await SavedSearch.count({ where: { userId } })).toBe(1);
  });

  test('gets a number that was never used, also after a deletion', async () => {
    const { userId, word } = await person();
    await add(userId, `${word} one`);
    await add(userId, `${word} two`);
    await searches.delete(userId, 2);
    expect((await add(userId, `${word} three`)).search.number).toBe(3);
  });

  test('is refused above 50, and nothing of it stays', async () => {
    const { userId, word } = await person();
    for (let i = 0; i < 50; i += 1) await buildSavedSearch({ userId, query: `${word} ${i}` });
    await expect(add(userId, `${word} more`)).rejects.toMatchObject({ id: 'search.limit', details: { max: 50 } });
    expect(await SavedSearch.count({ where: { userId } })).toBe(50);
    expect((await add(userId, `${word} 49`)).isNew).toBe(false);
  });

  test('takes the currency of the profile, asks once where there is none, and remembers the answer', async () => {
    const { userId, word } = await person();
    const line = `search add ${word} salary:>70k`;
    const wish = { query: `${word} salary:>70k`, letters: false, line };
    await expect(searches.add(userId, { ...wish, currency: undefined })).rejects.toMatchObject({
      id: 'filter.currency_needed',
      details: { line },
    });
    const { search } = await searches.add(userId, { ...wish, currency: 'GBP' });
    expect(search.query).toContain('GBP');
    expect((await Profile.findByPk(userId))?.salaryCurrency).toBe('GBP');
    expect((await searches.add(userId, { ...wish, currency: undefined })).search.id).toBe(search.id);
  });
});

describe('a saved search', () => {
  test('paused says so; resumed it takes in what came meanwhile', async () => {
    const { userId, word, job } = await person();
    const { search } = await add(userId, word);
    expect((await searches.pause(userId, search.number)).isActive).toBe(false);
    await job();
    await job();
    expect(await searches.resume(userId, search.number)).toMatchObject({ search: { isActive: true }, missed: 2 });
    expect(await searches.list(userId)).toMatchObject([{ search: { id: search.id }, unseen: 2 }]);
  });

  test('turns its newest pages, no further', async () => {
    const { userId, word, job } = await person();
    const old = await job({ postedAt: new Date('2026-01-01') });
    const { search } = await add(userId, word);
    await job();
    expect((await searches.show(userId, search.number, 2)).view?.job.id).toBe(old.id);
    expect(await searches.show(userId, search.number, 99)).toMatchObject({ page: 2, pages: 2 });
  });

  test('deleted takes its matches along', async () => {
    const { userId, word, job } = await person();
    await job();
    const { search } = await add(userId, word);
    await searches.delete(userId, search.number);
    expect(await Match.count({ where: { userId } })).toBe(0);
    await expect(searches.show(userId, search.number, 1)).rejects.toMatchObject({ id: 'search.not_found' });
  });

  test('of another person is not found', async () => {
    const { userId, word } = await person();
    const { search } = await add(userId, word);
    const other = (await person()).userId;
    const show = (id: number, number: number) => searches.show(id, number, 1);
    for (const ask of [show, searches.pause, searches.resume, searches.delete])
      await expect(ask(other, search.number)).rejects.toMatchObject({
        id: 'search.not_found',
        details: { number: search.number },
      });
  });
});

describe('jobs', () => {
  const query = (userId: number, text: string) => filters.read(userId, text, { currency: undefined, line: '' });
  const found = async (userId: number, text: string, page = 1) => jobs.find(userId, await query(userId, text), page);

  test('get their short numbers once, though ten first views come at once', async () => {
    const { userId, word, job } = await person();
    const some = await Promise.all(Array.from({ length: 5 }, () => job()));
    const seen = await Promise.all([...some, ...some].map((one) => jobs.view(userId, one.id, null)));
    const pairs = new Set(seen.map((view) => `${view?.job.id} ${view?.number}`));
    expect(pairs.size).toBe(5);
    expect([...new Set(seen.map((view) => view?.number))].toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect((await found(userId, word)).total).toBe(5);
  });

  test('put aside vanish from find and from matches, and come back', async () => {
    const { userId, word, job } = await person();
    await job({ postedAt: new Date('2026-01-01') });
    await add(userId, word);
    await job();
    await searches.resume(userId, 1);
    const first = (await found(userId, word)).view;
    await dismissals.dismiss(userId, first?.number ?? 0, unsaid);
    expect(await found(userId, word)).toMatchObject({ total: 1 });
    expect((await found(userId, word)).view?.number).not.toBe(first?.number);
    expect(await jobs.nextUnseen(userId)).toBeNull();
    await dismissals.restore(userId, first?.number ?? 0);
    expect((await found(userId, word)).total).toBe(2);
  });

  test('not seen are given one after the other, each once', async () => {
    const { userId, word, job } = await person();
    await add(userId, word);
    const [one, two] = [await job({ postedAt: new Date('2026-01-01') }), await job()];
    await searches.resume(userId, 1);
    expect(await jobs.nextUnseen(userId)).toMatchObject({ left: 1, view: { job: { id: two.id } } });
    expect(await jobs.nextUnseen(userId)).toMatchObject({ left: 0, view: { job: { id: one.id } } });
    expect(await jobs.nextUnseen(userId)).toBeNull();
  });

  test('that are private to another person are neither found nor shown', async () => {
    const [ada, bob] = [await person(), await person()];
    const secret = await ada.job({ visibleTo: ada.userId });
    expect((await found(ada.userId, ada.word)).view?.job.id).toBe(secret.id);
    expect(await found(bob.userId, ada.word)).toMatchObject({ total: 0, view: null });
    expect(await jobs.view(bob.userId, secret.id, null)).toBeNull();
    expect((await add(bob.userId, ada.word)).fits).toBe(0);
  });

  test('a page beyond the last is the last, since jobs close while somebody turns pages', async () => {
    const { userId, word, job } = await person();
    const oldest = await job({ postedAt: new Date('2026-01-01') });
    await job();
    expect(await found(userId, word, 7)).toMatchObject({ page: 2, total: 2, view: { job: { id: oldest.id } } });
  });

  test('opened count as seen and are counted once a person', async () => {
    const { userId, word, job } = await person();
    await add(userId, word);
    const one = await job();
    await searches.resume(userId, 1);
    const number = (await jobs.view(userId, one.id, null))?.number ?? 0;
    await jobs.open(userId, number);
    await jobs.open(userId, number);
    expect((await one.reload()).views).toBe(1);
    expect(await jobs.nextUnseen(userId)).toBeNull();
  });

  test('say which skills the profile does not list, and nothing where it lists none', async () => {
    const { userId, job } = await person();
    const one = await job({ techStack: ['Go', 'Kafka', 'SQL'] });
    expect((await jobs.view(userId, one.id, null))?.missingSkills).toBeNull();
    await Profile.update({ skills: ['golang', 'sql'], experience: null }, { where: { userId } });
    expect((await jobs.view(userId, one.id, null))?.missingSkills).toEqual(['Kafka']);
  });

  test('are held against every search, those that fit first, with what the profile avoids', async () => {
    const { userId, word, job } = await person();
    await add(userId, 'nurse');
    await add(userId, word);
    const one = await job({ companyName: 'Acme' });
    const number = (await jobs.view(userId, one.id, null))?.number ?? 0;
    const before = await jobs.why(userId, number);
    expect(before.searches.map((search) => search.number)).toEqual([2, 1]);
    expect(before).toMatchObject({ avoided: [], isDismissed: false });
    await Profile.update({ avoidCompanies: ['Acme'], avoidWords: ['zoo', '!!'] }, { where: { userId } });
    await dismissals.dismiss(userId, number, unsaid);
    expect(await jobs.why(userId, number)).toMatchObject({ avoided: ['Acme'], isDismissed: true });
    expect((await found(userId, word)).total).toBe(0);
  });

  test('say of a search that they miss what would let them in, the nearest miss first', async () => {
    const { userId, word, job } = await person();
    await add(userId, 'nurse');
    await add(userId, `${word} tokyo salary:>=90k-EUR -engineer`);
    await add(userId, `${word} location:tokyo`);
    const one = await job();
    const number = (await jobs.view(userId, one.id, null))?.number ?? 0;
    expect((await jobs.why(userId, number)).searches.map(({ number: of, change }) => [of, change])).toEqual([
      [1, null],
      [3, { names: ['tokyo'], query: word }],
      [2, { names: ['tokyo', '-engineer'], query: `${word} salary:>=90k-EUR` }],
    ]);
  });

  test('a number that means nothing to this person is refused everywhere', async () => {
    const { userId } = await person();
    const dismiss = (id: number, number: number) => dismissals.dismiss(id, number, unsaid);
    for (const ask of [jobs.open, jobs.why, jobs.idOf, dismiss, dismissals.restore])
      await expect(ask(userId, 9)).rejects.toMatchObject({ id: 'job.not_found', details: { number: 9 } });
  });
});
