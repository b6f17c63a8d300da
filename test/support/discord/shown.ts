import { asList, asObject, asText, type Json } from './json.ts';
import type { File, Interaction, Message, World } from './world.ts';

export interface ShownButton {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly isDisabled: boolean;
}

/** A message of the bot as a person has it before them; it changes when it is edited. */
export interface Shown {
  readonly id: string;
  readonly channelId: string;
  readonly text: string;
  readonly buttons: readonly ShownButton[];
  readonly select: {
    readonly customId: string;
    readonly placeholder: string;
    readonly choices: readonly ShownChoice[];
  } | null;
  readonly files: readonly File[];
  readonly isEphemeral: boolean;
  readonly hasEmbedsSuppressed: boolean;
  readonly pings: readonly string[];
  readonly nonce: string | null;
  /** How often it was edited after it was first seen. */
  readonly edits: number;
  /** Resolves at the next edit after those already waited for. */
  readonly edited: () => Promise<void>;
}

export interface ShownChoice {
  readonly label: string;
  readonly value: string;
}

export const show = (world: World, message: Message): Shown => {
  let awaited = 0;
  return {
    id: message.id,
    channelId: message.channelId,
    get text() {
      return message.content;
    },
    get buttons() {
      return componentsOf(message)
        .filter(({ type }) => type === 2)
        .map((button) => ({
          label: asText(button.label),
          customId: asText(button.custom_id) || null,
          url: asText(button.url) || null,
          isDisabled: button.disabled === true,
        }));
    },
    get select() {
      const select = componentsOf(message).find(({ type }) => type === 3);
      if (select === undefined) return null;
      return {
        customId: asText(select.custom_id),
        placeholder: asText(select.placeholder),
        choices: choicesOf(select),
      };
    },
    get files() {
      return message.files;
    },
    isEphemeral: message.onlyFor !== null,
    get hasEmbedsSuppressed() {
      return (message.flags & 4) !== 0;
    },
    get pings() {
      return message.pings;
    },
    nonce: message.nonce,
    get edits() {
      return message.edits;
    },
    edited: async () => {
      await world.until('an edit of the message', () => (message.edits > awaited ? true : null));
      awaited += 1;
    },
  };
};

const componentsOf = (message: Message): Json[] => message.components.flatMap((row) => asList(row.components));

const choicesOf = (select: Json): ShownChoice[] =>
  asList(select.options).map((option) => ({ label: asText(option.label), value: asText(option.value) }));

/** A modal that is open before a person. */
export interface ShownModal {
  readonly customId: string;
  readonly title: string;
  readonly fields: readonly ShownField[];
  readonly from: Interaction;
}

export interface ShownField {
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly isRequired: boolean;
  readonly isLong: boolean;
  readonly maxLength: number;
  readonly choices: readonly ShownChoice[] | null;
}

export const showModal = (from: Interaction): ShownModal => {
  const data = from.callback?.data ?? {};
  return {
    customId: asText(data.custom_id),
    title: asText(data.title),
    from,
    fields: asList(data.components).map((label) => {
      const input = asObject(label.component);
      return {
        name: asText(input.custom_id),
        label: asText(label.label),
        hint: asText(label.description) || null,
        isRequired: input.required !== false,
        isLong: input.style === 2,
        maxLength: typeof input.max_length === 'number' ? input.max_length : 4000,
        choices: input.type === 3 ? choicesOf(input) : null,
      };
    }),
  };
};
