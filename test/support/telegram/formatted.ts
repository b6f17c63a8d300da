import { findEntities } from './auto-entities.ts';
import { type Entity, HtmlError, parseHtml } from './html.ts';
import { bad } from './refusal.ts';

export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

const MAX_TEXT = 4096;

/**
 * What becomes of a message's text: parsed, stripped of the characters Telegram removes, trimmed, and
 * with the entities Telegram finds by itself beside those that were asked for.
 * @throws {Refusal}
 */
export const formatText = (text: string, parseMode: unknown): Formatted => {
  if (parseMode !== undefined && parseMode !== 'HTML') throw bad('unsupported parse_mode');
  const parsed = parseMode === 'HTML' ? parse(text) : { text, entities: [] };
  const { text: shown, entities: asked } = trim(parsed);
  if (shown === '') throw bad('message text is empty');
  if (shown.length > MAX_TEXT) throw bad('message is too long');
  const solid = asked.filter((entity) => ['code', 'pre', 'text_link'].includes(entity.type));
  const found = findEntities(shown).filter((entity) => !solid.some((other) => overlap(entity, other)));
  return { text: shown, entities: [...asked, ...found] };
};

const parse = (html: string): { text: string; entities: Entity[] } => {
  try {
    return parseHtml(html);
  } catch (error) {
    throw error instanceof HtmlError ? bad(`can't parse entities: ${error.message}`) : error;
  }
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what Telegram removes
const REMOVED = /[\u0000-\u0008\u000b-\u001f\u2028-\u202e]/g;

const trim = ({ text, entities }: { text: string; entities: Entity[] }): { text: string; entities: Entity[] } => {
  const shift = (at: number): number => text.slice(0, at).replace(REMOVED, '').length;
  const kept = text.replace(REMOVED, '');
  const start = kept.length - kept.trimStart().length;
  const shown = kept.trim();
  const moved = entities.flatMap((entity) => {
    const from = Math.max(0, shift(entity.offset) - start);
    const to = Math.min(shown.length, shift(entity.offset + entity.length) - start);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: shown, entities: moved };
};

const overlap = (a: Entity, b: Entity): boolean => a.offset < b.offset + b.length && b.offset < a.offset + a.length;
