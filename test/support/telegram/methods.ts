import type { UploadedFile } from './body.ts';
import { formatText } from './formatted.ts';
import { readKeyboard, toMarkup } from './keyboard.ts';
import type { Params } from './parameters.ts';
import { bad, forbidden } from './refusal.ts';
import type { Updates } from './updates.ts';
import { groupChat, type StoredMessage, userOf, type World } from './world.ts';

export interface Bot {
  readonly id: number;
  readonly username: string;
}

export interface MethodDeps {
  readonly world: World;
  readonly updates: Updates;
  readonly bot: Bot;
  /** What was registered last. */
  readonly setCommands: (commands: readonly { readonly command: string; readonly description: string }[]) => void;
}

type Method = (params: Params, deps: MethodDeps, closed: AbortSignal) => unknown;

/** What each method does. @throws {Refusal} */
export const methods: Readonly<Record<string, Method>> = {
  getme: (_, { bot }) => asUser(bot),
  deletewebhook: (_, { updates }) => {
    updates.setWebhook(false);
    return true;
  },
  getupdates: ({ offset, limit, timeout, allowed_updates: kinds }, { updates }, closed) => {
    const most = Number(limit ?? 100);
    if (most < 1 || most > 100) throw bad('stand-in: "limit" is not within 1 and 100');
    if (kinds !== undefined && !Array.isArray(kinds)) throw bad("can't parse allowed_updates JSON object");
    return updates.poll({ offset: Number(offset ?? 0), limit: most, timeout: Number(timeout ?? 0), kinds }, closed);
  },
  setmycommands: ({ commands }, { setCommands }) => {
    if (!Array.isArray(commands)) throw bad("can't parse commands JSON object");
    if (commands.length > 100) throw bad('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description, ...others } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(String(command))) throw bad('BOT_COMMAND_INVALID');
      const isRight = typeof description === 'string' && description.length >= 1 && description.length <= 256;
      if (!isRight) throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
      if (Object.keys(others).length > 0) throw bad(`stand-in: BotCommand has no field "${Object.keys(others)[0]}"`);
    }
    setCommands(commands);
    return true;
  },
  getchat: ({ chat_id: chatId }, { world }) => {
    const group = world.groups.get(Number(chatId));
    if (group === undefined) throw bad('chat not found');
    const may = { can_send_messages: group.mayMembersSend, can_send_documents: group.mayMembersSend };
    return { ...groupChat(group), permissions: may, accent_color_id: 1, max_reaction_count: 11 };
  },
  getchatmember: ({ chat_id: chatId, user_id: userId }, { world, bot }) => {
    const group = world.groups.get(Number(chatId));
    if (group === undefined) throw bad('chat not found');
    if (group.hasKickedBot) throw forbidden('bot was kicked from the group chat');
    const person = world.people.get(Number(userId));
    if (person === undefined && Number(userId) !== bot.id) throw bad('invalid user_id specified');
    const user = person === undefined ? asUser(bot) : userOf(person);
    const status = group.members.get(Number(userId)) ?? (person === undefined ? 'member' : 'left');
    return { user, status, ...(status === 'restricted' ? { can_send_messages: false, is_member: true } : {}) };
  },
  sendmessage: (params, { world, bot }) => {
    const { id, chat } = world.writable(params.chat_id);
    const topicId = topicOf(params, world);
    const message = world.store({
      chatId: id,
      isOurs: true,
      formatted: formatText(String(params.text), params.parse_mode),
      html: String(params.text),
      keyboard: readKeyboard(params.reply_markup),
      isPreviewDisabled: previewDisabled(params.link_preview_options),
      replyTo: replyTo(params.reply_parameters),
      topicId,
    });
    return toMessage(message, chat, bot);
  },
  senddocument: (params, { world, bot }) => {
    const { id, chat } = world.writable(params.chat_id);
    if (!isFile(params.document)) throw bad('wrong remote file identifier specified: Wrong string length');
    if (params.document.bytes.length === 0) throw bad('file must be non-empty');
    if (typeof params.caption === 'string' && params.caption.length > 1024) throw bad('message caption is too long');
    const message = world.store({
      chatId: id,
      isOurs: true,
      file: params.document,
      formatted: params.caption === undefined ? null : formatText(String(params.caption), params.parse_mode),
      keyboard: readKeyboard(params.reply_markup),
      replyTo: replyTo(params.reply_parameters),
    });
    return toMessage(message, chat, bot);
  },
  editmessagetext: (params, deps) => {
    const message = editable(params, deps.world);
    if (message.formatted === null) throw bad('there is no text in the message to edit');
    return edit(message, params, deps, formatText(String(params.text), params.parse_mode));
  },
  editmessagereplymarkup: (params, deps) => {
    const message = editable(params, deps.world);
    return edit(message, params, deps, message.formatted);
  },
  answercallbackquery: ({ callback_query_id: id, text }, { world }) => {
    if (typeof text === 'string' && text.length > 200) throw bad('MESSAGE_TOO_LONG');
    if (!world.openQueries.delete(String(id))) {
      throw bad('query is too old and response timeout expired or query ID is invalid');
    }
    return true;
  },
};

