import { commandData, type Doer, modalData, newInteraction, saidEvent, typingData } from './events.ts';
import type { Gateway } from './gateway.ts';
import { asList, type Json } from './json.ts';
import { type Shown, type ShownButton, type ShownModal, show, showModal } from './shown.ts';
import type { Interaction, Message } from './world.ts';

/** What became of something that a person did. */
export interface Done {
  readonly id: string;
  readonly token: string;
  /** The bot's callback: its type, and how long after the deed it came (ms). */
  readonly acknowledged: () => Promise<{ readonly type: number; readonly afterMs: number }>;
  /** Tells the bot of it once more, as a replay does. */
  readonly repeat: () => void;
}

/** A person in one place: the direct messages with the bot, or a server's channel. */
export interface Voice {
  readonly id: string;
  readonly name: string;
  readonly channelId: string;
  /** Runs a slash command; refuses what Discord's client refuses. */
  readonly command: (path: string, options?: Readonly<Record<string, string | number | boolean>>) => Done;
  readonly press: (message: Shown, label: string) => Done;
  readonly choose: (message: Shown, labelOrValue: string) => Done;
  readonly fillIn: (modal: ShownModal, answers: Readonly<Record<string, string>>) => Done;
  /** Types an option of a command, and gives what Discord shows then; refuses one that offers nothing. */
  readonly types: (path: string, option: string, text: string) => Promise<readonly { name: unknown; value: unknown }[]>;
  readonly says: (text: string) => Promise<void>;
  readonly saysAsBot: (text: string) => Promise<void>;
  /** The next message here that this person sees and has not been given yet. */
  readonly nextMessage: (ms?: number) => Promise<Shown>;
  readonly nextModal: (ms?: number) => Promise<ShownModal>;
  /** Every message of the bot here that this person sees now, oldest first. */
  readonly messages: () => readonly Shown[];
  readonly blocks: () => void;
  readonly unblocks: () => void;
}

export const createVoice = (doer: Doer, gateway: Gateway): Voice => {
  const { world, person, channel } = doer;
  const seen = new Set<string>();
  const closedModals = new Set<string>();

  const visible = (): Message[] =>
    [...world.messages.values()].filter(
      (message) =>
        message.channelId === channel.id &&
        !message.isThinking &&
        !message.isDeleted &&
        (message.onlyFor === null || message.onlyFor === person.id),
    );

  const interact = (kind: Interaction['kind'], type: number, data: Json, source: Message | null): Done => {
    const { interaction, event } = newInteraction(doer, kind, type, data, source);
    gateway.dispatch('INTERACTION_CREATE', event);
    return {
      id: interaction.id,
      token: interaction.token,
      acknowledged: async () => {
        const callback = await world.until('the interaction to be acknowledged', () => interaction.callback);
        return { type: callback.type, afterMs: callback.at - interaction.at };
      },
      repeat: () => gateway.dispatch('INTERACTION_CREATE', event),
    };
  };

  const say = async (text: string, isBot: boolean): Promise<void> => {
    const needs = channel.serverId === null ? 'direct messages' : 'server messages';
    gateway.dispatch('MESSAGE_CREATE', saidEvent(doer, text, isBot), needs);
  };

  const sourceOf = (shown: Shown): Message => {
    const message = visible().find(({ id }) => id === shown.id);
    if (message === undefined) throw new Error(`${person.name} does not see that message here`);
    return message;
  };

  return {
    id: person.id,
    name: person.name,
    channelId: channel.id,
    command: (path, options = {}) => interact('command', 2, commandData(world, path, options), null),
    press: (shown, label) => {
      const { customId } = buttonOf(shown, label);
      return interact('component', 3, { component_type: 2, custom_id: customId }, sourceOf(shown));
    },
    choose: (shown, labelOrValue) => {
      const choice = shown.select?.choices.find(({ label, value }) => label === labelOrValue || value === labelOrValue);
      if (shown.select === null || choice === undefined) throw new Error(`no choice ${labelOrValue}`);
      const data = { component_type: 3, custom_id: shown.select.customId, values: [choice.value] };
      return interact('component', 3, data, sourceOf(shown));
    },
    fillIn: (modal, answers) => interact('modal', 5, modalData(modal, answers), modal.from.source),
    types: async (path, option, text) => {
      const { interaction, event } = newInteraction(doer, 'typing', 4, typingData(world, path, option, text), null);
      gateway.dispatch('INTERACTION_CREATE', event);
      const { data } = await world.until('choices', () => interaction.callback);
      return asList(data.choices).map(({ name, value }) => ({ name, value }));
    },
    says: (text) => say(text, false),
    saysAsBot: (text) => say(text, true),
    nextMessage: async (ms) => {
      const next = () => visible().find(({ id }) => !seen.has(id));
      const message = await world.until(`a message to ${person.name}`, next, ms);
      seen.add(message.id);
      return show(world, message);
    },
    nextModal: async (ms) => {
      const next = () =>
        [...world.interactions.values()].find(
          ({ id, personId, callback }) => personId === person.id && callback?.type === 9 && !closedModals.has(id),
        );
      const interaction = await world.until(`a form for ${person.name}`, next, ms);
      closedModals.add(interaction.id);
      return showModal(interaction);
    },
    messages: () => visible().map((message) => show(world, message)),
    blocks: () => {
      person.isBlocking = true;
    },
    unblocks: () => {
      person.isBlocking = false;
    },
  };
};

const buttonOf = (shown: Shown, label: string): ShownButton => {
  const button = shown.buttons.find((candidate) => candidate.label === label);
  if (button === undefined)
    throw new Error(`no button ${label} among ${shown.buttons.map((other) => other.label).join(', ')}`);
  if (button.isDisabled || button.url !== null) throw new Error(`${label} cannot be pressed`);
  return button;
};
