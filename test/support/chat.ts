import type { Sequelize } from 'sequelize';
import { commands } from '../../commands/index.ts';
import type { Conversation, Incoming, Message, Platform, Respond, SealedReply } from '../../src/chat/adapter.ts';
import { createButtonSeal } from '../../src/chat/buttons.ts';
import { createConversation } from '../../src/chat/conversation.ts';
import { createErrorReport } from '../../src/chat/middleware/report-errors.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { plain } from '../../src/chat/reply.ts';
import { createRouter } from '../../src/chat/router.ts';
import type { ChatStores } from '../../src/chat/stores.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { isStorageAway } from '../../src/database.ts';
import type { LetterWriter } from '../../src/letters/contract.ts';
import { createLetterWriter } from '../../src/letters/writer.ts';
import { createLogger } from '../../src/logger.ts';
import { createServices } from '../../src/services/index.ts';
import { createSuggestions } from '../../src/services/suggestions.ts';
import { createAccounts } from '../../src/stores/accounts.ts';
import { createButtonLines } from '../../src/stores/button-lines.ts';
import { createCommunityStore } from '../../src/stores/communities.ts';
import { createForms } from '../../src/stores/forms.ts';
import { createInbox } from '../../src/stores/inbox.ts';
import { testBoards } from './boards.ts';

const logger = createLogger('silent');
const key = Buffer.alloc(32, 7);

export const realStores = (sequelize: Sequelize, clock: Clock = systemClock): ChatStores => ({
  accounts: createAccounts({ sequelize, clock }),
  communities: createCommunityStore({ sequelize }),
  suggestions: createSuggestions({ sequelize }),
  inbox: createInbox(clock),
  forms: createForms(),
  buttonLines: createButtonLines(clock),
});

interface Given {
  readonly sequelize: Sequelize;
  readonly clock?: Clock;
  readonly letterWriter?: LetterWriter;
  readonly stores?: Partial<ChatStores>;
}

/** The conversation as the app builds it, without a platform. Two of them on one database are a restart. */
export const startConversation = ({ sequelize, clock = systemClock, letterWriter, stores: some }: Given) => {
  const stores = { ...realStores(sequelize, clock), ...some };
  const seal = createButtonSeal(key, stores.buttonLines);
  const registry = createRegistry(commands);
  const services = createServices({
    sequelize,
    clock,
    letterWriter: letterWriter ?? createLetterWriter({ model: null, logger }),
    boards: testBoards(sequelize),
    operatorAccounts: [],
  });
  const conversation = createConversation({
    router: createRouter({ registry, services, forms: stores.forms, seal, clock }),
    commands: registry.views,
    seal,
    stores,
    clock,
    logger,
    reportError: createErrorReport(logger, isStorageAway),
  });
  return { conversation, seal, services, stores };
};

let lastUpdate = 0;

/** An update that no other has the id of. */
export const update = (
  message: Message | string,
  given: { id?: string; platform?: Platform; updateId?: string } = {},
) => {
  lastUpdate += 1;
  const id = given.id ?? '7';
  return {
    updateId: given.updateId ?? String(lastUpdate),
    sender: { platform: given.platform ?? 'telegram', id, name: 'Ada', language: null },
    chat: { id, isPrivate: true },
    message: typeof message === 'string' ? { kind: 'text', text: message } : message,
    origin: {},
  } satisfies Incoming;
};

/** What a person sees of a reply, as one text. */
export const seen = (reply: SealedReply | undefined): string =>
  [
    ...(reply?.text === undefined ? [] : [plain(reply.text)]),
    ...(reply?.cards ?? []).flatMap((card) => [card.title, ...card.body.map(plain)]),
  ].join('\n');

/** The buttons of a reply, wherever they stand, by label. */
export const buttonsOf = (reply: SealedReply): ReadonlyMap<string, string> =>
  new Map(
    [
      ...(reply.buttons ?? []),
      ...(reply.cards ?? []).flatMap((card) => card.buttons),
      ...(reply.page?.previous === undefined ? [] : [reply.page.previous]),
      ...(reply.page?.next === undefined ? [] : [reply.page.next]),
    ].flatMap((button): [string, string][] => ('data' in button ? [[button.label, button.data]] : [])),
  );

/** One person at a conversation: says something and gets the answer to it. */
export const personAt = (conversation: Conversation, given: { id?: string; platform?: Platform } = {}) => {
  const tell = async (message: Message | string): Promise<SealedReply> => {
    const replies: SealedReply[] = [];
    const respond: Respond = async (_, reply) => {
      replies.push(reply);
    };
    await conversation.accept(update(message, given), respond);
    await conversation.idle();
    const [reply, ...others] = replies;
    if (reply === undefined || others.length > 0) throw new Error(`${replies.length} replies to one message`);
    return reply;
  };
  return {
    tell,
    /** What is answered, as text. */
    say: async (text: string) => seen(await tell(text)),
    press: (reply: SealedReply, label: string) => {
      const data = buttonsOf(reply).get(label);
      if (data === undefined) throw new Error(`no button ${label} among ${[...buttonsOf(reply).keys()].join(', ')}`);
      return tell({ kind: 'button', data });
    },
  };
};