/** @throws {Refusal} the group has no such topic */
const topicOf = (params: Params, world: World): number | null => {
  if (params.message_thread_id === undefined) return null;
  const topic = Number(params.message_thread_id);
  if (world.groups.get(Number(params.chat_id))?.topics.has(topic) !== true) throw bad('message thread not found');
  return topic;
};

const editable = (params: Params, world: World): StoredMessage => {
  const { id } = world.writable(params.chat_id);
  const message = world.messages.find((one) => one.chatId === id && one.id === params.message_id && !one.isDeleted);
  if (!message) throw bad('message to edit not found');
  if (!message.isOurs) throw bad("message can't be edited");
  return message;
};

const edit = (
  message: StoredMessage,
  params: Params,
  { world, bot }: MethodDeps,
  formatted: StoredMessage['formatted'],
) => {
  const keyboard = readKeyboard(params.reply_markup);
  const isSame = JSON.stringify([formatted, keyboard]) === JSON.stringify([message.formatted, message.keyboard]);
  if (isSame) {
    throw bad(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  message.formatted = formatted;
  message.keyboard = keyboard;
  if (params.text !== undefined) {
    message.html = String(params.text);
    message.isPreviewDisabled = previewDisabled(params.link_preview_options);
  }
  message.edits += 1;
  world.seen.push({ ...message });
  return toMessage(message, world.writable(message.chatId).chat, bot);
};

/** A message as Telegram shows it to the bot. */
export const toMessage = (message: StoredMessage, chat: object, bot: Bot) => ({
  message_id: message.id,
  date: 1_790_000_000 + message.id,
  chat,
  ...(message.isOurs ? { from: asUser(bot) } : {}),
  ...(message.topicId === null ? {} : { message_thread_id: message.topicId, is_topic_message: true }),
  ...(message.file
    ? {
        document: {
          file_id: `file-${message.id}`,
          file_unique_id: `unique-${message.id}`,
          file_name: message.file.name,
        },
      }
    : {}),
  ...(message.formatted && !message.file ? { text: message.formatted.text, entities: message.formatted.entities } : {}),
  ...(message.keyboard.length > 0 ? { reply_markup: toMarkup(message.keyboard) } : {}),
});

const asUser = ({ id, username }: Bot) => ({
  id,
  is_bot: true,
  first_name: 'Jobhound',
  username,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
});

const isFile = (value: unknown): value is UploadedFile =>
  typeof value === 'object' && value !== null && 'bytes' in value && 'name' in value;

const previewDisabled = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && 'is_disabled' in options && options.is_disabled === true;

const replyTo = (parameters: unknown): number | null =>
  typeof parameters === 'object' && parameters !== null && 'message_id' in parameters
    ? Number(parameters.message_id)
    : null;
