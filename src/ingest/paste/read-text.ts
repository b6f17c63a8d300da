import { cleanLine, cleanParagraphs } from '../normalise/clean-text.ts';

/** What the text of a posting says for certain; the rest is asked. */
export interface PastedText {
  readonly title?: string;
  readonly companyName?: string;
  readonly location?: string;
  /** The whole text, cleaned. */
  readonly description: string;
  readonly payText?: string;
}

const labels = {
  title: /^(?:job title|position|role|title|stelle|poste|jobtitel)$/i,
  companyName:
    /^(?:company|company name|employer|organi[sz]ation|hiring company|firma|unternehmen|arbeitgeber|entreprise)$/i,
  location: /^(?:location|job location|locations|office|place|standort|ort|arbeitsort|lieu|ubicaci[oó]n)$/i,
  payText: /^(?:salary|salary range|pay|pay range|compensation|rate|gehalt|verg[uü]tung|salaire|salario)$/i,
} as const;
type Field = keyof typeof labels;

/** A label stands at the top of a posting or in a list of facts, never deep in its prose. */
const searchedLines = 80;
const longestValue = 150;

/**
 * Reads what a person pasted, by rules: lines like "Company: Acme", and a first line that is a title
 * ("Pastry Chef", "Pastry Chef at Acme"). A field is there only where it is certain.
 */
export const readPastedText = (text: string): PastedText => {
  const description = cleanParagraphs(text);
  const lines = description.split('\n').filter((line) => line !== '');
  const labelled = labelledFields(lines.slice(0, searchedLines));
  const [first = ''] = lines;
  const headed = labelled.title === undefined && lines.length > 1 ? headOf(first) : {};
  return { ...headed, ...labelled, description };
};

type Fields = Partial<Record<Field, string>>;

/** "Company: Acme", "**Company:** Acme", or the label on a line of its own with the value below. */
const labelledFields = (lines: readonly string[]): Fields => {
  const found: Fields = {};
  for (const [index, line] of lines.entries()) {
    const [, label = '', value = ''] = /^[\s*_#•-]*([^:：*_]{2,25}?)[\s*_]*[:：][\s*_]*(.*)$/u.exec(line) ?? [];
    const field = fieldOf(label.trim());
    if (field === null || found[field] !== undefined) continue;
    const said = saidIn(value === '' ? (lines[index + 1] ?? '') : value);
    // The line below a bare label may be the next label.
    if (said !== null && !(value === '' && /[:：]/.test(said))) found[field] = said;
  }
  return found;
};

const fieldOf = (label: string): Field | null => {
  for (const [field, pattern] of Object.entries(labels)) if (pattern.test(label)) return field as Field;
  return null;
};

/** A sentence is no value. */
const saidIn = (written: string): string | null => {
  const value = cleanLine(written.replace(/^[\s*_•-]+|[\s*_]+$/g, ''));
  return value === null || value.length > longestValue || /[.!?]\s+\p{Lu}/u.test(value) ? null : value;
};

const roleWords =
  /(?<![\p{L}])(?:engineer|developer|manager|designer|analyst|scientist|architect|administrator|consultant|nurse|teacher|accountant|assistant|associate|director|specialist|coordinator|technician|intern|internship|cook|chef|driver|lead|head of|recruiter|writer|editor|researcher|entwickler(?:in)?|ingenieur(?:in)?|leiter(?:in)?|werkstudent(?:in)?|d[eé]veloppeur|ing[eé]nieur)(?![\p{L}])/iu;

/** The first line where it is surely a heading: a role in few words and no sentence. */
const headOf = (line: string): Fields => {
  const heading = saidIn(line.replace(/^#+\s*/, ''));
  if (heading === null || heading.length > 120 || /[.!?:;,]$/.test(heading) || !roleWords.test(heading)) return {};
  if (/\b(?:we|you|our|your|is|are|will|wir|sie|unser\w*|nous|vous)\b/i.test(heading)) return {};
  if (/\s\|\s/.test(heading)) return {};
  const [, title, companyName] = /^(.{2,}\S)\s+(?:at|@|bei|chez)\s+(\p{Lu}.{0,60})$/u.exec(heading) ?? [];
  if (title === undefined || companyName === undefined) return { title: heading };
  // "Cook at Acme, Berlin" or "Cook at Acme (Remote)" may end with a place: only a plain name is certain.
  return /[,(|–—]| - /.test(companyName) || !roleWords.test(title) ? {} : { title, companyName };
};
