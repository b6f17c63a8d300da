import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { CommandView, OptionView } from '../../chat/adapter.ts';
import type { Logger } from '../../logger.ts';
import { label } from './escape.ts';
import { readFault } from './fault.ts';
import { waitUntil } from './wait.ts';

/** Discord's limits of a command. */
const MAX_DESCRIPTION = 100;
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
const MAX_CHOICE = 100;
const MAX_TEXT = 6000;

/** The commands as Discord registers them: in servers and in direct messages with the bot. Pure. */
export const toApplicationCommands = (commands: readonly CommandView[]): RESTPutAPIApplicationCommandsJSONBody =>
  commands.map((command) => ({
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: label(command.description, MAX_DESCRIPTION),
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options:
      command.subcommands.length === 0
        ? toOptions(command.options)
        : command.subcommands.slice(0, MAX_OPTIONS).map((subcommand) => ({
            type: ApplicationCommandOptionType.Subcommand,
            name: subcommand.name,
            description: label(subcommand.description, MAX_DESCRIPTION),
            options: toOptions(subcommand.options),
          })),
  }));

/** Required options first: Discord refuses the list otherwise. */
const toOptions = (options: readonly OptionView[]): APIApplicationCommandBasicOption[] =>
  [...options.filter(({ required }) => required), ...options.filter(({ required }) => !required)]
    .slice(0, MAX_OPTIONS)
    .map(toOption);

const toOption = (option: OptionView): APIApplicationCommandBasicOption => {
  const base = {
    name: option.name,
    description: label(option.description, MAX_DESCRIPTION),
    required: option.required,
  };
  if (option.kind === 'flag') return { ...base, type: ApplicationCommandOptionType.Boolean };
  if (option.kind === 'number') {
    return {
      ...base,
      type: ApplicationCommandOptionType.Integer,
      min_value: 0,
      ...(option.suggests === undefined ? {} : { autocomplete: true }),
      ...(option.max === undefined ? {} : { max_value: option.max }),
    };
  }
  const choices = (option.choices ?? []).filter(({ value }) => value !== '' && value.length <= MAX_CHOICE);
  if (choices.length > 0 && choices.length <= MAX_CHOICES) {
    const named = choices.map((choice) => ({ name: label(choice.label, MAX_CHOICE), value: choice.value }));
    return { ...base, type: ApplicationCommandOptionType.String, choices: named };
  }
  const max = Math.min(option.max ?? MAX_TEXT, MAX_TEXT);
  return {
    ...base,
    type: ApplicationCommandOptionType.String,
    max_length: max,
    ...(option.suggests === undefined ? {} : { autocomplete: true }),
  };
};

interface Deps {
  readonly rest: REST;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Registers the commands in place of those registered before. Resolves after the first try; where it
 * failed for a reason that passes, it is repeated in the background until the signal aborts.
 */
export const registerCommands = async (
  deps: Deps,
  application: string,
  commands: readonly CommandView[],
): Promise<void> => {
  const body = toApplicationCommands(commands);
  if (await tryRegister(deps, application, body)) return;
  void (async () => {
    for (let ms = 5_000; !deps.signal.aborted; ms = Math.min(ms * 2, 300_000)) {
      await waitUntil(ms, deps.signal);
      if (deps.signal.aborted || (await tryRegister(deps, application, body))) return;
    }
  })();
};

/** True where nothing is left to try. */
const tryRegister = async (
  { rest, logger, signal }: Deps,
  application: string,
  body: RESTPutAPIApplicationCommandsJSONBody,
): Promise<boolean> => {
  try {
    await rest.put(Routes.applicationCommands(application), { body, signal });
    logger.info('discord.commands_registered', { commands: body.length });
    return true;
  } catch (error) {
    const fault = readFault(error);
    const isRefused = fault.kind === 'refused' && fault.code !== null;
    if (isRefused) logger.error('discord.commands_refused', { code: fault.code, status: fault.status });
    else logger.warn('discord.commands_unregistered', { fault: fault.kind });
    return isRefused;
  }
};
