import { franc } from 'franc-min';
import { tokenise } from '../../skills/tokens.ts';

/** ISO 639-3 of franc to ISO 639-1, for the languages in which jobs are posted. */
const short: Readonly<Record<string, string>> = {
  eng: 'en',
  deu: 'de',
  fra: 'fr',
  spa: 'es',
  por: 'pt',
  ita: 'it',
  nld: 'nl',
  pol: 'pl',
  swe: 'sv',
  ces: 'cs',
  hun: 'hu',
  ron: 'ro',
  tur: 'tr',
  rus: 'ru',
  ukr: 'uk',
  ell: 'el',
  bul: 'bg',
  srp: 'sr',
  vie: 'vi',
  ind: 'id',
  jpn: 'ja',
  kor: 'ko',
  cmn: 'zh',
  arb: 'ar',
  heb: 'he',
  hin: 'hi',
  tha: 'th',
  pes: 'fa',
  urd: 'ur',
  ben: 'bn',
  tam: 'ta',
  tel: 'te',
  zlm: 'ms',
  tgl: 'tl',
  dan: 'da',
  fin: 'fi',
  nob: 'no',
};
const leastLetters = 200;
/** The start of a text tells its language. */
const sample = 700;

/** ISO 639-1 of a tag or a name that a source declares: `de-AT`, `German`; null where it is neither. */
const declaredLanguage = (declared: string): string | null => {
  const name = declared.trim().toLowerCase();
  const named = names[name];
  if (named !== undefined) return named;
  return /^([a-z]{2})(?:[-_][a-z0-9]{2,8})*$/.exec(name)?.[1] ?? null;
};

const names: Readonly<Record<string, string>> = {
  english: 'en',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
  italian: 'it',
  portuguese: 'pt',
  dutch: 'nl',
  polish: 'pl',
  swedish: 'sv',
  danish: 'da',
  eng: 'en',
  deu: 'de',
  ger: 'de',
  fra: 'fr',
  spa: 'es',
};

/**
 * The small words of the languages in which most jobs are posted: a tenth of a text or more, and
 * hardly ever in another one. They tell what franc tells in a hundredth of its time.
 */
const smallWords: ReadonlyMap<string, readonly string[]> = (() => {
  const lists: Readonly<Record<string, string>> = {
    en: 'the and to of with you for our will in a is are we your on as or be that this',
    de: 'und die der mit in für wir sie du von den zu das ist dein ein eine im auf bei oder dich uns',
    fr: 'de et la les des le vous nous en pour dans du un une avec sur votre est au nos',
    es: 'de y la en el los con para que las del un una por nuestro se tu como',
    pt: 'de e a em o com para que do da os no na um uma por seu como mais',
    it: 'di e la il in per con che del le un una della dei i nel sono alla ai',
    nl: 'en de van het een je in met voor we te is op bij aan jij ons zijn als',
    pl: 'i w z na do oraz się dla jest nie od o pracy po za',
  };
  const words = new Map<string, string[]>();
  for (const [language, list] of Object.entries(lists)) {
    for (const word of list.split(' ')) words.set(word, [...(words.get(word) ?? []), language]);
  }
  return words;
})();
const clearShare = 0.16;
const clearLead = 1.6;

/** The great language whose small words the text is full of; null where none leads clearly. */
const ofSmallWords = (words: readonly string[]): string | null => {
  const counts = new Map<string, number>();
  for (const word of words) {
    for (const language of smallWords.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [[first, most] = ['', 0], [, second] = ['', 0]] = [...counts].sort(([, a], [, b]) => b - a);
  return most >= clearShare * words.length && most >= clearLead * second ? first : null;
};

/**
 * The language of a posting (ISO 639-1). What the source declares counts unless the text is
 * clearly in another of the great languages, as where a board declares English for all; a text of
 * less than 200 letters has no language of its own. Linear in the text.
 */
export const languageOf = (declared: string | null | undefined, text: string): string | null => {
  const said = declaredLanguage(declared ?? '');
  const start = text.slice(0, sample);
  const words = tokenise(start).map(({ key }) => key);
  if (words.reduce((letters, word) => letters + word.length, 0) < leastLetters) return said;
  return ofSmallWords(words) ?? said ?? short[franc(start)] ?? null;
};
