import { unescapeHtml } from '../normalise/clean-text.ts';

/** A description that may be markup, escaped markup or plain text, as markup that keeps its lines. */
export const asMarkup = (written: string): string => {
  const html = unescapeHtml(written);
  return /<\/?[a-z]/i.test(html) ? html : html.replace(/\r?\n/g, '<br>');
};
