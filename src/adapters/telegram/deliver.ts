import type { TelegramApi } from './api.ts';
import { toFailure } from './failure.ts';
import { isTooLong, isUnchanged, isUneditable, isUnparsable } from './outcome.ts';
import { documentParams, type Part, plainTextParams, textParams } from './render.ts';
import { splitRuns } from './split.ts';

type TextPart = Extract<Part, { kind: 'text' }>;

const HALF = 2048;

export interface Place {
  readonly chatId: number;
  /** In a group with topics: the topic (`message_thread_id`). */
  readonly topicId?: number | undefined;
  /** Replaces this message instead of sending a new one. */
  readonly editId?: number | undefined;
  /** In a group: the message that is answered. */
  readonly replyToId?: number | undefined;
}

/**
 * Sends one part, or edits the message that it replaces, and returns its message id. What Telegram
 * cannot parse goes again without formatting, what is too long goes in halves, what cannot be edited
 * goes as a new message; each once.
 * @throws {TelegramFailure}
 */
export const sendPart = async (api: TelegramApi, place: Place, part: Part, signal: AbortSignal): Promise<number> => {
  const to = { chat_id: place.chatId, ...inTopic(place), ...answering(place) };
  if (part.kind === 'file')
    return (await api.call('sendDocument', { ...to, ...documentParams(part) }, { signal })).message_id;
  if (place.editId !== undefined) {
    const edited = await editText(api, { chatId: place.chatId, editId: place.editId }, part, signal);
    if (edited !== null) return edited;
  }
  try {
    return (await api.call('sendMessage', { ...to, ...textParams(part) }, { signal })).message_id;
  } catch (error) {
    const failure = toFailure(error);
    if (isTooLong(failure)) return sendHalves(api, place, part, signal);
    if (!isUnparsable(failure)) throw error;
    return (await api.call('sendMessage', { ...to, ...plainTextParams(part) }, { signal })).message_id;
  }
};

/** Null where that message cannot be edited. */
const editText = async (
  api: TelegramApi,
  { chatId, editId }: { readonly chatId: number; readonly editId: number },
  part: TextPart,
  signal: AbortSignal,
): Promise<number | null> => {
  const at = { chat_id: chatId, message_id: editId };
  try {
    await api.call('editMessageText', { ...at, ...textParams(part) }, { signal });
    return editId;
  } catch (error) {
    const failure = toFailure(error);
    if (isUnchanged(failure)) return editId;
    if (isUneditable(failure) || isTooLong(failure)) return null;
    if (!isUnparsable(failure)) throw error;
    await api.call('editMessageText', { ...at, ...plainTextParams(part) }, { signal });
    return editId;
  }
};

const sendHalves = async (api: TelegramApi, place: Place, part: TextPart, signal: AbortSignal): Promise<number> => {
  const halves = splitRuns(part.runs, HALF);
  let messageId = 0;
  for (const [i, runs] of halves.entries()) {
    const keyboard = i === halves.length - 1 ? part.keyboard : [];
    const params = textParams({ kind: 'text', runs, keyboard });
    messageId = (await api.call('sendMessage', { chat_id: place.chatId, ...inTopic(place), ...params }, { signal }))
      .message_id;
  }
  return messageId;
};

const inTopic = ({ topicId }: Place) => (topicId === undefined ? {} : { message_thread_id: topicId });

const answering = ({ replyToId }: Place) =>
  replyToId === undefined ? {} : { reply_parameters: { message_id: replyToId, allow_sending_without_reply: true } };
