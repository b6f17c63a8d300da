/** Which command the first word of a payload means. Nothing else can be asked for by a link. */
const commands: Readonly<Record<string, string>> = { link: 'link' };

/**
 * The command line of a link that opens the chat with a payload: `/start link_7K3M9XQA2BTR` is
 * `link 7K3M9XQA2BTR`. Null for any other text. A payload has at most 64 of `A-Z a-z 0-9 _ -`, as
 * Telegram's deep links do.
 */
export const lineOfDeepLink = (text: string): string | null => {
  const [, word = '', value = ''] = /^\s*\/start ([a-z]+)_([A-Za-z0-9_-]+)\s*$/.exec(text) ?? [];
  const command = Object.hasOwn(commands, word) && word.length + value.length < 64 ? commands[word] : undefined;
  return command === undefined ? null : `${command} ${value}`;
};
