import { textFaults } from './check-message.ts';
import { asList, asText, type Json } from './json.ts';
import { type FormFault, invalidForm, type Refusal } from './refusal.ts';

const SUBCOMMAND = 1;
const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const NUMBER = 10;

/** What Discord refuses of a list of commands; null where nothing. */
export const refuseCommands = (body: unknown): Refusal | null => {
  if (!Array.isArray(body)) return invalidForm([{ at: '_', code: 'LIST_TYPE_CONVERT' }]);
  const commands = asList(body);
  const faults = [
    ...(commands.length > 100 ? [{ at: '_', code: 'APPLICATION_COMMANDS_TOO_MANY' }] : []),
    ...repeated(commands, '_'),
    ...commands.flatMap((command, i) => commandFaults(command, `${i}`)),
  ];
  return faults.length > 0 ? invalidForm(faults) : null;
};

const commandFaults = (command: Json, at: string): FormFault[] => [
  ...nameFaults(command, at),
  ...optionListFaults(command.options, at, true),
  ...(sizeOf(command) > 8000 ? [{ at, code: 'APPLICATION_COMMAND_TOO_LARGE' }] : []),
];

const nameFaults = (named: Json, at: string): FormFault[] => {
  const name = asText(named.name);
  const isName = /^[-_'\p{L}\p{N}]{1,32}$/u.test(name) && name === name.toLowerCase();
  return [
    ...(isName ? [] : [{ at: `${at}.name`, code: 'APPLICATION_COMMAND_INVALID_NAME' }]),
    ...textFaults(named.description, `${at}.description`, 1, 100),
  ];
};

const optionListFaults = (value: unknown, at: string, mayNest: boolean): FormFault[] => {
  const options = asList(value);
  const firstOptional = options.findIndex(({ required, type }) => required !== true && type !== SUBCOMMAND);
  const lastRequired = options.findLastIndex(({ required }) => required === true);
  const nested = options.filter(({ type }) => type === SUBCOMMAND).length;
  return [
    ...(options.length > 25 ? [{ at: `${at}.options`, code: 'BASE_TYPE_MAX_LENGTH' }] : []),
    ...repeated(options, `${at}.options`),
    ...(firstOptional >= 0 && firstOptional < lastRequired
      ? [{ at: `${at}.options`, code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID' }]
      : []),
    ...(nested > 0 && (nested < options.length || !mayNest)
      ? [{ at: `${at}.options`, code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID' }]
      : []),
    ...options.flatMap((option, i) => optionFaults(option, `${at}.options.${i}`)),
  ];
};

const optionFaults = (option: Json, at: string): FormFault[] => {
  const type = option.type;
  const choices = asList(option.choices);
  const isKnown = type === SUBCOMMAND || type === STRING || type === INTEGER || type === BOOLEAN || type === NUMBER;
  return [
    ...nameFaults(option, at),
    ...(isKnown ? [] : [{ at: `${at}.type`, code: 'BASE_TYPE_CHOICES' }]),
    ...(type === SUBCOMMAND ? optionListFaults(option.options, at, false) : []),
    ...(choices.length > 25 || (choices.length > 0 && type === BOOLEAN)
      ? [{ at: `${at}.choices`, code: 'BASE_TYPE_MAX_LENGTH' }]
      : []),
    ...(option.autocomplete === true && (choices.length > 0 || type === BOOLEAN || type === SUBCOMMAND)
      ? [{ at: `${at}.autocomplete`, code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID' }]
      : []),
    ...repeated(choices, `${at}.choices`),
    ...choices.flatMap((choice, i) => [
      ...textFaults(choice.name, `${at}.choices.${i}.name`, 1, 100),
      ...(type === STRING ? textFaults(choice.value, `${at}.choices.${i}.value`, 1, 100) : []),
    ]),
  ];
};

/** What Discord refuses of the choices that are offered while an option is typed; null where nothing. */
export const refuseChoices = (value: unknown): Refusal | null => {
  const choices = asList(value);
  const faults = [
    ...(Array.isArray(value) && choices.length <= 25 ? [] : [{ at: 'data.choices', code: 'BASE_TYPE_BAD_LENGTH' }]),
    ...choices.flatMap((choice, i) => [
      ...textFaults(choice.name, `data.choices.${i}.name`, 1, 100),
      ...(typeof choice.value === 'number' ? [] : textFaults(choice.value, `data.choices.${i}.value`, 1, 100)),
    ]),
  ];
  return faults.length > 0 ? invalidForm(faults) : null;
};

const repeated = (named: readonly Json[], at: string): FormFault[] =>
  new Set(named.map(({ name }) => name)).size < named.length
    ? [{ at, code: 'APPLICATION_COMMANDS_DUPLICATE_NAME' }]
    : [];

/** Names, descriptions and choice values of a command in all. */
const sizeOf = (part: Json): number =>
  asText(part.name).length +
  asText(part.description).length +
  asText(part.value).length +
  [...asList(part.options), ...asList(part.choices)].reduce((sum, child) => sum + sizeOf(child), 0);
