import type { Entity } from './html.ts';
import type { Button } from './keyboard.ts';
import { type Bot, toMessage } from './methods.ts';
import type { Moments } from './moments.ts';
import type { Updates } from './updates.ts';
import {
  type GroupState,
  groupChat,
  type MemberStatus,
  type PersonState,
  privateChat,
  type StoredMessage,
  userOf,
  type World,
} from './world.ts';

const JOINER = '\u2060'; // nobody sees it

/** A message of the bot as somebody saw it at one moment. */
export interface Answer {
  readonly id: number;
  readonly chatId: number;
  /** What is read on the screen. */
  readonly text: string;
  /** With the invisible joiners. */
  readonly rawText: string;
  /** As the bot sent it. */
  readonly html: string | null;
  readonly entities: readonly (Entity & { readonly text: string })[];
  readonly buttons: readonly Button[];
  readonly rows: readonly (readonly string[])[];
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
  readonly replyTo: number | null;
  readonly edits: number;
  readonly isPreviewDisabled: boolean;
}

export interface PeopleDeps {
  readonly world: World;
  readonly updates: Updates;
  readonly bot: Bot;
  readonly moments: Moments;
}

/** The people and groups that the bot meets, and what they do and see. */
export const createPeople = ({ world, updates, bot, moments }: PeopleDeps) => {
  let nextPerson = 1001;
  let nextGroup = -1_001_000_000_001;
  let nextQuery = 1;

  const inbox = (chatId: number) => {
    let read = 0;
    return {
      /** The next message of the bot here, or its next edit of one; fails after the deadline. */
      nextMessage: (deadlineMs?: number): Promise<Answer> =>
        moments.until(
          () => {
            const next = world.seen.filter((message) => message.chatId === chatId)[read];
            if (next === undefined) return null;
            read += 1;
            return toAnswer(next);
          },
          `a message in chat ${chatId}`,
          deadlineMs,
        ),
      /** What was seen here and not yet read by `nextMessage`. */
      unread: (): Answer[] =>
        world.seen
          .filter((message) => message.chatId === chatId)
          .slice(read)
          .map(toAnswer),
    };
  };

  const write = (
    person: PersonState,
    chat: { readonly id: number },
    text: string,
    topicId: number | null = null,
  ): number => {
    const message = world.store({ chatId: chat.id, isOurs: false, formatted: { text, entities: [] }, topicId });
    return updates.add('message', { ...toMessage(message, chat, bot), from: userOf(person) });
  };

  const member = (person: PersonState, from: string, to: string): void => {
    const of = (status: string) => ({
      user: { id: bot.id, is_bot: true, first_name: 'Jobhound' },
      status,
      ...(status === 'kicked' ? { until_date: 0 } : {}),
    });
    updates.add('my_chat_member', {
      chat: privateChat(person),
      from: userOf(person),
      date: 1_790_000_000,
      old_chat_member: of(from),
      new_chat_member: of(to),
    });
  };

  const person = (name: string, { language = 'en', isOpen = false }: { language?: string; isOpen?: boolean } = {}) => {
    const state: PersonState = {
      id: nextPerson,
      name,
      language,
      isChatOpen: isOpen,
      hasBlocked: false,
      isDeactivated: false,
    };
    nextPerson += 1;
    world.people.set(state.id, state);
    return {
      ...inbox(state.id),
      id: state.id,
      state,
      /** Writes to the bot in private, which opens the chat. Returns the update's id. */
      says: (text: string): number => {
        state.isChatOpen = true;
        return write(state, privateChat(state), text);
      },
      /** Sends a photograph without words. */
      sendsPhoto: (): number => {
        state.isChatOpen = true;
        const message = world.store({ chatId: state.id, isOurs: false });
        return updates.add('message', {
          ...toMessage(message, privateChat(state), bot),
          from: userOf(state),
          photo: [],
        });
      },
      /** Presses the button with this label. Returns the id of the query. */
      press: (answer: Answer, label: string): string => {
        const stored = world.messages.find((message) => message.id === answer.id);
        const button = answer.buttons.find((one) => one.label === label);
        if (!stored || button?.data === undefined) {
          throw new Error(`no button "${label}" beside ${answer.buttons.map((one) => one.label).join(', ')}`);
        }
        return query(state, stored, button.data);
      },
      /** Presses a button that no message has, as a forged client may. */
      forges: (answer: Answer, data: string): string => {
        const stored = world.messages.find((message) => message.id === answer.id);
        if (!stored) throw new Error('no such message');
        return query(state, stored, data);
      },
      deletes: (answer: Answer): void => {
        const stored = world.messages.find((message) => message.id === answer.id);
        if (stored) stored.isDeleted = true;
      },
      blocksBot: (): void => {
        state.hasBlocked = true;
        member(state, 'member', 'kicked');
      },
      unblocksBot: (): void => {
        state.hasBlocked = false;
        member(state, 'kicked', 'member');
      },
    };
  };

  const query = (from: PersonState, holder: StoredMessage, data: string): string => {
    const id = `${9_000_000_000 + nextQuery}`;
    nextQuery += 1;
    world.openQueries.set(id, { chatId: holder.chatId });
    const group = world.groups.get(holder.chatId);
    const chat = group ? groupChat(group) : privateChat(from);
    updates.add('callback_query', {
      id,
      from: userOf(from),
      message: toMessage(holder, chat, bot),
      chat_instance: '1',
      data,
    });
    return id;
  };

  const group = (title = 'Rust jobs', topics: readonly number[] = []) => {
    const state: GroupState = {
      ...{ id: nextGroup, title, hasKickedBot: false, mayMembersSend: true },
      members: new Map([[bot.id, 'member']]),
      topics: new Set(topics),
    };
    nextGroup -= 1;
    world.groups.set(state.id, state);
    const changeOfBot = (by: PersonState, from: MemberStatus, to: MemberStatus): void => {
      state.members.set(bot.id, to);
      const of = (status: MemberStatus) => ({ user: { id: bot.id, is_bot: true, first_name: 'Jobhound' }, status });
      const change = { old_chat_member: of(from), new_chat_member: of(to) };
      updates.add('my_chat_member', { chat: groupChat(state), from: userOf(by), date: 1_790_000_000, ...change });
    };
    return {
      ...inbox(state.id),
      id: state.id,
      state,
      /** Somebody writes in the group; the bot reads everything there, as an administrator does. */
      says: (from: { readonly state: PersonState }, text: string, topicId: number | null = null): number => {
        if (!state.members.has(from.state.id)) state.members.set(from.state.id, 'member');
        return write(from.state, groupChat(state), text, topicId);
      },
      /** An admin writes as the group itself: who it is stays hidden behind an account that all groups share. */
      saysAnonymously: (text: string, as: number = state.id): number => {
        const message = world.store({ chatId: state.id, isOurs: false, formatted: { text, entities: [] } });
        const shared = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
        const chat = groupChat(state);
        return updates.add('message', {
          ...toMessage(message, chat, bot),
          from: shared,
          sender_chat: { ...chat, id: as },
        });
      },
      makes: (person: { readonly state: PersonState }, status: MemberStatus): void => {
        state.members.set(person.state.id, status);
      },
      makesBot: (status: MemberStatus): void => void state.members.set(bot.id, status),
      removesBot: (by: { readonly state: PersonState }): void => {
        state.hasKickedBot = true;
        changeOfBot(by.state, 'member', 'kicked');
      },
    };
  };

  return {
    person,
    group,
    /** Everything of the bot that appeared in a chat, oldest first, an edit being one more. */
    messages: (chatId: number): Answer[] => world.seen.filter((message) => message.chatId === chatId).map(toAnswer),
    /** Whether the spinner on the pressed button still turns. */
    isSpinning: (queryId: string): boolean => world.openQueries.has(queryId),
    /** Resolves when the spinner has stopped. */
    answered: (queryId: string): Promise<true> =>
      moments.until(() => (world.openQueries.has(queryId) ? null : true), 'an answered button'),
    /** Lets the query grow too old to be answered. */
    expire: (queryId: string): void => {
      world.openQueries.delete(queryId);
    },
  };
};

export type Person = ReturnType<ReturnType<typeof createPeople>['person']>;
export type Group = ReturnType<ReturnType<typeof createPeople>['group']>;

const toAnswer = (message: StoredMessage): Answer => {
  const rawText = message.formatted?.text ?? '';
  return {
    id: message.id,
    chatId: message.chatId,
    text: rawText.replaceAll(JOINER, ''),
    rawText,
    html: message.html,
    entities: (message.formatted?.entities ?? []).map((entity) => ({
      ...entity,
      text: rawText.slice(entity.offset, entity.offset + entity.length),
    })),
    buttons: message.keyboard.flat(),
    rows: message.keyboard.map((row) => row.map((button) => button.label)),
    file: message.file,
    replyTo: message.replyTo,
    edits: message.edits,
    isPreviewDisabled: message.isPreviewDisabled,
  };
};
