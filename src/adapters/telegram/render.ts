import type { SealedCard, SealedReply } from '../../chat/adapter.ts';
import { bold, type FileAttachment, italic, lines, type Text } from '../../chat/reply.ts';
import { clean, type Run, toHtml, toPlain, toRuns } from './escape.ts';
import { choiceRows, type Keyboard, limitKeys, linkRow, pageRow, toRows } from './keyboard.ts';
import { splitRuns } from './split.ts';

/** One message on Telegram. A reply is one or more of them, in order. */
export type Part =
  | { readonly kind: 'text'; readonly runs: readonly Run[]; readonly keyboard: Keyboard }
  | { readonly kind: 'file'; readonly file: FileAttachment };

/**
 * The messages that show a reply. Pure. Text, one card and the page are one message; further cards
 * are one message each; the last of a text that is too long carries the keyboard; files follow.
 */
export const render = (reply: SealedReply): Part[] => {
  const cards = reply.cards ?? [];
  const alone = cards.length === 1 ? cards[0] : undefined;
  const blocks: Block[] = alone
    ? [{ texts: [...own(reply), cardText(alone)], keyboard: cardRows(alone) }]
    : [
        ...(own(reply).length > 0 ? [{ texts: own(reply), keyboard: [] }] : []),
        ...cards.map((card) => ({ texts: [cardText(card)], keyboard: cardRows(card) })),
      ];
  const last = blocks.at(-1) ?? { texts: [], keyboard: [] };
  const end: Block = {
    texts: [...last.texts, ...tail(reply)],
    keyboard: limitKeys([...last.keyboard, ...replyRows(reply)]),
  };
  return [
    ...[...blocks.slice(0, -1), end].flatMap(toParts),
    ...(reply.files ?? []).map((file): Part => ({ kind: 'file', file })),
  ];
};

/** Choices of a select that could not be shown, for the log. */
export const lostChoices = (reply: SealedReply): number =>
  (reply.select?.choices.length ?? 0) - (reply.select ? choiceRows(reply.select).flat().length : 0);

const NO_PREVIEW = { is_disabled: true } as const;

/** What sendMessage and editMessageText take beside the chat. */
export const textParams = (part: Extract<Part, { kind: 'text' }>) => ({
  text: toHtml(part.runs),
  parse_mode: 'HTML' as const,
  ...plainParams(part.keyboard),
});

/** The same without formatting. */
export const plainTextParams = (part: Extract<Part, { kind: 'text' }>) => ({
  text: toPlain(part.runs),
  ...plainParams(part.keyboard),
});

/** What sendDocument takes beside the chat. A name cannot break out of its header. */
export const documentParams = ({ file }: Extract<Part, { kind: 'file' }>) => ({
  document: {
    source: Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength),
    filename:
      clean(file.name)
        .replace(/["\\/\n]/g, '_')
        .slice(0, 120) || 'file',
  },
});

const plainParams = (keyboard: Keyboard) => ({
  link_preview_options: NO_PREVIEW,
  ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) } } : {}),
});

interface Block {
  readonly texts: readonly Text[];
  readonly keyboard: Keyboard;
}

const own = (reply: SealedReply): Text[] => (reply.text && reply.text.length > 0 ? [reply.text] : []);

const tail = (reply: SealedReply): Text[] => [
  ...(reply.select ? [[reply.select.label]] : []),
  ...(reply.page && reply.page.of > 1 ? [[italic(`${reply.page.number} of ${reply.page.of}`)]] : []),
];

const cardText = (card: SealedCard): Text => {
  const beside = [card.number, card.badge].filter((word) => word !== undefined).join(' · ');
  return lines([bold(card.title), beside === '' ? '' : `  ${beside}`], ...card.body);
};

const cardRows = (card: SealedCard): Keyboard => [...(card.link ? linkRow(card.link) : []), ...toRows(card.buttons)];

const replyRows = (reply: SealedReply): Keyboard => [
  ...(reply.select ? choiceRows(reply.select) : []),
  ...toRows(reply.buttons ?? []),
  ...(reply.page ? pageRow(reply.page) : []),
];

const toParts = ({ texts, keyboard }: Block): Part[] => {
  const joined = texts.flatMap((text, i): Text => [...(i > 0 ? ['\n\n'] : []), ...text]);
  const parts = splitRuns(toRuns(joined));
  if (parts.length === 0)
    return keyboard.length > 0 ? [{ kind: 'text', runs: [{ text: '…', mark: null }], keyboard }] : [];
  return parts.map((runs, i) => ({ kind: 'text', runs, keyboard: i === parts.length - 1 ? keyboard : [] }));
};
