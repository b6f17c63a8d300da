import { beforeAll, describe, expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import type { PersonHere, Shown } from '../support/discord/index.ts';
import { boardJob } from '../support/greenhouse-board.ts';
import type { Answer, Talker } from '../support/scenario.ts';
import { onDiscord } from '../support/scenario-discord.ts';
import { onTelegram } from '../support/scenario-telegram.ts';
import type { Person, Seen } from '../support/telegram/index.ts';

const postings = [1, 2, 3].map((id) => boardJob(id, { title: `Engineer ${'ABC'[id - 1]}` }));

describe('what people do by mistake', () => {
  const stage = useStage((sources) => sources.list({ http: postings }));
  beforeAll(() => stage.readBoards());

  const someone = (name: string): readonly [PersonHere, Person] => [
    stage.discord.person(name, { hasChat: true }),
    stage.telegram.person(name),
  ];
  const talking = ([here, there]: readonly [PersonHere, Person]): readonly [Talker, Talker] => [
    onDiscord(here),
    onTelegram(there),
  ];
  /** What both are answered, which must be the same. */
  const same = async (
    talkers: readonly Talker[],
    act: (one: Talker) => Promise<Answer>,
  ): Promise<readonly Answer[]> => {
    const answers = await Promise.all(talkers.map(act));
    const [first, ...others] = answers.map(({ text, actions }) => ({ text, actions }));
    for (const other of others) expect(other).toEqual(first);
    for (const { text } of answers) {
      expect(text).not.toMatch(/went wrong|undefined|null|\[object|!!/);
      expect(text.length).toBeGreaterThan(10);
    }
    expect(errorsIn(stage.running.log)).toEqual([]);
    return answers;
  };

  test.each([
    ['an unknown command', '/serach add rust', /I don't know serach\. Did you mean \/search add rust\?/],
    ['a command that resembles none', '/frobnicate', /I don't know frobnicate\. \/help shows everything/],
    ['an unknown subcommand', '/search ad rust', /I don't know ad\. Did you mean \/search add rust\?/],
    ['an unknown option', '/matches colour:red', /I don't know what to do with colour:red in \/matches/],
    [
      'an unknown field of the filter',
      '/search add salry:90k',
      /I don't know the field salry:\. Did you mean salary:\?/,
    ],
    ['a search without a word', '/search add', /What shall I look for\?/],
    ['an empty filter', '/search add ""', /There is no word between the quotes/],
    ['a word too many', '/search list rust', /I don't know what to do with rust in \/search list/],
    ['a filter that only excludes', '/jobs find -senior', /at least one thing/],
    ['a filter of one sign', '/search add 🦀', /There is no word in 🦀/],
    ['a value of no kind', '/jobs show twelve', /I can't read twelve as number\. It should be: a number/],
    [
      '10,000 characters',
      `/search add ${'a'.repeat(9_988)}`,
      /That is 10,?000 characters; I read up to 4,?096 at once/,
    ],
    ['a job that was never shown', '/jobs show 999', /I don't have a job #999 for you/],
    ['an application of somebody else', '/applications show 1', /You have no application 1/],
    ['a search of nobody', '/search delete 7', /You have no search 7/],
    ['a letter for a job that was never shown', '/letter draft 999', /I don't have a job #999 for you/],
    ['nothing to cancel', '/cancel', /There is nothing to cancel/],
  ])('%s is answered by a kind sentence and changes nothing', async (what, line, sentence) => {
    const talkers = talking(someone(what));
    const [answer] = await same(talkers, (one) => one.say(line));
    expect(answer?.text).toMatch(sentence);
    const [searches] = await same(talkers, (one) => one.ask('/search list'));
    expect(searches?.text).toContain('You have no saved search');
  });

  test('control characters, NUL, emoji and right-to-left words are kept or left out, and nothing is lost', async () => {
    const talkers = talking(someone('Odd'));
    const [clean] = await same(talkers, (one) => one.say('/search add \u0000ru\u0007st\u0000'));
    expect(clean?.text).toContain('Saved as search 1: rust.');
    const [arabic] = await same(talkers, (one) => one.say('/search add مهندس برمجيات'));
    expect(arabic?.text).toContain('Saved as search 2: مهندس برمجيات.');
    await same(talkers, (one) => one.say('/jobs find engineer'));
    await same(talkers, (one) => one.say('/applications save 1'));
    const noted = '👩‍💻 שלום مرحبا 🦀';
    await same(talkers, (one) => one.say(`/applications note 1 ${noted}\u0000`));
    expect(await stage.rows('select distinct note from application_events where note is not null')).toEqual([
      { note: noted },
    ]);
    const [list] = await same(talkers, (one) => one.say('/search list'));
    expect(list?.text).toContain('Your 2 saved searches');
  });

  test('a wrong answer to a question is told so, and the question stays', async () => {
    const [, there] = someone('Hurried');
    const ben = onTelegram(there);
    expect((await ben.ask('/start')).text).toContain('What work');
    expect((await ben.say('🦀')).text).toMatch(/I can't read 🦀[\s\S]*What work/);
    expect((await ben.say('engineer')).text).toContain('Where?');
    const help = await ben.ask('/help cancel');
    expect(help.text).toContain('I put the questions of /start aside');
  });

  test('a photograph is asked for in words', async () => {
    const [, there] = someone('Photographer');
    there.sendsPhoto();
    expect((await there.nextMessage()).text).toContain('I found nothing to read in that message');
  });

  test("nobody can press another person's button", async () => {
    const ann = someone('Owner');
    const ben = someone('Stranger');
    for (const one of [...talking(ann), ...talking(ben)]) {
      await one.ask('/jobs find engineer', { path: 'jobs find', options: { query: 'engineer' } });
    }
    const anns = ann[0].messages().at(-1) as Shown;
    const bens = ben[0].messages().at(-1) as Shown;
    ben[0].press({ ...bens, buttons: anns.buttons }, 'Applied');
    expect((await ben[0].nextMessage()).text).toContain("isn't yours to press");

    const annsThere = stage.telegram.messages(ann[1].id).at(-1) as Seen;
    const bensThere = stage.telegram.messages(ben[1].id).at(-1) as Seen;
    ben[1].forges(bensThere, annsThere.buttons.find(({ label }) => label === 'Applied')?.data ?? '');
    expect((await ben[1].nextMessage()).text).toContain("That button isn't yours to press");
    expect(await applicationsOf('Owner', 'Stranger')).toEqual([]);
  });

  test('a button that is out of date says so, and does nothing twice', async () => {
    const talkers = talking(someone('Late'));
    const cards = await same(talkers, (one) =>
      one.ask('/search add engineer', { path: 'search add', options: { query: 'engineer' } }),
    );
    const at = new Map(talkers.map((one, i) => [one, cards[i] as Answer]));
    const press = (label: string) => same(talkers, (one) => (at.get(one) as Answer).press(label));
    expect((await press('Undo'))[0]?.text).toContain('Search 1 (engineer) is gone');
    expect((await press('Undo'))[0]?.text).toContain('You have no search 1');
    expect((await press('Applied'))[0]?.text).toContain('Noted: you applied');
    expect((await press('Applied'))[0]?.text).toContain('already');
    expect((await press('Save'))[0]?.text).toMatch(/already/);
    expect(await applicationsOf('Late')).toEqual([
      { status: 'applied', events: 1 },
      { status: 'applied', events: 1 },
    ]);
    const sure = await same(talkers, (one) => one.ask('/forget'));
    await Promise.all(sure.map((answer) => answer.press('Delete everything')));
    expect((await press('Applied'))[0]?.text).toContain("I don't have a job #1 for you");
  });

  test('20 presses of Applied at once make one application with one event', async () => {
    const [here, there] = someone('Nervous');
    await Promise.all(
      talking([here, there]).map((one) =>
        one.ask('/jobs find engineer', { path: 'jobs find', options: { query: 'engineer' } }),
      ),
    );
    const card = here.messages().at(-1) as Shown;
    const cardThere = stage.telegram.messages(there.id).at(-1) as Seen;
    for (let i = 0; i < 20; i += 1) {
      here.press(card, 'Applied');
      there.press(cardThere, 'Applied');
    }
    const answers: string[] = [];
    for (let i = 0; i < 20; i += 1) {
      answers.push((await here.nextMessage()).text, (await there.nextMessage()).text);
    }
    expect(answers.filter((text) => text.includes('Noted'))).toHaveLength(2);
    expect(answers.filter((text) => /applied.*already/.test(text))).toHaveLength(38);
    expect(await applicationsOf('Nervous')).toEqual([
      { status: 'applied', events: 1 },
      { status: 'applied', events: 1 },
    ]);
  });

  const applicationsOf = (...names: readonly string[]) =>
    stage.rows(
      `select a.status, (select count(*)::int from application_events e where e.application_id = a.id) as events
       from applications a where user_id in (select user_id from chat_accounts where display_name = any($1))`,
      [names],
    );
});
