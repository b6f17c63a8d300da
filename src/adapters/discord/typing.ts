import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataOption,
  ApplicationCommandOptionType,
  type InteractionType,
} from 'discord.js';
import type { Sender, Typing } from '../../chat/adapter.ts';

/** An option that somebody types right now. */
export interface Focused {
  readonly typing: Typing;
  readonly sender: Sender;
  /** Discord takes numbers as choices of such an option. */
  readonly isNumber: boolean;
}

type Options = readonly APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommandAutocomplete>[];

/** What is typed; null where nothing is. Pure. */
export const readTyping = (interaction: APIApplicationCommandAutocompleteInteraction): Focused | null => {
  const user = interaction.member?.user ?? interaction.user;
  const [first] = interaction.data.options;
  const isNested = first?.type === ApplicationCommandOptionType.Subcommand;
  const options: Options = isNested ? (first.options ?? []) : interaction.data.options;
  const focused = options.find((option) => 'focused' in option && option.focused === true);
  if (user === undefined || focused === undefined || !('value' in focused)) return null;
  return {
    typing: {
      path: isNested ? `${interaction.data.name} ${first.name}` : interaction.data.name,
      option: focused.name,
      text: String(focused.value),
    },
    sender: { platform: 'discord', id: user.id, name: null, language: interaction.locale },
    isNumber: focused.type === ApplicationCommandOptionType.Integer,
  };
};
