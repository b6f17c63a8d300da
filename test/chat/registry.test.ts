import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { definitionsFor } from '../../src/chat/command.ts';
import { nameValue } from '../../src/chat/line.ts';
import { facet, flag, named, rest, shortNumber } from '../../src/chat/option.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { UserError, type UserErrorId } from '../../src/errors.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { anyText } from '../support/any-text.ts';

const { defineAction, defineCommand, defineGroup } = definitionsFor<null>();
const number = shortNumber({ description: 'Number', required: true });
const note = rest({ description: 'Note', required: true, max: 2000 });
const run = async () => ({});

const registry = createRegistry([
  defineCommand({ name: 'ping', description: 'Ping', example: '/ping', options: {}, run }),
  defineGroup({
    name: 'things',
    description: 'Things',
    example: '/things list',
    bare: 'list',
    actions: [
      defineAction({ name: 'list', description: 'List', options: {}, run }),
      defineAction({ name: 'note', description: 'Note', options: { number, note }, run }),
      defineAction({
        name: 'find',
        description: 'Find',
        options: {
          query: rest({ description: 'Query', required: true, max: 1000 }),
          location: facet({ description: 'Place' }),
          letters: flag({ description: 'Letters' }),
          label: named({ description: 'Label', max: 100 }),
        },
        run,
      }),
    ],
  }),
]);

const given = (line: string) => registry.parse(line).given;

/** What a line is refused with. */
const refusal = (read: () => unknown): { id: UserErrorId; details: object } => {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return { id: error.id, details: error.details };
    throw error;
  }
  throw new Error('it was not refused');
};

describe('a line of text', () => {
  test('is read with and without the slash, in any case, with any white space', () => {
    for (const line of ['ping', '/ping', ' /PING ', '/Ping\n']) expect(registry.parse(line).path).toBe('ping');
    expect(registry.parse('/things\t NOTE  3 x')).toMatchObject({
      path: 'things note',
      given: { number: '3', note: 'x' },
    });
  });

  test('runs the subcommand that stands for the bare command', () => {
    expect(registry.parse('/things').path).toBe('things list');
  });

  test('takes single words in their places and the rest of the line', () => {
    expect(given('things note #3 call them back')).toEqual({ number: '#3', note: 'call them back' });
  });

  test('takes an option by name wherever it stands, whatever the case of its name', () => {
    const all = { query: 'rust berlin', letters: 'on', label: 'my first' };
    expect(given('things find letters:on rust label:"my first" berlin')).toEqual(all);
    expect(given('things find rust berlin Letters:on LABEL:“my first”')).toEqual(all);
    expect(given('things note note:hello number:3')).toEqual({ number: '3', note: 'hello' });
  });

  test('keeps the rest as it was written: line breaks, double spaces and quotes', () => {
    expect(given('things note 3 first  line\nsecond "line"')).toEqual({
      number: '3',
      note: 'first  line\nsecond "line"',
    });
  });

  test('a word that looks like an option already given stays in the rest', () => {
    expect(given('things note 3 their number:12 is new')).toEqual({ number: '3', note: 'their number:12 is new' });
  });

  test('a facet stays in the rest, where the filter language reads it', () => {
    expect(given('things find rust location:berlin')).toEqual({ query: 'rust location:berlin' });
  });

  test('a quoted word is opened in its place and kept in the rest', () => {
    expect(given('things note "3" "a b"')).toEqual({ number: '3', note: '"a b"' });
    expect(given('things find “data analyst” go')).toEqual({ query: '“data analyst” go' });
  });

  test('what nothing takes is refused by name', () => {
    expect(refusal(() => registry.parse('/ping now'))).toEqual({
      id: 'option.unknown',
      details: { name: 'now', command: 'ping' },
    });
  });

  test('a mistyped command or subcommand is suggested with the rest of the line', () => {
    const meant = (line: string) => refusal(() => registry.parse(line));
    expect(meant('/pong')).toEqual({ id: 'command.unknown', details: { text: 'pong', suggestion: 'ping' } });
    expect(meant('/thing note 3 hello  you').details).toMatchObject({ suggestion: 'things note 3 hello  you' });
    expect(meant('/things fnd rust "a b"')).toEqual({
      id: 'command.unknown',
      details: { text: 'fnd', suggestion: 'things find rust "a b"' },
    });
    expect(meant('/whatever').details).toEqual({ text: 'whatever', suggestion: null });
    expect(meant('/').id).toBe('command.unknown');
  });

  test('a word that is no subcommand at all is taken for what one of them takes', () => {
    expect(refusal(() => registry.parse('/things something else')).details).toMatchObject({
      suggestion: 'things note something else',
    });
  });

  test('is never refused with anything but a UserError', () => {
    const real = createRegistry(commands);
    const name = fc.constantFrom(
      ...commands.flatMap((one) => one.actions.map((action) => `${one.name} ${action.name}`)),
    );
    const odd = fc.constantFrom(
      '"',
      '“',
      '\\',
      ':',
      'constructor:x',
      '__proto__:x',
      'toString',
      'number:3',
      '\u0000',
      ' ',
    );
    const tail = fc.oneof(
      anyText(),
      fc.array(odd).map((some) => some.join(' ')),
    );
    const line = fc.oneof(
      tail,
      fc.tuple(name, tail).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(line, (text) => {
        try {
          real.parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('options that a platform has typed', () => {
  test('mean the same filter as the text', () => {
    const real = createRegistry(commands);
    const pairs: [Record<string, string>, string][] = [
      [{ query: 'rust', remote: 'yes' }, 'rust remote:yes'],
      [{ query: 'rust', location: 'new york', type: 'full-time' }, 'rust location:"new york" type:full-time'],
      [{ location: 'berlin' }, 'location:berlin'],
      [{ query: 'go or rust', salary: '>=90k EUR' }, 'go or rust salary:>=90k EUR'],
      [{ query: '“data analyst”', company: '“Acme Inc”' }, '"data analyst" company:"Acme Inc"'],
    ];
    for (const [options, text] of pairs) {
      const typed = real.typed('search add', options).given.query ?? '';
      const written = real.parse(`/search add ${text}`).given.query ?? '';
      expect(parseFilter(typed), text).toEqual(parseFilter(written));
    }
  });

  test('a named option inside typed text counts as typed', () => {
    expect(registry.typed('things find', { query: 'rust letters:on' }).given).toEqual({ query: 'rust', letters: 'on' });
    expect(registry.typed('things find', { query: 'rust letters:on', letters: 'off' }).given.letters).toBe('off');
  });

  test('free text stays as it was typed', () => {
    const options = { number: '3', note: 'their  number:12\nis new' };
    expect(registry.typed('things note', options).given).toEqual(options);
  });

  test('survive the line that a button carries', () => {
    const text = fc.oneof(anyText(), fc.constantFrom('“a b”', 'x "y', '\\', 'number:12', ' a '));
    fc.assert(
      fc.property(text, (value) => {
        const line = `things note number:3 ${nameValue('note', value)}`;
        expect(registry.parse(line).given).toEqual({ number: '3', note: value });
      }),
    );
  });

  test('a path that no command has is refused', () => {
    for (const path of ['nothing', 'things', 'things nothing', 'things constructor'])
      expect(refusal(() => registry.typed(path, {})).id).toBe('command.unknown');
  });
});

test('two commands of one name are refused loudly', () => {
  const one = defineCommand({ name: 'one', description: 'One', example: '/one', options: {}, run });
  expect(() => createRegistry([one, one])).toThrow('two commands share a name');
});
