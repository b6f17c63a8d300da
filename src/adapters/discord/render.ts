import { MessageFlags } from 'discord.js';
import type { SealedCard, SealedReply } from '../../chat/adapter.ts';
import { bold, type FileAttachment, italic, type Text } from '../../chat/reply.ts';
import { buttonRows, MAX_ROWS, pageRow, type Row, selectRow, withUniqueIds } from './components.ts';
import { label } from './escape.ts';
import { pack, toLines } from './markup.ts';

/** One message as Discord takes it, and the files that go with it. */
export interface Rendered {
  readonly content: string;
  readonly components: readonly Row[];
  readonly files: readonly FileAttachment[];
}

/** Discord's limit of files in a message. */
const MAX_FILES = 10;

/**
 * A reply as the messages that show it, at least one, in order. Text that is too long for one
 * message goes on in the next; only the last carries the buttons and the files. Where the buttons of
 * several cards do not fit into one message, each card is a message of its own.
 */
export const render = (reply: SealedReply): readonly Rendered[] => {
  const cards = reply.cards ?? [];
  const tail = [
    ...(reply.page === undefined ? [] : pageRow(reply.page)),
    ...(reply.select === undefined ? [] : selectRow(reply.select)),
  ];
  const replyRows = buttonRows(reply.buttons ?? []).slice(0, MAX_ROWS - tail.length);
  const cardRows = cards.map(cardButtonRows);
  const text = reply.text === undefined ? [] : toLines(reply.text);
  const files = (reply.files ?? []).slice(0, MAX_FILES);

  if (cardRows.flat().length + replyRows.length + tail.length <= MAX_ROWS) {
    const blocks = [text, ...cards.map(cardLines)].filter((block) => block.length > 0);
    return messages(joinBlocks(blocks), [...cardRows.flat(), ...replyRows, ...tail], files);
  }
  const ownMessages = cards.flatMap((card, i) => {
    const isFirst = i === 0 && text.length > 0;
    return messages(joinBlocks([...(isFirst ? [text] : []), cardLines(card)]), cardRows[i] ?? [], []);
  });
  const rest = [...replyRows, ...tail];
  return rest.length + files.length === 0 ? ownMessages : [...ownMessages, ...messages([], rest, files)];
};

/**
 * The body of a request that creates or edits a message. Mentions are off in each one, because an
 * edit without it parses them anew; `flags` are added to the one that keeps link previews away.
 */
export const toBody = (message: Rendered, flags: number = 0) => ({
  content: message.content,
  components: [...message.components],
  attachments: message.files.map((file, id) => ({ id: String(id), filename: fileName(file) })),
  allowed_mentions: { parse: [] as [] },
  flags: MessageFlags.SuppressEmbeds | flags,
});

/** The files of a message as the REST client sends them. */
export const toFiles = (message: Rendered) =>
  message.files.map((file) => ({ name: fileName(file), data: file.bytes, contentType: file.mediaType }));

const fileName = (file: FileAttachment): string => label(file.name, 100).replace(/[^\p{L}\p{N}._ -]/gu, '_');

const messages = (lines: readonly string[], rows: readonly Row[], files: readonly FileAttachment[]): Rendered[] => {
  const contents = pack(lines);
  // A message with buttons alone is empty to Discord.
  if (contents.length === 0) contents.push(files.length > 0 ? '' : '·');
  return contents.map((content, i) => {
    const isLast = i === contents.length - 1;
    return { content, components: isLast ? withUniqueIds(rows) : [], files: isLast ? files : [] };
  });
};

const joinBlocks = (blocks: readonly (readonly string[])[]): string[] =>
  blocks.flatMap((block, i) => (i > 0 ? ['', ...block] : [...block]));

const cardLines = (card: SealedCard): string[] => {
  const heading: Text = [
    bold(card.title),
    ...(card.number === undefined ? [] : [` · ${card.number}`]),
    ...(card.badge === undefined ? [] : [' · ', italic(card.badge)]),
  ];
  return [heading, ...card.body].flatMap(toLines);
};

const cardButtonRows = (card: SealedCard): Row[] =>
  buttonRows([...card.buttons, ...(card.link === undefined ? [] : [card.link])]);
