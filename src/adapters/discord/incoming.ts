import {
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  MessageType,
} from 'discord.js';
import type { Chat, Message, Sender } from '../../chat/adapter.ts';
import { dataOf } from './custom-id.ts';
import { readPlace } from './place.ts';

/** What somebody said, read from an interaction or a direct message. */
export interface Heard {
  readonly updateId: string;
  readonly sender: Sender;
  readonly chat: Chat;
  readonly message: Message;
  /** It came from a component of a message of ours, which an answer in place would replace. */
  readonly hasMessage: boolean;
}

/** `context` of an interaction in the direct messages with the bot. */
const BOT_DM = 1;

/**
 * What an interaction says; null for one that is none of ours to read. Pure.
 * @param at when it came, in ms since 1970; @param serverName null where it is not known
 */
export const readInteraction = (
  interaction: APIInteraction,
  at: number,
  serverName: string | null = null,
): Heard | null => {
  const message = toMessage(interaction);
  const user = interaction.member?.user ?? interaction.user;
  if (message === null || user === undefined) return null;
  const isPrivate = interaction.guild_id === undefined && (interaction.context ?? BOT_DM) === BOT_DM;
  const place = readPlace(interaction, serverName, at);
  const language = 'locale' in interaction ? interaction.locale : null;
  return {
    updateId: interaction.id,
    sender: { platform: 'discord', id: user.id, name: user.global_name ?? user.username, language },
    chat: {
      id: interaction.channel?.id ?? interaction.channel_id ?? '',
      isPrivate,
      ...(place === undefined ? {} : { place }),
    },
    message,
    hasMessage: 'message' in interaction && interaction.message !== undefined,
  };
};

/** What a person wrote to the bot directly; null for bots, system messages and servers. Pure. */
export const readDirectMessage = (data: GatewayMessageCreateDispatchData): Heard | null => {
  const isSaid = data.type === MessageType.Default || data.type === MessageType.Reply;
  if (data.guild_id !== undefined || data.author.bot === true || data.webhook_id !== undefined || !isSaid) return null;
  const { id, global_name: name, username } = data.author;
  return {
    updateId: data.id,
    sender: { platform: 'discord', id, name: name ?? username, language: null },
    chat: { id: data.channel_id, isPrivate: true },
    message: { kind: 'text', text: data.content },
    hasMessage: false,
  };
};

const toMessage = (interaction: APIInteraction): Message | null => {
  if (interaction.type === InteractionType.ApplicationCommand) {
    if (interaction.data.type !== ApplicationCommandType.ChatInput) return null;
    return toCommand(interaction.data.name, interaction.data.options ?? []);
  }
  if (interaction.type === InteractionType.MessageComponent) {
    const data = dataOf(interaction.data.custom_id);
    if (data === null) return null;
    if (interaction.data.component_type === ComponentType.Button) return { kind: 'button', data };
    if (interaction.data.component_type !== ComponentType.StringSelect) return null;
    return { kind: 'select', data, value: interaction.data.values[0] ?? '' };
  }
  if (interaction.type !== InteractionType.ModalSubmit) return null;
  const data = dataOf(interaction.data.custom_id);
  return data === null ? null : { kind: 'form', data, answers: Object.fromEntries(answersOf(interaction)) };
};

const toCommand = (name: string, options: readonly APIApplicationCommandInteractionDataOption[]): Message => {
  const [first] = options;
  if (
    first?.type === ApplicationCommandOptionType.Subcommand ||
    first?.type === ApplicationCommandOptionType.SubcommandGroup
  ) {
    return toCommand(`${name} ${first.name}`, first.options ?? []);
  }
  const given = options.flatMap((option): [string, string][] => {
    if (!('value' in option)) return [];
    if (typeof option.value === 'boolean') return [[option.name, option.value ? 'yes' : 'no']];
    return [[option.name, String(option.value)]];
  });
  return { kind: 'command', path: name, options: Object.fromEntries(given) };
};

/** A field left empty is a field not given. */
const answersOf = ({ data }: APIModalSubmitInteraction): [string, string][] =>
  data.components
    .flatMap((row) => {
      if (row.type === ComponentType.Label) return [row.component];
      return row.type === ComponentType.ActionRow ? row.components : [];
    })
    .flatMap((field): [string, string][] => {
      if (field.type === ComponentType.TextInput) return [[field.custom_id, field.value]];
      return field.type === ComponentType.StringSelect ? [[field.custom_id, field.values[0] ?? '']] : [];
    })
    .filter(([, answer]) => answer.trim() !== '');
