// Letters that Unicode does not take apart into a base letter and a mark.
export const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const abbreviations: Readonly<Record<string, string>> = {
  saint: 'st',
  sankt: 'st',
  ft: 'fort',
  mt: 'mount',
  '&': 'and',
};

/** The text without case and accents, every letter of Latin as the plain one: `Łódź` as `lodz`. */
export const foldLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter);

/** A word of a place's name as it is looked up: without case and accents, `Saint` as `St`. */
export const foldWord = (word: string): string => {
  if (/^[a-z]+$/i.test(word)) {
    const plain = word.toLowerCase();
    return abbreviations[plain] ?? plain;
  }
  const folded = foldLetters(word);
  return abbreviations[folded] ?? folded;
};

/** `D.C.` and `U.S.A.` without their dots. */
export const joinInitials = (text: string): string =>
  text.replace(/(?<![\p{L}\p{N}])(?:\p{Lu}\.){2,4}/gu, (initials) => initials.replaceAll('.', ''));

/** A whole name as it is looked up. */
export const foldName = (name: string): string =>
  (joinInitials(name).match(/[\p{L}\p{M}\p{N}]+|&/gu) ?? []).map(foldWord).join(' ');
