import { foldLetters } from '../../places/fold.ts';

/** "(m/w/d)", "(f/m/x)", "(all genders)", "H/F". */
const genders =
  /[([]?(?<![\p{L}\p{N}])(?:[mwfdxhi](?:\s?[/|*,]\s?(?:[mwfdxhi]|div|gn|nb))+|(?:all|any|alle)\s+genders?|gn\*?)(?![\p{L}\p{N}])[)\]]?/giu;
/** Behind a German word: "Entwickler:in", "Entwickler*innen", "Entwickler/-in". */
const ending = /(?<=\p{L})(?:[:*_]|\/-?)(?:innen|in|r|n)(?![\p{L}\p{N}])/giu;

/** "R-12345", "REQ 4711", "#4711", "Job ID: 4711", or a bare long number at the end. */
const requisition =
  /[([]?(?<![\p{L}\p{N}])(?:(?:job|req|requisition|ref|reference|posting|position)\.?\s*(?:id|no|nr|number)?\.?\s*[:#-]?\s*(?:[a-z]{0,4}-?)?\d{3,}[\w-]*|j?r-?\d{4,}(?:[-_]\d+)?|#\s?\d{2,}|\d{5,}(?:-\d+)?)(?![\p{L}\p{N}])[)\]]?/giu;

/** Ways of working and hours: they are in fields of their own. */
const ways =
  /^(?:(?:100% |fully |full )?remote(?: (?:friendly|first|ok|eligible|option|possible|role|position|work))?|hybrid|on-?site|in-?office|work from home|wfh|home ?office|telework|full[- ]time|part[- ]time|fulltime|vollzeit|teilzeit|permanent)$/i;

const spelling: Readonly<Record<string, string>> = {
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  mgr: 'manager',
  eng: 'engineer',
  engr: 'engineer',
  swe: 'software engineer',
  dev: 'developer',
  asst: 'assistant',
  assoc: 'associate',
  vp: 'vice president',
  svp: 'senior vice president',
  frontend: 'front end',
  backend: 'back end',
  fullstack: 'full stack',
  '1': 'i',
  '2': 'ii',
  '3': 'iii',
  '4': 'iv',
  '5': 'v',
};

const words = (text: string): readonly string[] =>
  (
    foldLetters(text)
      .replace(/['’`]/g, '')
      .match(/c\+\+|[cf]#|\.net(?![\p{L}\p{N}])|[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => spelling[word] ?? word);

const longestTitle = 1000;

/**
 * What two writings of one title share: without case, accents, punctuation, marks of gender,
 * requisition ids, ways of working ("Remote") and, at its end, the place where `location` says the
 * same one. Spellings of a level are made one ("Sr." and "Senior", "2" and "II"), levels never left
 * out: "Engineer" and "Engineer II" stay apart. Never empty for a title that is not; linear in it.
 */
export const titleKey = (title: string, location: string | null = null): string => {
  const plain = title.slice(0, longestTitle).replace(genders, ' ').replace(ending, '').replace(requisition, ' ');
  const places = new Set(location === null ? [] : words(location.slice(0, longestTitle)));
  const parts = plain.split(/\s+[-–—|@/]\s*|\s*[-–—|@]\s+|[()[\]|,;]/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const kept = parts.filter((part, at) => at === 0 || !(isWay(part) || isPlace(part, places)));
  const key = kept.flatMap(words).join(' ');
  return key === '' ? words(title).join(' ') || title.trim().toLowerCase() : key;
};

const isWay = (part: string): boolean =>
  part
    .split(/[/&+]|\bor\b/i)
    .every(
      (way) =>
        ways.test(way.trim()) ||
        /^remote[\s,:-]+(?:in |within )?(?:us|usa|uk|eu|emea|europe|germany|canada|india|anywhere|worldwide|global)$/i.test(
          way.trim(),
        ),
    );

/** True where every word is one of the location's: "Berlin" of "Berlin, Germany". */
const isPlace = (part: string, places: ReadonlySet<string>): boolean =>
  places.size > 0 && words(part).every((word) => places.has(word));
