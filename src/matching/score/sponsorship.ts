export type Sponsorship = 'offered' | 'refused';

const mention = /sponsor/gi;
const reach = 70;
const refusal = /(?:\b(?:no|not|without|unable|cannot|can't|never|nor)\b|n[’']t\b)(?![^.\n]*[.\n])[^.\n]*$/i;
const isAbout = /visa|immigration|work (?:permit|authori[sz]ation)|employment|authori[sz]ed|sponsorship/i;
const refusalAfter = /^\w*(?: is| are)? (?:not|unavailable)\b/i;

/**
 * Whether a posting says that the employer helps with a visa: `refused` where one of its sentences
 * says no, `offered` where one speaks of it without; null where none does. Linear in the text.
 */
export const readSponsorship = (text: string): Sponsorship | null => {
  const said = [...text.matchAll(mention)].flatMap((found): Sponsorship[] => {
    const before = text.slice(Math.max(0, found.index - reach), found.index);
    const after = text.slice(found.index, found.index + reach);
    // "We sponsor the local football club."
    if (!isAbout.test(`${before}${after}`)) return [];
    return refusal.test(before) || refusalAfter.test(after) ? ['refused'] : ['offered'];
  });
  return said.includes('refused') ? 'refused' : (said[0] ?? null);
};
