import { foldLetters } from '../../places/fold.ts';

const legalForms = new Set(
  (
    'inc incorporated llc llp lp ltd limited plc corp corporation co gmbh mbh ag kg kgaa ug se ev eg ohg ' +
    'sa sas sarl sasu srl spa sl slu bv nv ab as asa aps oy oyj pty pte pvt kk doo dd sro zrt kft sia uab ou'
  ).split(' '),
);

/**
 * The name without case, accents, punctuation and legal form: what two writings of one company
 * share ("Müller & Söhne GmbH" and "muller and sohne"). Never empty for a name that is not.
 */
export const companyKey = (name: string): string => {
  const words = foldLetters(name.replace(/[®™©℠]/g, ''))
    .replace(/&|\+/g, ' and ')
    // "S.p.A." and "A/S" are one word each.
    .replace(/\b(?:\p{L}\.){2,}/gu, (letters) => letters.replaceAll('.', ''))
    .replace(/\b([aks])\/([aks])\b/g, '$1$2')
    .replace(/['’`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let end = words.length;
  while (end > 1 && (legalForms.has(words[end - 1] ?? '') || (words[end - 1] === 'and' && end < words.length)))
    end -= 1;
  const key = words.slice(0, end).join(' ');
  return key === '' ? name.trim().toLowerCase() : key;
};
