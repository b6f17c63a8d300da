import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pressId, toIncoming } from '../../../src/adapters/telegram/incoming.ts';

const from = { id: 1001, is_bot: false, first_name: 'Ann', last_name: 'Lee', language_code: 'de' };
const privately = { id: 1001, type: 'private' };
const group = { id: -1_001_000_000_001, type: 'supergroup', title: 'Rust jobs' };
const read = (fields: object) => toIncoming({ update_id: 7, ...fields }, 'jobhound_bot');
const text = (words: string, chat: object = privately, sender: object = from) =>
  read({ message: { message_id: 3, date: 1, chat, from: sender, text: words } });

describe('an update', () => {
  test('of a private text says who wrote what where', () => {
    expect(text('/search add rust')).toEqual({
      updateId: '7',
      sender: { platform: 'telegram', id: '1001', name: 'Ann Lee', language: 'de' },
      chat: { id: '1001', isPrivate: true },
      message: { kind: 'text', text: '/search add rust' },
      origin: { pressedId: null, writtenId: 3 },
    });
  });

  test.each([
    ['/search@jobhound_bot add rust', '/search add rust'],
    ['/SEARCH@Jobhound_Bot add', '/SEARCH add'],
    ['/start xyz', '/start xyz'],
    ['/search@other_bot add', '/search@other_bot add'],
    ['mail me@jobhound_bot', 'mail me@jobhound_bot'],
  ])('in private %s reads as %s', (words, expected) => {
    expect(text(words)?.message).toEqual({ kind: 'text', text: expected });
  });

  test('of a group is taken only where it names this bot', () => {
    expect(text('/jobs@jobhound_bot find rust', group)).toMatchObject({
      chat: { isPrivate: false },
      message: { text: '/jobs find rust' },
    });
    expect(text('/jobs@other_bot find rust', group)).toBeNull();
    expect(text('/jobs find rust', group)).toBeNull();
    expect(text('hello all', group)).toBeNull();
  });

  test('of another bot, of an anonymous admin, or of Telegram itself is passed over', () => {
    expect(text('/help@jobhound_bot', group, { id: 1_087_968_824, is_bot: true, first_name: 'Group' })).toBeNull();
    expect(read({ message: { message_id: 3, chat: privately, from, pinned_message: {} } })).toBeNull();
    expect(read({ edited_message: {} })).toBeNull();
  });

  test('of a photograph is taken with its caption, or as an empty text; not in a group', () => {
    const photo = (more: object, chat: object = privately) =>
      read({ message: { message_id: 3, chat, from, photo: [], ...more } });
    expect(photo({ caption: '/help' })?.message).toEqual({ kind: 'text', text: '/help' });
    expect(photo({})?.message).toEqual({ kind: 'text', text: '' });
    expect(photo({}, group)).toBeNull();
  });

  test('of a pressed button keeps the message that holds it', () => {
    const press = (data: string) =>
      read({ callback_query: { id: '9', from, message: { message_id: 5, chat: privately }, data } });
    expect(press('n:save 14')).toMatchObject({
      message: { kind: 'button', data: 'n:save 14' },
      origin: { pressedId: 5 },
    });
    expect(press('=offered|n:status 14')?.message).toEqual({ kind: 'select', data: 'n:status 14', value: 'offered' });
  });

  test.each([
    ['kicked', false],
    ['member', true],
  ])('of membership %s means reachable %s', (status, isReachable) => {
    const change = { chat: privately, from, new_chat_member: { status } };
    expect(read({ my_chat_member: change })?.message).toEqual({ kind: 'reachable', isReachable });
    expect(read({ my_chat_member: { ...change, chat: group } })).toBeNull();
  });

  test('that is anything at all is read, passed over, or refused as a TypeError', () => {
    const part = fc.record(
      {
        id: fc.anything(),
        from: fc.anything(),
        chat: fc.anything(),
        message: fc.anything(),
        text: fc.anything(),
        data: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const update = fc.record(
      { update_id: fc.oneof(fc.integer(), fc.anything()), message: part, callback_query: part, my_chat_member: part },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(update, fc.anything()), (any) => {
        pressId(any);
        try {
          toIncoming(any, 'jobhound_bot');
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  test('survives JSON', () => {
    const incoming = text('/help');
    expect(JSON.parse(JSON.stringify(incoming))).toEqual(incoming);
  });
});
