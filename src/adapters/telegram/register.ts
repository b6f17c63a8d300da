import type { CommandView } from '../../chat/adapter.ts';

const MAX_COMMANDS = 100;
const MAX_DESCRIPTION = 256;

/**
 * The menu of commands as setMyCommands takes it. Pure. Telegram knows neither subcommands nor
 * options, so a description names the subcommands where there is room.
 */
export const toBotCommands = (commands: readonly CommandView[]): { command: string; description: string }[] =>
  commands
    .filter(({ name }) => /^[a-z0-9_]{1,32}$/.test(name))
    .slice(0, MAX_COMMANDS)
    .map(({ name, description, subcommands }) => {
      const parts = subcommands.map((subcommand) => subcommand.name).join(', ');
      const full = parts === '' ? description : `${description} (${parts})`;
      return {
        command: name,
        description: (full.length <= MAX_DESCRIPTION ? full : description).slice(0, MAX_DESCRIPTION) || name,
      };
    });
