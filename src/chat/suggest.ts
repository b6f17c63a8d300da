import type { Logger } from '../logger.ts';
import type { CommandView, Conversation, OptionView, Typing } from './adapter.ts';
import { withDeadline } from './deadline.ts';
import type { Suggestions } from './stores.ts';

/** Later ones would be for what is no longer typed. */
const MOST_MS = 300;
const MOST_CHOICES = 25;
const MOST_CHARACTERS = 100;

/** Offers choices for an option while it is typed; none rather than late ones. Never throws. */
export const createSuggest =
  (commands: readonly CommandView[], suggestions: Suggestions, logger: Logger): Conversation['suggest'] =>
  async (typing, sender) => {
    const what = optionOf(commands, typing)?.suggests;
    if (what === undefined) return [];
    try {
      const text = typing.text.toWellFormed().replaceAll('\u0000', '').slice(0, 1000);
      const found = await withDeadline(suggestions.find(what, text, sender), MOST_MS, () => new Error('too late'));
      return found
        .filter(({ label, value }) => label !== '' && value !== '' && value.length <= MOST_CHARACTERS)
        .slice(0, MOST_CHOICES)
        .map(({ label, value }) => ({ label: label.slice(0, MOST_CHARACTERS).toWellFormed(), value }));
    } catch (error) {
      logger.debug('suggest.none', { reason: error instanceof Error ? error.message : 'unknown' });
      return [];
    }
  };

const optionOf = (commands: readonly CommandView[], { path, option }: Typing): OptionView | undefined => {
  const [name, action] = path.split(' ');
  const command = commands.find((one) => one.name === name);
  const options =
    action === undefined ? command?.options : command?.subcommands.find((sub) => sub.name === action)?.options;
  return options?.find((one) => one.name === option);
};
