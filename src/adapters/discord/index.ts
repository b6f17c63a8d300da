import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIInteraction,
  InteractionResponseType,
  InteractionType,
  Routes,
} from 'discord.js';
import type { Adapter, Conversation, Incoming, Respond, SealedReply } from '../../chat/adapter.ts';
import { createPacing, type Pacing } from '../../chat/pacing.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { createCall } from './call.ts';
import { createChats } from './chats.ts';
import { createSendDirect } from './direct-message.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { createGateway } from './gateway.ts';
import { type Heard, readDirectMessage, readInteraction } from './incoming.ts';
import { createInvalidRequests } from './invalid-requests.ts';
import { type Origin, originOf } from './origin.ts';
import { Pending } from './pending.ts';
import { freshRights } from './place.ts';
import { Recent } from './recent.ts';
import { registerCommands } from './register.ts';
import { closeRest, createRest } from './rest.ts';
import { readTyping } from './typing.ts';
import { waitUntil } from './wait.ts';

interface Deps {
  readonly token: string;
  /** REST root without `/v10`; null: Discord's own. */
  readonly apiUrl: string | null;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Default: as Discord asks for. */
  readonly pacing?: Pacing;
}

/** The contract says 15 s. */
const SEND = { limitMs: 0, deadlineMs: 14_000 };
/** Somebody waits for this one, so rate limits are waited out. */
const ANSWER = { limitMs: 10_000, deadlineMs: 60_000 };
const STOP_MS = 8_000;
const SUGGEST_MS = 2_000;

/** Discord: slash commands, buttons, selects, modals and direct messages, by gateway and REST. */
export const createDiscordAdapter = ({
  token,
  apiUrl,
  logger,
  clock,
  pacing = createPacing('discord'),
}: Deps): Adapter => {
  const stopping = new AbortController();
  const stopped = new AbortController();
  const invalid = createInvalidRequests(clock);
  const rest = createRest(token, apiUrl, logger, invalid.note);
  const call = createCall({ rest, token, clock, logger, invalid });
  const chats = createChats(call, clock);
  const sendDirect = createSendDirect({ call, chats, pacing, clock });
  const exchanges = new Recent<string, Exchange>(10_000);
  const pending = new Pending();
  const exchangeDeps = { rest, clock, logger, signal: stopped.signal };
  let conversation: Conversation | null = null;

  const answerDirectly = async (incoming: Incoming, reply: SealedReply): Promise<void> => {
    const chatId = incoming.chat.isPrivate ? incoming.chat.id : null;
    const recipient = { kind: 'person', accountId: incoming.sender.id, chatId } as const;
    await waitUntil(pacing.takeAnswer(chatId ?? incoming.sender.id, clock.now().getTime()), stopped.signal);
    const outcome = await sendDirect(recipient, reply, `answer:${incoming.updateId}`, ANSWER);
    if (outcome.kind !== 'delivered')
      logger.warn('discord.answer_undelivered', { outcome: outcome.kind, reason: outcome.reason });
  };

  const answer = async (incoming: Incoming, reply: SealedReply): Promise<void> => {
    const origin = originOf(incoming);
    if (origin === null) return answerDirectly(incoming, reply);
    const known = exchanges.get(incoming.updateId);
    if (known !== undefined) {
      if (!(await known.answer(reply))) await answerDirectly(incoming, reply);
      return;
    }
    // Accepted by a process that ended: editing is harmless where that one has answered already.
    const isAnswered = await openExchange(exchangeDeps, origin, false).answer(reply);
    if (!isAnswered) logger.warn('discord.answer_dropped');
  };

  const respond: Respond = (incoming, reply) => pending.track(answer(incoming, reply));

  const accept = (heard: Heard, origin: Incoming['origin']): void => {
    const { updateId, sender, chat, message } = heard;
    const accepted = conversation?.accept({ updateId, sender, chat, message, origin }, respond);
    accepted?.catch((error: unknown) => logger.error('discord.accept_failed', {}, error));
  };

  const onInteraction = (interaction: APIInteraction): void => {
    if (conversation === null || stopping.signal.aborted || exchanges.get(interaction.id) !== undefined) return;
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      void pending.track(suggest(conversation, interaction));
      return;
    }
    const at = clock.now().getTime();
    const serverName = interaction.guild_id === undefined ? null : gateway.serverName(interaction.guild_id);
    const heard = readInteraction(interaction, at, serverName);
    if (heard === null) {
      logger.debug('discord.interaction_ignored', { type: interaction.type });
      return;
    }
    const preview = conversation.preview(heard.message, heard.sender);
    const origin: Origin = {
      id: interaction.id,
      token: interaction.token,
      app: interaction.application_id,
      at,
      isInPlace: preview.inPlace && heard.hasMessage,
      isHidden: !heard.chat.isPrivate && !preview.isPublic,
    };
    const exchange = openExchange(exchangeDeps, origin);
    exchanges.set(heard.updateId, exchange);
    if (heard.chat.isPrivate && heard.chat.id !== '') chats.learn(heard.sender.id, heard.chat.id);
    // A modal cannot follow a modal.
    if (preview.form !== undefined && heard.message.kind !== 'form') void pending.track(exchange.show(preview.form));
    else accept(heard, origin);
  };

  const suggest = async (partner: Conversation, interaction: APIApplicationCommandAutocompleteInteraction) => {
    const focused = readTyping(interaction);
    const found = focused === null ? [] : await partner.suggest(focused.typing, focused.sender);
    const choices = found.map(({ label, value }) => ({
      name: label,
      value: focused?.isNumber ? Number(value) : value,
    }));
    const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
    const callback = Routes.interactionCallback(interaction.id, interaction.token);
    // What comes too late for Discord is nobody's loss: the next letter asks again.
    await rest.post(callback, { body, auth: false, signal: AbortSignal.timeout(SUGGEST_MS) }).catch(() => undefined);
  };

  const gateway = createGateway({
    token,
    apiUrl,
    logger,
    onInteraction,
    onLeft: (serverId) => void conversation?.left('discord', serverId),
    onMessage: (message) => {
      const heard = readDirectMessage(message);
      if (heard === null || stopping.signal.aborted) return;
      chats.learn(heard.sender.id, heard.chat.id);
      accept(heard, {});
    },
  });

  return {
    platform: 'discord',
    pacing,
    rights: async ({ place }) => freshRights(place, clock.now().getTime()),
    start: async (partner) => {
      conversation = partner;
      const application = await gateway.connect();
      if (application === null) return;
      await registerCommands({ rest, logger, signal: stopping.signal }, application, partner.commands);
      void pending.track(partner.resume('discord', respond));
    },
    stop: async () => {
      stopping.abort();
      await pending.settled(STOP_MS, conversation?.idle());
      stopped.abort();
      for (const exchange of exchanges.values()) exchange.close();
      await gateway.close();
      closeRest(rest);
    },
    send: (recipient, reply, key, progress) => pending.track(sendDirect(recipient, reply, key, SEND, progress)),
  };
};
