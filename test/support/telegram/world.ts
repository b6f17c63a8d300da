import type { Formatted } from './formatted.ts';
import type { Button } from './keyboard.ts';
import { bad, forbidden } from './refusal.ts';

export interface PersonState {
  readonly id: number;
  readonly name: string;
  readonly language: string;
  isChatOpen: boolean;
  hasBlocked: boolean;
  isDeactivated: boolean;
}

export interface GroupState {
  readonly id: number;
  readonly title: string;
  hasKickedBot: boolean;
  /** What people are here; who is not in it is none of it. The bot is in it by its own id. */
  readonly members: Map<number, MemberStatus>;
  /** What members may do who have no rights of their own. */
  mayMembersSend: boolean;
  readonly topics: Set<number>;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

export interface StoredMessage {
  readonly id: number;
  readonly chatId: number;
  readonly isOurs: boolean;
  readonly replyTo: number | null;
  readonly topicId: number | null;
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
  formatted: Formatted | null;
  html: string | null;
  keyboard: readonly (readonly Button[])[];
  isPreviewDisabled: boolean;
  edits: number;
  isDeleted: boolean;
}

/** Everything that Telegram remembers about one bot. */
export const createWorld = (botId: number) => {
  const people = new Map<number, PersonState>();
  const groups = new Map<number, GroupState>();
  const messages: StoredMessage[] = [];
  /** A message once for each time it appeared or changed, as it was then. */
  const seen: StoredMessage[] = [];
  const openQueries = new Map<string, { readonly chatId: number }>();
  let nextMessageId = 1;

  /** @throws {Refusal} the bot may not write there */
  const writable = (chatId: unknown): { readonly id: number; readonly chat: object } => {
    const group = groups.get(Number(chatId));
    if (group) {
      if (group.hasKickedBot) throw forbidden('bot was kicked from the group chat');
      const status = group.members.get(botId) ?? 'member';
      if (status === 'restricted' || (status === 'member' && !group.mayMembersSend)) {
        throw bad('not enough rights to send text messages to the chat');
      }
      return { id: group.id, chat: groupChat(group) };
    }
    const person = people.get(Number(chatId));
    if (!person) throw bad('chat not found');
    if (person.isDeactivated) throw forbidden('user is deactivated');
    if (person.hasBlocked) throw forbidden('bot was blocked by the user');
    if (!person.isChatOpen) throw forbidden("bot can't initiate conversation with a user");
    return { id: person.id, chat: privateChat(person) };
  };

  const store = (message: Pick<StoredMessage, 'chatId' | 'isOurs'> & Partial<StoredMessage>): StoredMessage => {
    const whole: StoredMessage = {
      replyTo: null,
      topicId: null,
      file: null,
      formatted: null,
      html: null,
      keyboard: [],
      isPreviewDisabled: false,
      edits: 0,
      isDeleted: false,
      ...message,
      id: nextMessageId,
    };
    nextMessageId += 1;
    messages.push(whole);
    if (whole.isOurs) seen.push({ ...whole });
    return whole;
  };

  return { people, groups, messages, seen, openQueries, writable, store };
};

export type World = ReturnType<typeof createWorld>;

export const privateChat = (person: PersonState) => ({ id: person.id, type: 'private', first_name: person.name });
export const groupChat = (group: GroupState) => ({
  id: group.id,
  type: 'supergroup',
  title: group.title,
  ...(group.topics.size > 0 ? { is_forum: true } : {}),
});
export const userOf = (person: PersonState) => ({
  id: person.id,
  is_bot: false,
  first_name: person.name,
  language_code: person.language,
});
