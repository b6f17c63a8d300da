import type { Incoming, Message } from './adapter.ts';

/**
 * Text without what no person types: control characters but line breaks and tabs (PostgreSQL refuses
 * NUL in text and JSON) and lone surrogates.
 */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/g, '')
    .replace(/\r\n?/g, '\n');

const cleanValues = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cleanText(value)]));

const cleanMessage = (message: Message): Message => {
  if (message.kind === 'text') return { ...message, text: cleanText(message.text) };
  if (message.kind === 'command') return { ...message, options: cleanValues(message.options) };
  if (message.kind === 'form') return { ...message, answers: cleanValues(message.answers) };
  if (message.kind === 'select') return { ...message, value: cleanText(message.value) };
  return message;
};

/** The same update with nothing in it that could not be stored. */
export const cleanIncoming = (incoming: Incoming): Incoming => ({
  ...incoming,
  sender: {
    ...incoming.sender,
    name: incoming.sender.name === null ? null : cleanText(incoming.sender.name).slice(0, 100),
  },
  message: cleanMessage(incoming.message),
});

/** How many characters a person wrote in this update. */
export const lengthOf = (message: Message): number => {
  if (message.kind === 'text') return message.text.length;
  if (message.kind === 'command') return Object.values(message.options).join('').length;
  if (message.kind === 'form') return Object.values(message.answers).join('').length;
  return 0;
};
