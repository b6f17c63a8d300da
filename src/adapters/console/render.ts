import type { SealedButton, SealedCard, SealedReply } from '../../chat/adapter.ts';
import { renderText, safeText, wrap } from './text.ts';

/** What a number or a label on the screen stands for. */
export type Shown =
  | { readonly label: string; readonly kind: 'button'; readonly data: string }
  | { readonly label: string; readonly kind: 'select'; readonly data: string; readonly value: string };

export interface Screen {
  readonly rows: readonly string[];
  /** In the order of their numbers. */
  readonly shown: readonly Shown[];
}

/** A space at which no line breaks: a button stays in one piece. */
const HELD = '\u00a0';

/** A reply as lines of a terminal. Its buttons are numbered from `firstNumber`. `files` are where they were saved. */
export const renderReply = (
  reply: SealedReply,
  about: {
    readonly firstNumber: number;
    readonly width: number;
    readonly hasColour: boolean;
    readonly files: readonly string[];
  },
): Screen => {
  const shown: Shown[] = [];
  const show = (one: Shown): string => {
    shown.push(one);
    const number = about.firstNumber + shown.length - 1;
    return one.kind === 'button' ? `[${number} ${one.label}]`.replaceAll(' ', HELD) : `[${number}] ${one.label}`;
  };
  const button = (one: SealedButton): string =>
    'url' in one
      ? `${safeText(one.label)}: ${safeText(one.url)}`
      : show({ kind: 'button', label: safeText(one.label), data: one.data });
  const buttons = (many: readonly SealedButton[]): string[] => (many.length === 0 ? [] : [many.map(button).join(' ')]);
  const card = (one: SealedCard): string[] => [
    cardTitle(one, about.hasColour),
    ...one.body.map((text) => renderText(text, about.hasColour)),
    ...(one.link === undefined ? [] : [button(one.link)]),
    ...buttons(one.buttons),
  ];
  const { page, select } = reply;
  const around = (one: SealedButton | undefined): string[] => (one === undefined ? [] : [button(one)]);
  const blocks = [
    ...(reply.text === undefined ? [] : [renderText(reply.text, about.hasColour)]),
    ...(reply.cards ?? []).flatMap(card),
    ...(select?.choices ?? []).map(({ label, value }) =>
      show({ kind: 'select', label: safeText(label), data: select?.data ?? '', value }),
    ),
    ...buttons(reply.buttons ?? []),
    ...(page === undefined || page.of < 2
      ? []
      : [[`${page.number} of ${page.of}`, ...around(page.previous), ...around(page.next)].join('  ')]),
    ...about.files.map((path) => `File: ${path}`),
  ];
  const rows = blocks.flatMap((block) => wrap(block, about.width)).map((row) => row.replaceAll(HELD, ' '));
  return { rows, shown };
};

const cardTitle = ({ title, number, badge }: SealedCard, hasColour: boolean): string => {
  const tail = [badge === undefined ? null : `(${badge})`, number ?? null].filter((part) => part !== null).join('  ');
  return `${renderText([{ mark: 'bold', text: title }], hasColour)}${tail === '' ? '' : `  ${safeText(tail)}`}`;
};
