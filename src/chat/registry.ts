import { UserError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { CommandView, OptionView } from './adapter.ts';
import { type Action, type Command, isGroup } from './command.ts';
import { nameValue, splitWords, unquote, type Word } from './line.ts';
import type { Option } from './option.ts';

/** A command line understood: what to run and what it was given, still as text. */
export interface Call<S> {
  readonly path: string;
  readonly action: Action<S>;
  readonly given: Readonly<Record<string, string>>;
}

export interface Registry<S> {
  readonly commands: readonly Command<S>[];
  /**
   * Reads a line, with or without the slash.
   * @throws {UserError} command.unknown (with the line that was probably meant), option.unknown
   */
  readonly parse: (line: string) => Call<S>;
  /**
   * A command that a platform has typed already.
   * @throws {UserError} command.unknown, option.unknown
   */
  readonly typed: (path: string, options: Readonly<Record<string, string>>) => Call<S>;
  readonly views: readonly CommandView[];
}

/** @throws {Error} where two commands share a name */
export const createRegistry = <S>(commands: readonly Command<S>[]): Registry<S> => {
  const byName = new Map(commands.map((command) => [command.name, command]));
  if (byName.size !== commands.length) throw new Error('two commands share a name');

  const parse = (line: string): Call<S> => {
    const text = line.trim().replace(/^\//, '');
    const words = splitWords(text);
    const name = words[0]?.text.toLowerCase() ?? '';
    const command = byName.get(name);
    if (command === undefined) throw unknown(text, name, nearest(name, byName.keys()), text.slice(words[0]?.end ?? 0));
    const afterName = text.slice(words[0]?.end ?? 0);
    if (!isGroup(command)) return call(command.name, first(command), afterName);
    const second = words[1]?.text.toLowerCase();
    if (second === undefined) return call(`${name} ${command.bare}`, find(command, command.bare ?? ''), '');
    const action = command.actions.find((candidate) => candidate.name === second);
    if (action !== undefined) return call(`${name} ${second}`, action, text.slice(words[1]?.end ?? 0));
    const meant = nearest(
      second,
      command.actions.map((candidate) => candidate.name),
    );
    if (meant !== null) throw unknown(second, second, `${name} ${meant}`, text.slice(words[1]?.end ?? 0));
    // "/search rust": the word is no subcommand but what one of them takes
    const taking = command.actions.find((candidate) =>
      Object.values(candidate.options).some((option) => option.given === 'rest'),
    );
    throw unknown(second, second, taking === undefined ? null : `${name} ${taking.name}`, afterName);
  };

  const typed = (path: string, options: Readonly<Record<string, string>>): Call<S> => {
    const [name = '', sub] = path.split(' ');
    const command = byName.get(name);
    const action =
      command === undefined
        ? undefined
        : isGroup(command)
          ? command.actions.find((one) => one.name === sub)
          : first(command);
    if (action === undefined) throw unknown(path, path, null, '');
    return { path, action, given: joinFacets(action, options) };
  };

  return { commands, parse, typed, views: commands.map(viewOf) };
};

const first = <S>(command: Command<S>): Action<S> => find(command, command.actions[0]?.name ?? '');

const find = <S>(command: Command<S>, name: string): Action<S> => {
  const action = command.actions.find((candidate) => candidate.name === name);
  if (action === undefined) throw new Error(`/${command.name} has no action ${name}`);
  return action;
};

const call = <S>(path: string, action: Action<S>, text: string): Call<S> => ({
  path,
  action,
  given: readOptions(action, text, true),
});

const unknown = (text: string, word: string, suggestion: string | null, remainder: string): UserError =>
  new UserError('command.unknown', {
    text: word === '' ? text : word,
    suggestion: suggestion === null ? null : `${suggestion}${remainder}`.trim(),
  });

/** Named options wherever they stand, single words in their order, and the rest as it was written. */
const readOptions = (action: Action<never>, text: string, hasPlaces: boolean): Record<string, string> => {
  const given: Record<string, string> = {};
  const placed = new Set<string>();
  const left: Word[] = [];
  const places = Object.entries(action.options).filter(([, option]) => hasPlaces && option.given === 'word');
  const restName = nameOfRest(action);
  for (const word of splitWords(text)) {
    const named = /^([a-z0-9_]+):(.+)$/is.exec(word.text);
    const name = named?.[1]?.toLowerCase() ?? '';
    const option = Object.hasOwn(action.options, name) ? action.options[name] : undefined;
    // What has its place already is not meant again: "note 3 their number:12".
    if (option !== undefined && option.given !== 'facet' && !placed.has(name)) given[name] = unquote(named?.[2] ?? '');
    else {
      const place = left.length === 0 ? places.find(([placeName]) => !(placeName in given)) : undefined;
      if (place === undefined) left.push(word);
      else {
        given[place[0]] = unquote(word.text);
        placed.add(place[0]);
      }
    }
  }
  const [firstLeft] = left;
  if (firstLeft === undefined) return given;
  if (restName === null) throw new UserError('option.unknown', { name: firstLeft.text, command: action.path });
  const rest = asWritten(text, left);
  return { ...given, [restName]: restName in given ? `${given[restName]} ${rest}` : rest };
};

/** Words with the white space that stood between them; one blank where an option was taken out. */
const asWritten = (text: string, words: readonly Word[]): string =>
  words
    .map((word, i) => {
      const before = words[i - 1];
      if (before === undefined) return word.text;
      const between = text.slice(before.end, word.start);
      return `${between.trim() === '' ? between : ' '}${word.text}`;
    })
    .join('');

const nameOfRest = (action: Action<never>): string | null =>
  Object.entries(action.options).find(([, option]) => option.given === 'rest')?.[0] ?? null;

/** Typed facets become the fields of the filter language that they stand for. */
const joinFacets = (action: Action<never>, options: Readonly<Record<string, string>>): Record<string, string> => {
  const restName = nameOfRest(action);
  const isFacet = (name: string) => action.options[name]?.given === 'facet';
  const facets = Object.entries(options).filter(([name]) => isFacet(name));
  const others = Object.fromEntries(Object.entries(options).filter(([name]) => !isFacet(name)));
  // Free text, a note for one, is nobody's to look into.
  if (restName === null || !Object.values(action.options).some((option) => option.given === 'facet')) return others;
  const fields = facets.map(([name, value]) => nameValue(name, value.replace(/["“”„‟«»]/g, '')));
  const rest = [others[restName] ?? '', ...fields].filter((part) => part !== '').join(' ');
  const fromRest = readOptions(action, rest, false);
  const { [restName]: _, ...typed } = others;
  return { ...fromRest, ...typed };
};

const viewOf = <S>(command: Command<S>): CommandView => {
  const options = (action: Action<S>) =>
    Object.entries(action.options)
      .filter(([, option]) => option.isHidden !== true)
      .map(([name, option]) => optionView(name, option, action));
  const about = { name: command.name, description: command.description };
  if (!isGroup(command)) return { ...about, options: options(first(command)), subcommands: [] };
  return {
    ...about,
    options: [],
    subcommands: command.actions.map((action) => ({
      name: action.name,
      description: action.description,
      options: options(action),
    })),
  };
};

const optionView = <S>(name: string, option: Option<unknown>, action: Action<S>): OptionView => ({
  name,
  description: option.description,
  kind: option.kind,
  // An option that a form asks for can be left out; so can the rest where facets may stand for it.
  required:
    option.isRequired &&
    !(action.form?.questions.some((question) => question.option === name) ?? false) &&
    !(option.given === 'rest' && Object.values(action.options).some((other) => other.given === 'facet')),
  ...(option.choices === undefined ? {} : { choices: option.choices }),
  ...(option.suggests === undefined ? {} : { suggests: option.suggests }),
  ...(option.max === undefined ? {} : { max: option.max }),
});
