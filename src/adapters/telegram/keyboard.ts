import type { SealedButton, SealedReply } from '../../chat/adapter.ts';
import { encodeChoice, isCarriable } from './choice.ts';
import { clean } from './escape.ts';

export type Key =
  | { readonly text: string; readonly callback_data: string }
  | { readonly text: string; readonly url: string };
export type Keyboard = readonly (readonly Key[])[];

const PER_ROW = 3;
const ROW_CHARACTERS = 36; // what a narrow telephone shows of a row before it cuts labels
const LABEL_CHARACTERS = 64;
const MAX_KEYS = 100;

/** Buttons in rows of at most three short labels. Those that Telegram would refuse are left out. */
export const toRows = (buttons: readonly SealedButton[]): Keyboard => inRows(buttons.flatMap(toKey));

/** A select as buttons, one for each choice that fits. */
export const choiceRows = (select: NonNullable<SealedReply['select']>): Keyboard =>
  inRows(
    select.choices.flatMap((choice): Key[] => {
      const carried = encodeChoice(select.data, choice.value);
      return carried === null ? [] : [{ text: toLabel(choice.label), callback_data: carried }];
    }),
  );

export const pageRow = (page: NonNullable<SealedReply['page']>): Keyboard => {
  const row = [page.previous, page.next].flatMap((button) => (button === undefined ? [] : toKey(button)));
  return row.length === 0 ? [] : [row];
};

/** A link with its host beside the label, so that nobody is led somewhere unseen. */
export const linkRow = (link: { readonly label: string; readonly url: string }): Keyboard => {
  const key = toKey(link)[0];
  return key === undefined ? [] : [[key]];
};

/** At most the 100 buttons that Telegram takes. */
export const limitKeys = (rows: Keyboard): Keyboard => {
  let left = MAX_KEYS;
  return rows.filter((row) => {
    left -= row.length;
    return left >= 0;
  });
};

/** The address, or null where it is not one that a button may open: http(s), a real host, no user. */
export const safeUrl = (text: string): URL | null => {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  if (url.username !== '' || url.password !== '' || url.href.length > 2048) return null;
  return url.hostname.includes('.') || url.hostname.startsWith('[') ? url : null;
};

const toKey = (button: SealedButton): Key[] => {
  if (!('url' in button)) {
    return isCarriable(button.data) ? [{ text: toLabel(button.label), callback_data: button.data }] : [];
  }
  const url = safeUrl(button.url);
  if (url === null) return [];
  const label = button.label.includes(url.hostname) ? button.label : `${button.label} · ${url.hostname}`;
  return [{ text: toLabel(label), url: url.href }];
};

const toLabel = (label: string): string => {
  const line = clean(label).replace(/\s+/g, ' ').trim();
  const short = line.length > LABEL_CHARACTERS ? `${line.slice(0, LABEL_CHARACTERS - 1).toWellFormed()}…` : line;
  return short === '' ? '…' : short;
};

const inRows = (keys: readonly Key[]): Keyboard => {
  const rows: Key[][] = [];
  for (const key of keys) {
    const row = rows.at(-1);
    const used = row?.reduce((sum, one) => sum + one.text.length, 0) ?? 0;
    if (row && row.length < PER_ROW && used + key.text.length <= ROW_CHARACTERS) row.push(key);
    else rows.push([key]);
  }
  return rows;
};
