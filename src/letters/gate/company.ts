import { type Evidence, isLegalForm } from './evidence.ts';
import { containsPhrase, distance, escapeRegExp, fold } from './words.ts';

const distinctive = (word: string | undefined): boolean => word !== undefined && word.length >= 4;

/** The company's name as a pattern: whole, with or without its legal form, or how it begins. */
const companyPattern = ({ company }: Evidence): RegExp | null => {
  if (company.length === 0) return null;
  const begin = (length: number): string => company.slice(0, length).map(escapeRegExp).join('[\\s,]+');
  const lengths = Array.from({ length: company.length - 1 }, (_, i) => company.length - 1 - i);
  const beginnings = lengths.filter((length) => length > 1 || distinctive(company[0])).map(begin);
  // A beginning must not go on into another name ("Fernwood" of "Fernwood Systems", not "Fernwood Foods").
  const short = beginnings.length === 0 ? '' : `|(?:${beginnings.join('|')})(?!\\s+\\p{Lu})`;
  const whole = `${begin(company.length)}(?:,?\\s+(?<form>[\\p{L}.]+))?`;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${whole}${short})(?![\\p{L}\\p{N}])`, 'gu');
};

/** The text with every right mention of the company replaced by a plain word. */
export const withoutCompany = (text: string, evidence: Evidence): string => {
  const pattern = companyPattern(evidence);
  if (pattern === null) return text;
  const forms = fold(evidence.job.companyName);
  return text.replace(pattern, (...match) => {
    const form: unknown = match.at(-1)?.form;
    if (typeof form !== 'string') return 'thecompany';
    return isLegalForm(form) && forms.includes(fold(form).replace(/\.$/, '')) ? 'thecompany' : `thecompany ${form}`;
  });
};

/** What is wrong with how the letter names the hiring company. `nearMisses` are its misspellings. */
export const checkCompany = (body: string, evidence: Evidence): string[] => {
  const { company } = evidence;
  if (company.length === 0) return [];
  const name = company.join(' ');
  const rest = withoutCompany(body, evidence);
  const isNamed = containsPhrase(body, name) || rest !== body;
  const capitalised = rest.match(/\p{Lu}[\p{L}\p{N}-]*/gu) ?? [];
  const parts = company.filter((part) => part.length >= 5).map(fold);
  const nearMisses = capitalised.filter((word) =>
    parts.some((part) => {
      const off = distance(fold(word), part, 2);
      return off > 0 && off <= (part.length >= 8 ? 2 : 1) && !evidence.own.includes(word);
    }),
  );
  return [
    ...(isNamed ? [] : ['it does not name the hiring company']),
    ...nearMisses.map((word) => `it writes "${word}" where the company is "${name}"`),
  ];
};
