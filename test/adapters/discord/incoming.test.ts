import { afterEach, describe, expect, test } from 'vitest';
import { endAll, later, reply, run } from '../../support/discord/running.ts';

afterEach(endAll);

const EPHEMERAL_DEFER = 5;

describe('interactions', () => {
  test('a slash command arrives with its path and typed options as text, and is answered directly', async () => {
    const { discord, conversation } = await run({ answer: () => reply('saved') });
    const ann = discord.person('ann');
    const done = ann.command('search add', { query: 'rust', letters: true, remote: 'yes' });
    expect((await ann.nextMessage()).text).toBe('saved');
    expect((await done.acknowledged()).type).toBe(4);
    expect(conversation.heard[0]).toMatchObject({
      updateId: done.id,
      sender: { platform: 'discord', id: ann.id, name: 'ann', language: 'en-GB' },
      chat: { id: ann.channelId, isPrivate: true },
      message: { kind: 'command', path: 'search add', options: { query: 'rust', letters: 'yes', remote: 'yes' } },
    });
  });

  test('an answer in a server is seen by the asker alone, one in direct messages is an ordinary message', async () => {
    const { discord } = await run();
    const ann = discord.person('ann');
    const there = ann.at(discord.server());
    there.command('help');
    expect((await there.nextMessage()).isEphemeral).toBe(true);
    ann.command('help');
    expect((await ann.nextMessage()).isEphemeral).toBe(false);
  });

  test('a public command is answered for everybody in the server', async () => {
    const { discord } = await run({ preview: () => ({ isPublic: true }) });
    const server = discord.server();
    discord.person('ann').at(server).command('help');
    expect((await discord.person('bob').at(server).nextMessage()).isEphemeral).toBe(false);
  });

  test('a slow answer is acknowledged after a second, privately, and edited in when it comes', async () => {
    const { answer, give } = later();
    const { discord } = await run({ answer: () => answer });
    const ann = discord.person('ann').at(discord.server());
    const { type, afterMs } = await ann.command('help').acknowledged();
    expect(type).toBe(EPHEMERAL_DEFER);
    expect(afterMs).toBeGreaterThan(900);
    expect(afterMs).toBeLessThan(1_500);
    expect(ann.messages()).toEqual([]);
    give(reply('at last'));
    const message = await ann.nextMessage();
    expect([message.text, message.isEphemeral]).toEqual(['at last', true]);
  });

  test('an answer that comes while the acknowledgement is on its way is not a second one', async () => {
    const { answer, give } = later();
    const { discord } = await run({ answer: () => answer });
    const ann = discord.person('ann');
    discord.trouble('POST', /callback$/, 'process-then-hang');
    ann.command('help');
    await discord.nextRequest('POST', /callback$/);
    give(reply('in time'));
    expect((await ann.nextMessage()).text).toBe('in time');
    expect(discord.requests.filter(({ path }) => /callback|original/.test(path)).map(({ method }) => method)).toEqual([
      'POST', // hangs, carried out
      'POST', // told that it was
      'PATCH',
    ]);
    expect(ann.messages()).toHaveLength(1);
  });

  test('a hundred commands at once are each acknowledged once and in time', async () => {
    const { discord } = await run();
    const people = Array.from({ length: 100 }, (_, i) => discord.person(`person ${i}`));
    const acknowledged = await Promise.all(people.map((person) => person.command('help').acknowledged()));
    expect(Math.max(...acknowledged.map(({ afterMs }) => afterMs))).toBeLessThan(3_000);
    await Promise.all(people.map((person) => person.nextMessage()));
    expect(discord.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(100);
  });

  test('a repeated interaction is answered once', async () => {
    const { discord } = await run();
    const ann = discord.person('ann');
    const done = ann.command('help');
    await ann.nextMessage();
    done.repeat();
    ann.command('help');
    await ann.nextMessage();
    expect(ann.messages()).toHaveLength(2);
    expect(discord.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(2);
  });

  test('a pressed button passes its data on and its answer replaces the message in place', async () => {
    const { discord, conversation } = await run({
      answer: (message) =>
        message.kind === 'command'
          ? { text: ['page one'], page: { number: 1, of: 2, next: { label: 'Next', data: 'list page:2' } } }
          : { text: ['page two'] },
      preview: (message) => ({ inPlace: message.kind === 'button' }),
    });
    const ann = discord.person('ann');
    ann.command('help');
    const message = await ann.nextMessage();
    expect(message.buttons.map(({ label, isDisabled }) => [label, isDisabled])).toEqual([
      ['1 of 2', true],
      ['Next', false],
    ]);
    const done = ann.press(message, 'Next');
    await message.edited();
    expect((await done.acknowledged()).type).toBe(7);
    expect(conversation.heard[1]?.message).toEqual({ kind: 'button', data: 'list page:2' });
    expect(message.text).toBe('page two');
    expect(message.buttons).toEqual([]);
    expect(ann.messages()).toHaveLength(1);
  });

  test('a slow answer in place is acknowledged silently and edited in', async () => {
    const { answer, give } = later();
    const { discord } = await run({
      answer: (message) =>
        message.kind === 'command' ? { text: ['old'], buttons: [{ label: 'More', data: 'more' }] } : answer,
      preview: (message) => ({ inPlace: message.kind === 'button' }),
    });
    const ann = discord.person('ann').at(discord.server());
    ann.command('help');
    const message = await ann.nextMessage();
    expect((await ann.press(message, 'More').acknowledged()).type).toBe(6);
    give(reply('new'));
    await message.edited();
    expect(message.text).toBe('new');
  });

  test('a button that is not in place is answered below', async () => {
    const { discord } = await run({
      answer: (message) =>
        message.kind === 'command' ? { text: ['first'], buttons: [{ label: 'Save', data: 's' }] } : reply('saved'),
    });
    const ann = discord.person('ann');
    ann.command('help');
    const first = await ann.nextMessage();
    ann.press(first, 'Save');
    expect((await ann.nextMessage()).text).toBe('saved');
    expect(first.edits).toBe(0);
  });

  test('a choice arrives with its value', async () => {
    const select = { label: 'Which one?', data: 'pick', choices: [{ label: 'Rust', value: 'r' }] };
    const { discord, conversation } = await run({ answer: () => ({ text: ['choose'], select }) });
    const ann = discord.person('ann');
    ann.command('help');
    ann.choose(await ann.nextMessage(), 'Rust');
    await ann.nextMessage();
    expect(conversation.heard[1]?.message).toEqual({ kind: 'select', data: 'pick', value: 'r' });
  });

  test('a form opens at once instead of an answer, and what is filled in arrives without its empty fields', async () => {
    const form = {
      data: 'search add',
      title: 'A new search',
      fields: [
        { name: 'query', label: 'What?', hint: 'For example: rust', required: true, long: false },
        { name: 'place', label: 'Where?', required: false, long: true },
        { name: 'remote', label: 'Remote?', required: false, long: false, choices: [{ label: 'Yes', value: 'y' }] },
        { name: 'level', label: 'Level?', required: false, long: false, choices: [{ label: 'Senior', value: 's' }] },
      ],
    };
    const { discord, conversation } = await run({
      answer: () => reply('saved'),
      preview: (message) => (message.kind === 'command' ? { form } : {}),
    });
    const ann = discord.person('ann').at(discord.server());
    ann.command('help');
    const modal = await ann.nextModal();
    expect(modal.title).toBe('A new search');
    expect(conversation.heard).toEqual([]);
    ann.fillIn(modal, { 'What?': 'rust', 'Remote?': 'Yes' });
    expect((await ann.nextMessage()).text).toBe('saved');
    expect(conversation.heard[0]?.message).toEqual({
      kind: 'form',
      data: 'search add',
      answers: { query: 'rust', remote: 'y' },
    });
  });
});
