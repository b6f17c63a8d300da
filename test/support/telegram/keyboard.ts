import { bad } from './refusal.ts';

export interface Button {
  readonly label: string;
  readonly data?: string;
  readonly url?: string;
}

const MAX_BUTTONS = 100;

/**
 * An inline keyboard, checked as Telegram checks it.
 * @throws {Refusal}
 */
export const readKeyboard = (markup: unknown): Button[][] => {
  if (markup === undefined) return [];
  const { inline_keyboard: rows, ...others } = fields(markup);
  if (!Array.isArray(rows)) throw bad('object expected as reply markup');
  if (Object.keys(others).length > 0) throw bad(`stand-in: reply_markup has no field "${Object.keys(others)[0]}"`);
  const keyboard = rows.map((row: unknown) => {
    if (!Array.isArray(row))
      throw bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
    return row.map(readButton);
  });
  if (keyboard.flat().length > MAX_BUTTONS) throw bad('reply markup is too long');
  return keyboard.filter((row) => row.length > 0);
};

/** The same as Telegram hands it back in a message. */
export const toMarkup = (keyboard: readonly (readonly Button[])[]) => ({
  inline_keyboard: keyboard.map((row) =>
    row.map(({ label, data, url }) =>
      url === undefined ? { text: label, callback_data: data } : { text: label, url },
    ),
  ),
});

const readButton = (value: unknown): Button => {
  const { text, callback_data: data, url, ...others } = fields(value);
  if (Object.keys(others).length > 0)
    throw bad(`stand-in: InlineKeyboardButton has no field "${Object.keys(others)[0]}"`);
  if (typeof text !== 'string' || text.trim() === '')
    throw bad("can't parse inline keyboard button: Text of the button must be non-empty");
  if ((data === undefined) === (url === undefined)) throw bad('Text buttons are unallowed in the inline keyboard');
  if (url !== undefined) return { label: text, url: checkUrl(url) };
  if (typeof data !== 'string' || data === '' || Buffer.byteLength(data) > 64) throw bad('BUTTON_DATA_INVALID');
  return { label: text, data };
};

const checkUrl = (text: unknown): string => {
  if (typeof text !== 'string') throw bad('stand-in: "url" is not a String');
  const wrong = (reason: string) => bad(`inline keyboard button URL '${text}' is invalid: ${reason}`);
  const url = URL.parse(text);
  if (url === null) throw wrong('Wrong HTTP URL');
  if (!['http:', 'https:', 'tg:', 'ton:'].includes(url.protocol)) throw wrong('Unsupported URL protocol');
  if (!url.hostname.includes('.') && !url.hostname.startsWith('[')) throw wrong('Wrong HTTP URL');
  return text;
};

const fields = (value: unknown): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) throw bad('object expected as reply markup');
  return { ...value };
};
