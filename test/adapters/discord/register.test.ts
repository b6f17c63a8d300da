import { describe, expect, test } from 'vitest';
import { toApplicationCommands } from '../../../src/adapters/discord/register.ts';
import type { OptionView } from '../../../src/chat/adapter.ts';
import { refuseCommands } from '../../support/discord/check-commands.ts';
import { sampleCommands } from '../../support/discord/conversation.ts';

const option = (name: string, more: Partial<OptionView> = {}): OptionView => ({
  name,
  description: name,
  kind: 'text',
  required: false,
  ...more,
});

const optionsOf = (options: readonly OptionView[]) => {
  const [command] = toApplicationCommands([{ name: 'x', description: 'x', options, subcommands: [] }]);
  return command !== undefined && 'options' in command ? (command.options ?? []) : [];
};

describe('registration', () => {
  test('options have their types, choices and limits', () => {
    const choices = [{ label: 'Yes', value: 'y' }];
    const options = [
      option('text', { max: 200 }),
      option('number', { kind: 'number', max: 99 }),
      option('flag', { kind: 'flag' }),
      option('choice', { choices }),
    ];
    expect(optionsOf(options)).toMatchObject([
      { type: 3, name: 'text', max_length: 200 },
      { type: 4, name: 'number', min_value: 0, max_value: 99 },
      { type: 5, name: 'flag' },
      { type: 3, name: 'choice', choices: [{ name: 'Yes', value: 'y' }] },
    ]);
  });

  test('required options come first', () => {
    expect(optionsOf([option('a'), option('b', { required: true })]).map(({ name }) => name)).toEqual(['b', 'a']);
  });

  test('an option with more choices than Discord takes is free text', () => {
    const choices = Array.from({ length: 26 }, (_, i) => ({ label: `${i}`, value: `${i}` }));
    expect(optionsOf([option('a', { choices })])).toMatchObject([{ type: 3, max_length: 6000 }]);
  });

  test('what is registered is taken by Discord', () => {
    const long = {
      name: 'long',
      description: 'd'.repeat(300),
      options: [option('o', { description: 'd'.repeat(300) })],
      subcommands: [],
    };
    expect(refuseCommands(toApplicationCommands([...sampleCommands, long]))).toBeNull();
  });
});
