import type { z } from 'zod';
import { UserError } from '../errors.ts';
import type { Chat, Platform } from './adapter.ts';
import type { Option } from './option.ts';
import type { Reply, Text } from './reply.ts';

/** The person who wrote and the account they wrote with. */
export interface Account {
  readonly id: number;
  readonly userId: number;
  readonly platform: Platform;
  readonly name: string | null;
  /** Changes with the account's person: buttons of before end, as the numbers in them are others now. */
  readonly buttonEpoch: number;
}

/** What a command is given besides its options; `S` are the services that the app wires in. */
export interface Context<S> {
  readonly account: Account;
  /** Where they wrote. */
  readonly chat: Chat;
  readonly services: S;
  /** The command line that is being run: what a button must carry to run it again. */
  readonly line: string;
  readonly now: Date;
  /** Leaves the form that this person is answering; false where there is none. */
  readonly dropForm: () => Promise<boolean>;
}

/**
 * Questions to ask where none of the options that they fill is given: at once in a form, or one
 * by one in the chat. A question of an option that is not required can be skipped.
 */
export interface Form {
  readonly title: string;
  readonly intro?: Text;
  readonly questions: readonly Question[];
}

export interface Question {
  readonly option: string;
  readonly ask: string;
  /** The same in at most 45 characters, for a form. */
  readonly label: string;
  readonly hint?: string;
  readonly isLong?: boolean;
}

type Options = Readonly<Record<string, Option<unknown>>>;
type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

/** One thing a command does. `path` is how it is called: `search add`, `start`. */
export interface Action<S> {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly options: Options;
  readonly form?: Form;
  /** In a server, everybody may see the answer. */
  readonly isPublic: boolean;
  /**
   * Checks the given texts and runs.
   * @throws {UserError} option.missing, option.invalid, or what the command finds wrong.
   */
  readonly run: (context: Context<S>, given: Readonly<Record<string, string>>) => Promise<Reply>;
  /** The same as a subcommand of this command. */
  readonly under: (command: string) => Action<S>;
}

export interface Command<S> {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  /** Without subcommands: one action of the command's own name. */
  readonly actions: readonly Action<S>[];
  /** The subcommand that the bare command runs. */
  readonly bare: string | null;
}

interface ActionDefinition<S, O extends Options> {
  readonly name: string;
  readonly description: string;
  readonly options: O;
  readonly form?: Form;
  readonly isPublic?: boolean;
  readonly run: (context: Context<S>, values: Values<O>) => Promise<Reply>;
}

const NAME = /^[a-z0-9_]{1,32}$/;

/** The functions that define commands over the services `S`. Each refuses a malformed definition loudly. */
export const definitionsFor = <S>() => {
  const defineAction = <O extends Options>(definition: ActionDefinition<S, O>): Action<S> => {
    check(definition);
    const calledAs = (path: string): Action<S> => ({
      name: definition.name,
      path,
      description: definition.description,
      options: definition.options,
      ...(definition.form === undefined ? {} : { form: definition.form }),
      isPublic: definition.isPublic ?? false,
      // async, so that a wrong option rejects like everything else
      run: async (context, given) => definition.run(context, readValues(path, definition.options, given)),
      under: (command) => calledAs(`${command} ${definition.name}`),
    });
    return calledAs(definition.name);
  };

  /** A command that is one action. */
  const defineCommand = <O extends Options>(
    definition: ActionDefinition<S, O> & { readonly example: string },
  ): Command<S> => ({
    name: definition.name,
    description: definition.description,
    example: definition.example,
    actions: [defineAction(definition)],
    bare: null,
  });

  /** A command with subcommands; `bare` names the one that runs where none is named. */
  const defineGroup = (definition: {
    readonly name: string;
    readonly description: string;
    readonly example: string;
    readonly bare: string;
    readonly actions: readonly Action<S>[];
  }): Command<S> => {
    check({ ...definition, options: {} });
    const names = definition.actions.map((action) => action.name);
    if (new Set(names).size !== names.length) throw new Error(`/${definition.name} has two subcommands of one name`);
    if (!names.includes(definition.bare)) throw new Error(`/${definition.name} has no subcommand ${definition.bare}`);
    return { ...definition, actions: definition.actions.map((action) => action.under(definition.name)) };
  };

  return { defineAction, defineCommand, defineGroup };
};

/** True where a command has subcommands. */
export const isGroup = (command: Command<never>): boolean => command.bare !== null;

const check = (definition: { name: string; description: string; options: Options; form?: Form }): void => {
  const complain = (what: string): never => {
    throw new Error(`command ${definition.name}: ${what}`);
  };
  if (!NAME.test(definition.name)) complain('the name must be 1 to 32 of a-z, 0-9, _');
  if (definition.description.length < 1 || definition.description.length > 100)
    complain('the description must have 1 to 100 characters');
  const options = Object.entries(definition.options);
  for (const [name, option] of options) {
    if (!NAME.test(name)) complain(`option ${name}: the name must be 1 to 32 of a-z, 0-9, _`);
    if (option.description.length > 100) complain(`option ${name}: the description is longer than 100 characters`);
    if ((option.choices?.length ?? 0) > 25) complain(`option ${name}: more than 25 choices`);
  }
  const rests = options.filter(([, option]) => option.given === 'rest');
  if (rests.length > 1) complain('only one option can take the rest of the line');
  if (rests.length === 0 && options.some(([, option]) => option.given === 'facet'))
    complain('a facet needs an option that takes the rest');
  for (const question of definition.form?.questions ?? []) {
    if (!(question.option in definition.options)) complain(`asks for ${question.option}, which is no option`);
    if (question.label.length > 45) complain(`the label of ${question.option} is longer than 45 characters`);
  }
  if ((definition.form?.questions.length ?? 0) > 5) complain('a form has at most 5 questions');
};

const readValues = <O extends Options>(
  command: string,
  options: O,
  given: Readonly<Record<string, string>>,
): Values<O> => {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(options, name)) throw new UserError('option.unknown', { name, command });
  }
  const values = Object.entries(options).map(([name, option]) => [name, readValue(command, name, option, given[name])]);
  return Object.fromEntries(values) as Values<O>;
};

/**
 * The value of one option.
 * @throws {UserError} option.missing, option.invalid
 */
export const readValue = (
  command: string,
  name: string,
  option: Option<unknown>,
  text: string | undefined,
): unknown => {
  if (text === undefined && option.isRequired) throw new UserError('option.missing', { name, command });
  const result: z.ZodSafeParseResult<unknown> = option.schema.safeParse(text);
  if (result.success) return result.data;
  throw new UserError('option.invalid', { name, value: text ?? '', expected: option.expected });
};
