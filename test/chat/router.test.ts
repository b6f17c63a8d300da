import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { Profile } from '../../models/index.ts';
import type { Message, Sender } from '../../src/chat/adapter.ts';
import { createButtonSeal } from '../../src/chat/buttons.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { createRouter } from '../../src/chat/router.ts';
import { systemClock } from '../../src/clock.ts';
import { buttonsOf, personAt, seen, startConversation } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const { conversation } = startConversation({ sequelize });
let last = 100;
/** Somebody who never wrote before. */
const newcomer = () => {
  last += 1;
  return personAt(conversation, { id: String(last) });
};
const labels = (reply: Parameters<typeof buttonsOf>[0]) => [...buttonsOf(reply).keys()];

describe('a form, question by question', () => {
  test('asks in order with choices, skip and cancel, and runs with what was answered', async () => {
    const ada = newcomer();
    const what = await ada.tell('/start');
    expect(seen(what)).toMatch(/^Hi, I'm Jobhound\..*\nWhat work are you looking for\?/s);
    expect(labels(what)).toEqual(['Cancel']);
    const where = await ada.tell('backend developer');
    expect(seen(where)).toBe('Where? A city, a country, or "anywhere".');
    expect(labels(where)).toEqual(['Skip', 'Cancel']);
    const remote = await ada.tell('berlin');
    expect(labels(remote)).toEqual(['Only remote', 'Also remote', 'No remote', 'Skip', 'Cancel']);
    const pay = await ada.press(remote, 'Also remote');
    expect(seen(pay)).toContain('From what yearly pay?');
    expect(seen(await ada.press(pay, 'Skip'))).toContain('Saved as search 1: backend developer · berlin or remote.');
    expect(await ada.say('thank you')).toContain('I work with commands and buttons.');
  });

  test('asks again, with its buttons, what could not be read', async () => {
    const ada = newcomer();
    await ada.tell('/start');
    await ada.tell('nurse');
    await ada.tell('leeds');
    const again = await ada.tell('perhaps');
    expect(seen(again)).toMatch(/I can't read perhaps as remote\..*\nIs remote all right\?/s);
    expect(labels(again)).toContain('Only remote');
    expect(await ada.say('only remote')).toContain('From what yearly pay?');
    expect(await ada.say('lots')).toMatch(/I can't read lots as pay.*From what yearly pay\?/s);
    expect(await ada.say('skip')).toContain('leeds, remote');
  });

  test('takes an answer in any words, quotes and line breaks, through the buttons that follow', async () => {
    const ada = newcomer();
    await ada.tell('/start');
    await ada.tell('“data analyst”');
    await ada.tell('-');
    await ada.tell('Skip');
    const currency = await ada.tell('70k');
    expect(seen(currency)).toContain('in which currency?');
    expect(seen(await ada.press(currency, 'GBP'))).toContain('Saved as search 1: "data analyst" · from 70,000 GBP.');
  });

  test('cancelling leaves it, and there is nothing to cancel after that', async () => {
    const ada = newcomer();
    const asked = await ada.tell('/start');
    expect(seen(await ada.press(asked, 'Cancel'))).toBe('Cancelled. Nothing was changed.');
    expect(await ada.say('/cancel')).toContain('There is nothing to cancel.');
    expect(await ada.say('nurse')).toContain('I work with commands and buttons.');
  });

  test('a required question cannot be skipped: to it, "skip" is a word like any other', async () => {
    const ada = newcomer();
    await ada.tell('/start');
    await ada.tell('skip');
    await ada.tell('skip');
    await ada.tell('skip');
    expect(await ada.say('skip')).toContain('Saved as search 1: skip.');
  });

  test('a command in between puts it aside and says so; a refused one does not', async () => {
    const ada = newcomer();
    await ada.tell('/start');
    expect(await ada.say('/jobs show 99')).toContain("I don't have a job #99");
    expect(await ada.say('nurse')).toContain('Where?');
    expect(await ada.say('/search list')).toMatch(/no saved search.*\(I put the questions of \/start aside\.\)/s);
    expect(await ada.say('leeds')).toContain('I work with commands and buttons.');
  });

  test('a button of an earlier question is stale and answers nothing', async () => {
    const ada = newcomer();
    await ada.tell('/start');
    const where = await ada.tell('nurse');
    const remote = await ada.press(where, 'Skip');
    expect(seen(await ada.press(where, 'Skip'))).toContain('That button is from a while ago');
    expect(seen(await ada.press(remote, 'No remote'))).toContain('From what yearly pay?');
    expect(seen(await ada.press(remote, 'Also remote'))).toContain('That button is from a while ago');
    expect(await ada.say('skip')).toContain('Saved as search 1: nurse · not remote.');
    expect(seen(await ada.press(remote, 'No remote'))).toContain('That button is from a while ago');
  });

  test('survives a restart, and its buttons with it', async () => {
    const ada = newcomer();
    await ada.tell('/start');
    await ada.tell('nurse');
    const remote = await ada.tell('leeds');
    const later = personAt(startConversation({ sequelize }).conversation, { id: String(last) });
    expect(seen(await later.press(remote, 'Only remote'))).toContain('From what yearly pay?');
    expect(await later.say('/skip')).toContain('Saved as search 1: nurse · leeds, remote.');
    expect(await later.say('hello')).toContain('I work with commands and buttons.');
  });

  test('two people answer theirs at once', async () => {
    const [ada, bob] = [newcomer(), newcomer()];
    await Promise.all([ada.tell('/start'), bob.tell('/profile edit')]);
    const [toAda, toBob] = await Promise.all([ada.say('nurse'), bob.say('Bob')]);
    expect(toAda).toContain('Where?');
    expect(toBob).toContain('present title');
    await Promise.all([ada.tell('/cancel'), bob.tell('/cancel')]);
  });

  test('is not asked where the command says enough', async () => {
    const ada = newcomer();
    expect(await ada.say('/start what:"backend developer" where:anywhere')).toContain('search 1: backend developer.');
    expect(await ada.say('/profile edit consent:no')).toContain('Letters by OpenAI: declined');
    expect(await ada.say(' /profile edit name:“Ada Lind” skills:"go, rust"')).toMatch(
      /Name: Ada Lind.*Skills: Go, Rust/s,
    );
  });
});

test('a pay in the profile has a currency, which is asked for once', async () => {
  const ada = newcomer();
  const asked = await ada.tell('/profile edit pay:70k years:6');
  expect(seen(asked)).toContain('70k in which currency?');
  expect(await ada.say('/profile')).toContain('Your profile is empty.');
  expect(seen(await ada.press(asked, 'EUR'))).toMatch(/Pay: from 70,000 EUR a year\nYears of experience: 6/);
  expect(await ada.say('/profile edit pay:80k')).toContain('from 80,000 EUR a year');
});

describe('a form filled in at once', () => {
  test('runs with its answers; empty ones count as not given', async () => {
    const ada = newcomer();
    const sender: Sender = { platform: 'telegram', id: String(last), name: 'Ada', language: null };
    const { form } = conversation.preview({ kind: 'command', path: 'profile edit', options: {} }, sender);
    const answers = { name: 'Ada Lind', title: '', years: '6', skills: ' ', experience: 'I built “Otter”,\na queue.' };
    const reply = await ada.tell({ kind: 'form', data: form?.data ?? '', answers });
    expect(seen(reply)).toContain('Name: Ada Lind');
    expect((await Profile.findAll({ order: [['userId', 'DESC']], limit: 1 }))[0]).toMatchObject({
      fullName: 'Ada Lind',
      currentTitle: null,
      yearsExperience: 6,
      experience: 'I built “Otter”,\na queue.',
    });
  });

  test('keeps what the command was given: the note goes to the application it was asked for', async () => {
    const ada = newcomer();
    const sender: Sender = { platform: 'telegram', id: String(last), name: 'Ada', language: null };
    const { form } = conversation.preview(
      { kind: 'command', path: 'applications note', options: { number: '3' } },
      sender,
    );
    const reply = await ada.tell({ kind: 'form', data: form?.data ?? '', answers: { note: 'number:4' } });
    expect(seen(reply)).toContain('You have no application 3.');
  });
});

describe('preview', () => {
  const away = (): never => {
    throw new Error('preview must read and write nothing');
  };
  const seal = createButtonSeal(Buffer.alloc(32, 1), { keep: away, find: away });
  const router = createRouter({
    registry: createRegistry(commands),
    services: new Proxy({} as never, { get: away }),
    forms: { find: away, keep: away, drop: away },
    seal,
    clock: systemClock,
  });
  const sender: Sender = { platform: 'discord', id: '1', name: null, language: null };
  const button = (line: string, inPlace = false): Message => ({
    kind: 'button',
    data: seal.sealNow(line, inPlace, 'discord:1', 0) ?? '',
  });

  test('gives every form at once, by command and by button, with at most 5 fields and nothing read', () => {
    const forms = commands.flatMap((command) =>
      command.actions
        .filter((action) => action.form !== undefined)
        .map((action) => (command.bare === null ? command.name : `${command.name} ${action.name}`)),
    );
    expect(forms).toContain('start');
    for (const path of forms) {
      const typed = router.preview({ kind: 'command', path, options: {} }, sender).form;
      expect(router.preview(button(path), sender).form, path).toEqual({ ...typed, data: expect.any(String) });
      expect(Buffer.byteLength(typed?.data ?? '')).toBeLessThanOrEqual(64);
      expect(typed?.title.length).toBeLessThanOrEqual(45);
      expect(typed?.fields.length).toBeGreaterThan(0);
      expect(typed?.fields.length).toBeLessThanOrEqual(5);
      for (const field of typed?.fields ?? []) {
        expect(field.label.length).toBeLessThanOrEqual(45);
        expect(field.hint?.length ?? 0).toBeLessThanOrEqual(100);
        expect(field.choices?.length ?? 0).toBeLessThanOrEqual(25);
      }
    }
  });

  test('shows no form where the options are given', () => {
    const options = { what: 'nurse' };
    expect(router.preview({ kind: 'command', path: 'start', options }, sender)).toEqual({
      isPublic: false,
      inPlace: false,
    });
  });

  test('knows which answer replaces its message', () => {
    expect(router.preview(button('matches', true), sender).inPlace).toBe(true);
    expect(router.preview(button('matches'), sender).inPlace).toBe(false);
    expect(router.preview(button(`@${'x'.repeat(22)}`, true), sender).inPlace).toBe(true);
  });

  test('never throws, whatever it is given', () => {
    const odd: Message[] = [
      { kind: 'button', data: 'forged' },
      { kind: 'command', path: 'no such', options: { constructor: 'x' } },
      button('no such command'),
      button('skip what'),
      { kind: 'text', text: '/start' },
    ];
    for (const message of odd) expect(router.preview(message, sender)).toEqual({ isPublic: false, inPlace: false });
  });
});
