import { cleanLine } from '../normalise/clean-text.ts';
import { isRole, isVague, namesPay, namesWorking, withoutBrackets } from './hacker-news-words.ts';

/** Names are short; what is longer is a sentence. */
const longestName = 50;
const mostWords = 6;

// How a sentence, a note or a reply begins, and what people write who do not say who they are.
const noName =
  /^(?:i|i'm|im|we|we're|our|my|you|your|if|as|at|this|that|it|it's|he|she|they|there|here|what|what's|why|how|who|when|where|which|is|are|do|does|did|can|could|would|please|thanks|thank you|hi|hello|hey|wow|good|great|hiring|now hiring|remote|on-?site|hybrid|location|locations|role|roles|position|company|edit|update|updated|careful|closed|filled|request|seeking|looking|wanted|note|ps|re|in addition|in|for|from|to|with|and|but|or|not|no|yes|many|multiple|various|several|small|a|an|the company|crypto bros|subject|quick|full[- ]?time|part[- ]?time|contract)(?![\p{L}\p{N}])/iu;
const hidden =
  /(?<![a-z])(?:stealth|confidential|undisclosed|anonymous|unnamed)(?![a-z])|(?<![a-z])(?:startup|start-up|hedge fund|trading firm|^family office|incubator|consultancy|consulting firm|agency|client)s?$/i;

/**
 * The name of a company from the part of a text that should be it; null where it is no name, and where the
 * company does not say who it is.
 */
export const companyName = (part: string): string | null => {
  const bare = withoutBrackets(part.replace(/^\[([^[\]]+)\]$/, '$1'))
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/,?\s*\b(?:YC\s*)?[WSFXP]\d{2}\b.*$/, '')
    .replace(/\s+(?:is|are)\s+(?:now\s+)?(?:hiring|looking).*$/i, '')
    .replace(/\s[-–—:]\s.*$|\s[–—].*$/, '')
    .replace(/[([{].*$/, '')
    .replace(/^[^\p{L}\p{N}$]+|[\s,;:|/\\\]–—*-]+$/gu, '');
  const name = cleanLine(bare);
  if (name === null || name.length > longestName || name.split(' ').length > mostWords || !/[\p{L}]/u.test(name))
    return null;
  if (noName.test(name) || hidden.test(name) || namesPay(name) || /(?<!\b(?:inc|ltd|co|corp|llc))\.$|!.|\?/i.test(name))
    return null;
  return isVague(name) || /^(?:https?:|www\.)/i.test(name) || name.includes('@') ? null : name;
};

/** True where the first part of a header is what is searched for, not who searches. */
export const startsWithRole = (part: string): boolean => {
  const bare = withoutBrackets(part);
  if (isVague(bare)) return true;
  if (!isRole(bare)) return false;
  const [end = ''] = /[\p{L}\p{N}.+#-]+(?:\s+(?:[IVX]{1,3}|\d))?$/u.exec(bare) ?? [];
  return (
    isRole(`x ${end}`) || /^(?:head|senior|sr\.?|staff|lead|founding|principal|junior|vp|chief|director)\b/i.test(bare)
  );
};

/** "San Francisco, CA", "REMOTE (US)": a place by its form, whatever companies may be called. */
export const startsWithPlace = (part: string): boolean => {
  const bare = withoutBrackets(part);
  return (
    namesWorking(bare) || (/^[\p{L} .]+,\s*[\p{L} .]+$/u.test(bare) && !/,\s*(?:inc|ltd|llc|corp|co|yc)\b/i.test(bare))
  );
};
