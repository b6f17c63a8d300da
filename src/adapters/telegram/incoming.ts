import type { Chat, Incoming, Message, Sender } from '../../chat/adapter.ts';
import { decodeChoice } from './choice.ts';
import { ANONYMOUS_ADMIN } from './rights.ts';

/** What this adapter asks Telegram for. */
export const UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;

/** What an answer needs to know, kept in `Incoming.origin`. */
export interface Origin {
  /** The message that holds the pressed button, or null. */
  readonly pressedId: number | null;
  /** The message that was written, or null. */
  readonly writtenId: number | null;
}

/**
 * The update as the conversation takes it, or null where it is not for this bot: another bot's
 * message, a group's chatter, a command for somebody else, a note about the chat. Pure.
 * @param botName the bot's own username, without `@`
 * @throws {TypeError} the update is not what the Bot API says it is
 */
export const toIncoming = (update: unknown, botName: string): Incoming | null => {
  const fields = object(update, 'update');
  const updateId = String(integer(fields.update_id, 'update_id'));
  if (fields.message !== undefined) return fromMessage(updateId, object(fields.message, 'message'), botName);
  if (fields.callback_query !== undefined) return fromPress(updateId, object(fields.callback_query, 'callback_query'));
  if (fields.my_chat_member !== undefined)
    return fromMembership(updateId, object(fields.my_chat_member, 'my_chat_member'));
  return null;
};

/** The group that the bot was removed from, by this update; null: it says nothing of the kind. */
export const leftGroup = (update: unknown): string | null => {
  if (!isObject(update) || !isObject(update.my_chat_member)) return null;
  const { chat, new_chat_member: member } = update.my_chat_member;
  if (!isObject(chat) || chat.type === 'private' || !isObject(member)) return null;
  return member.status === 'left' || member.status === 'kicked' ? String(chat.id) : null;
};

/**
 * A command to this bot by somebody who writes as the group itself: an admin, but nobody knows which.
 * Null: it is no such thing. Only a group's own anonymous admins write in its own name (`sender_chat`).
 */
export const anonymousCommand = (
  update: unknown,
  botName: string,
): { readonly chatId: number; readonly messageId: number } | null => {
  if (!isObject(update) || !isObject(update.message)) return null;
  const { from, sender_chat: as, chat, message_id: messageId, text } = update.message;
  if (!isObject(from) || from.id !== ANONYMOUS_ADMIN || !isObject(as) || !isObject(chat)) return null;
  if (as.id !== chat.id || typeof chat.id !== 'number' || typeof messageId !== 'number') return null;
  if (typeof text !== 'string' || addressed(text, botName, false) === null) return null;
  return { chatId: chat.id, messageId };
};

/** The id that a pressed button's spinner waits for, of any update however malformed. */
export const pressId = (update: unknown): string | null => {
  const press = isObject(update) && isObject(update.callback_query) ? update.callback_query.id : undefined;
  return typeof press === 'string' ? press : null;
};

const fromMessage = (updateId: string, message: Fields, botName: string): Incoming | null => {
  const chat = toChat(message.chat, message);
  const words = wordsOf(message);
  if (message.from === undefined || words === null) return null;
  const from = object(message.from, 'from');
  if (from.is_bot === true) return null; // also the account that all anonymous admins share
  const text = addressed(words, botName, chat.isPrivate);
  if (text === null) return null;
  const origin: Origin = { pressedId: null, writtenId: integer(message.message_id, 'message_id') };
  return { updateId, sender: toSender(from), chat, message: { kind: 'text', text }, origin: { ...origin } };
};

const fromPress = (updateId: string, press: Fields): Incoming | null => {
  if (press.message === undefined || press.data === undefined) return null; // an inline message, or a game
  const holder = object(press.message, 'message');
  const data = string(press.data, 'data');
  const choice = decodeChoice(data);
  const message: Message = choice ? { kind: 'select', ...choice } : { kind: 'button', data };
  const origin: Origin = { pressedId: integer(holder.message_id, 'message_id'), writtenId: null };
  const sender = toSender(object(press.from, 'from'));
  return { updateId, sender, chat: toChat(holder.chat, holder), message, origin: { ...origin } };
};

const fromMembership = (updateId: string, change: Fields): Incoming | null => {
  const chat = toChat(change.chat);
  if (!chat.isPrivate) return null;
  const { status } = object(change.new_chat_member, 'new_chat_member');
  const isReachable = status !== 'kicked' && status !== 'left';
  const origin: Origin = { pressedId: null, writtenId: null };
  const sender = toSender(object(change.from, 'from'));
  return { updateId, sender, chat, message: { kind: 'reachable', isReachable }, origin: { ...origin } };
};

// What a person sends that is not text; anything else without text is Telegram's own note about the chat.
const WORDLESS =
  /^(animation|audio|contact|dice|document|location|photo|poll|sticker|story|venue|video|video_note|voice)$/;

/** The text or the caption; empty for a photograph and the like, so that it is answered; null for a note. */
const wordsOf = (message: Fields): string | null => {
  const words = message.text ?? message.caption;
  if (words !== undefined) return string(words, 'text');
  return Object.keys(message).some((key) => WORDLESS.test(key)) ? '' : null;
};

/** The text without the bot's name after its command; null in a group unless the command names the bot. */
const addressed = (text: string, botName: string, isPrivate: boolean): string | null => {
  const command = /^(\/\w+)@(\w+)/.exec(text);
  const isOurs = command?.[2]?.toLowerCase() === botName.toLowerCase();
  if (command && isOurs) return `${command[1]}${text.slice(command[0].length)}`;
  return isPrivate ? text : null;
};

/** The chat of a message, with its topic where it has one. */
const toChat = (value: unknown, message: Fields = {}): Chat => {
  const chat = object(value, 'chat');
  const id = String(integer(chat.id, 'chat.id'));
  if (chat.type === 'private') return { id, isPrivate: true };
  const title = typeof chat.title === 'string' ? chat.title : 'this group';
  const topicId =
    message.is_topic_message === true ? String(integer(message.message_thread_id, 'message_thread_id')) : null;
  const place = { communityId: id, communityTitle: title, title, topicId, rights: null };
  return { id, isPrivate: false, place: topicId === null ? place : { ...place, title: `${title}, this topic` } };
};

const toSender = (from: Fields): Sender => {
  const names = [from.first_name, from.last_name].filter((name) => typeof name === 'string' && name !== '');
  return {
    platform: 'telegram',
    id: String(integer(from.id, 'from.id')),
    name: names.length > 0 ? names.join(' ') : null,
    language: typeof from.language_code === 'string' ? from.language_code : null,
  };
};

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const object = (value: unknown, name: string): Fields => {
  if (!isObject(value)) throw new TypeError(`${name} is not an object`);
  return value;
};

const integer = (value: unknown, name: string): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new TypeError(`${name} is not an integer`);
  return value;
};

const string = (value: unknown, name: string): string => {
  if (typeof value !== 'string') throw new TypeError(`${name} is not text`);
  return value;
};
