import { createHash } from 'node:crypto';

/**
 * The id of an item for what its source tells it apart by, which may be a whole URL or a sentence:
 * the text itself where it is short and plain, else a digest of it. Null for nothing. Never longer
 * than the 100 characters by which a rejection names an item.
 */
export const stableId = (told: string | null | undefined): string | null => {
  const text = told?.trim() ?? '';
  if (text === '') return null;
  return /^[!-~]{1,100}$/.test(text) ? text : digest(text);
};

/** 43 characters that stand for a text. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
