/** What a button may carry, in bytes of UTF-8. */
export const MAX_DATA_BYTES = 64;

const MARK = '=';
const END = '|';

/**
 * Telegram has no select, so every choice is a button that carries the value beside the sealed data:
 * `=value|data`. Nothing is looked up when it is pressed, neither in memory nor in the message, so it
 * answers after a restart. Null where that does not fit.
 */
export const encodeChoice = (data: string, value: string): string | null => {
  const carried = `${MARK}${value}${END}${data}`;
  return value.includes(END) || Buffer.byteLength(carried) > MAX_DATA_BYTES ? null : carried;
};

/** Whether data can be told from a choice; the router's own starts with a letter. */
export const isCarriable = (data: string): boolean =>
  data !== '' && !data.startsWith(MARK) && Buffer.byteLength(data) <= MAX_DATA_BYTES;

export const decodeChoice = (carried: string): { readonly value: string; readonly data: string } | null => {
  const end = carried.indexOf(END);
  if (!carried.startsWith(MARK) || end < 0) return null;
  return { value: carried.slice(MARK.length, end), data: carried.slice(end + END.length) };
};
