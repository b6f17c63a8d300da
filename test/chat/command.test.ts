import { describe, expect, test } from 'vitest';
import { type Context, definitionsFor } from '../../src/chat/command.ts';
import { choice, facet, flag, named, page, rest, shortNumber } from '../../src/chat/option.ts';
import { plain, say } from '../../src/chat/reply.ts';

const { defineAction, defineCommand, defineGroup } = definitionsFor<null>();
const run = async () => ({});
const good = { name: 'good', description: 'Good', options: {}, run };
const word = named({ description: 'A word', max: 10 });
const text = rest({ description: 'Text', required: true, max: 10 });
const question = { option: 'word', ask: 'Which word?', label: 'Word' };

describe('a malformed definition is refused loudly', () => {
  const many = (length: number) => Array.from({ length }, (_, i) => ({ value: `v${i}`, label: `v${i}` }));
  const wide = choice({ description: 'One of many', required: false, given: 'named', choices: many(26) });
  const cases: [string, Parameters<typeof defineAction>[0], RegExp][] = [
    ['a name with a capital', { ...good, name: 'Good' }, /name must be/],
    ['a name with a blank', { ...good, name: 'go od' }, /name must be/],
    ['no name', { ...good, name: '' }, /name must be/],
    ['a name of 33 characters', { ...good, name: 'a'.repeat(33) }, /name must be/],
    ['no description', { ...good, description: '' }, /description must have/],
    ['a description of 101 characters', { ...good, description: 'a'.repeat(101) }, /description must have/],
    ['an option with a hyphen', { ...good, options: { 'a-b': word } }, /option a-b/],
    [
      'an option that says too much',
      { ...good, options: { word: { ...word, description: 'a'.repeat(101) } } },
      /longer/,
    ],
    ['26 choices', { ...good, options: { wide } }, /more than 25/],
    ['two rests', { ...good, options: { text, other: text } }, /only one option/],
    ['a facet without a rest', { ...good, options: { place: facet({ description: 'Place' }) } }, /facet needs/],
    ['a question about nothing', { ...good, form: { title: 'Form', questions: [question] } }, /no option/],
    [
      'a label too long for a form',
      { ...good, options: { word }, form: { title: 'Form', questions: [{ ...question, label: 'a'.repeat(46) }] } },
      /longer than 45/,
    ],
    [
      'six questions',
      { ...good, options: { word }, form: { title: 'Form', questions: Array.from({ length: 6 }, () => question) } },
      /at most 5/,
    ],
  ];
  test.each(cases)('%s', (_, definition, message) => {
    expect(() => defineAction(definition)).toThrow(message);
  });

  test('a group with two subcommands of one name, or without the one it runs bare', () => {
    const group = { name: 'group', description: 'Group', example: '/group', bare: 'good' };
    const action = defineAction(good);
    expect(() => defineGroup({ ...group, actions: [action, action] })).toThrow('two subcommands of one name');
    expect(() => defineGroup({ ...group, bare: 'bad', actions: [action] })).toThrow('no subcommand bad');
    expect(defineGroup({ ...group, actions: [action] }).bare).toBe('good');
  });
});

describe('the options of a command', () => {
  const context: Context<null> = {
    account: { id: 1, userId: 1, platform: 'console', name: null, buttonEpoch: 0 },
    chat: { id: '1', isPrivate: true },
    services: null,
    line: '',
    now: new Date(0),
    dropForm: async () => false,
  };
  const echo = defineCommand({
    name: 'echo',
    description: 'Echo',
    example: '/echo 1',
    options: {
      number: shortNumber({ description: 'Number', required: true }),
      loud: flag({ description: 'Loud' }),
      kind: choice({
        description: 'Kind',
        required: false,
        given: 'named',
        choices: [{ value: 'also', label: 'Also remote' }],
      }),
      page: page(),
    },
    run: async (_, values) => ({ text: say`${JSON.stringify(values)}` }),
  });
  const read = async (given: Record<string, string>): Promise<unknown> => {
    const reply = await echo.actions[0]?.run(context, given);
    return JSON.parse(plain(reply?.text ?? []));
  };

  test('become values', async () => {
    expect(await read({ number: '#14' })).toEqual({ number: 14 });
    expect(await read({ number: '14', loud: 'on', kind: 'ALSO REMOTE', page: '2' })).toEqual({
      number: 14,
      loud: true,
      kind: 'also',
      page: 2,
    });
  });

  test('are refused where one is missing, unknown, or not what it should be', async () => {
    await expect(read({})).rejects.toMatchObject({
      id: 'option.missing',
      details: { name: 'number', command: 'echo' },
    });
    await expect(read({ number: '1', constructor: 'x' })).rejects.toMatchObject({ id: 'option.unknown' });
    const wrong = {
      number: ['', '-1', '1.5', '１４', '9999999999'],
      loud: ['maybe'],
      kind: ['perhaps'],
      page: ['0', '-1'],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values)
        await expect(read({ number: '1', [name]: value }), `${name}:${value}`).rejects.toMatchObject({
          id: 'option.invalid',
          details: { name, value },
        });
    }
  });
});
