import { foldWord, joinInitials } from './fold.ts';
import { gazetteer, type Meaning } from './gazetteer.ts';

/** A part of a written location, in its order. */
export interface Part {
  readonly written: string;
  /** What it may mean; empty for words that are no known name but may be one ("El Segundo" in "El Segundo, CA"). */
  readonly meanings: readonly Meaning[];
  /** It fills the space between two commas; what does not only counts where a region or country behind it agrees. */
  readonly isWhole: boolean;
  /** Only a dash stands between it and the part before: "United States-Alabama-Huntsville". */
  readonly isDashed: boolean;
}

interface Word {
  readonly written: string;
  readonly key: string;
  /** What stands between it and the word before. */
  readonly gap: string;
}

const longestLocation = 1000;
const mostWordsOfAName = 5;

// Words around a place that are no part of its name.
const ornaments = new Set(
  (
    'remote remotely hybrid onsite on site in office offices hq headquarters headquarter greater area metro metropolitan based only the ' +
    'from within anywhere flexible home work working downtown region possible possibly preferred optional candidates first friendly fully ' +
    'option available location locations of virtual distributed various multiple other city state province county prefecture candidate ' +
    'homeoffice remoto remota telework deutschlandweit bundesweit nationwide campus plus zone umgebung raum main near around bei und'
  ).split(' '),
);
/** A part with one of these is an address or a building, and no name of a town. */
const noTown = new Set(
  (
    'st street rd road ave avenue blvd boulevard suite floor drive dr lane way building tower house hospital centre center ward clinic ' +
    'court mall school university college store office offices hq plant site airport station base arena team inc gmbh ltd llc trust ' +
    'remote hybrid onsite hospitals home hotel services service group company and for with to at is this form interest general full time part multiple ' +
    'various any open other only all virtual work candidates timezone timezones hours division department factory warehouse supercenter'
  ).split(' '),
);
/** Names of towns that are everyday words: known only where a region or country stands beside. */
const everyday = new Set(
  (
    'reading mobile nice of bath split orange lead independence enterprise marathon normal surprise page man same most male bar van price progress ' +
    'eagle union central hope commerce liberty buy best many general march may august date green white black start summit alliance beach industry ' +
    'post trail walker cook mason taylor tyler marion logan hurricane paradise sparks rugby deal hull vacation job worth bend sandy pharr anderson ' +
    'nelson jackson kent franklin lincoln madison florence troy andover burlington queens'
  ).split(' '),
);

// "Portland, OR": the state where it is in capitals behind a comma or a dash.
const isConjunction = (word: Word): boolean =>
  /^(?:or|and|oder|und|ou|et|y|o)$/.test(word.written) || (/^(?:OR|AND)$/.test(word.written) && /^\s+$/.test(word.gap));

const hard = /[;|•·\n+/\\]|\s&\s/;
const soft = /[,():[\]@–—_]|\s-|-\s|\t|\.{2,}|\s{3,}/;
const postcode = /^(?:\d{4,6}|[A-Z]{1,2}\d[A-Z\d]?|\d[A-Z]{2}|[A-Z]\d[A-Z])$/;

/** The parts of a location, in groups that are alternatives to one another. Linear in its length. */
export const readLocation = (location: string): readonly (readonly Part[])[] => {
  const text = joinInitials(location.slice(0, longestLocation));
  const isLowerCase = !/\p{Lu}/u.test(text);
  const groups: Part[][] = [];
  let group: Part[] = [];
  let segment: Word[] = [];
  let isDashed = false;
  const endSegment = (): void => {
    if (segment.length > 0) group.push(...readSegment(segment, isLowerCase, isDashed));
    segment = [];
  };
  const endGroup = (): void => {
    endSegment();
    if (group.length > 0) groups.push(group);
    group = [];
  };
  const words = wordsOf(text);
  let wasName = false;
  for (let at = 0; at < words.length; ) {
    const { [at]: word } = words;
    if (word === undefined) break;
    const isApart = isConjunction(word);
    const length = isApart ? 0 : nameLength(words, at);
    if (isApart || hard.test(word.gap)) endGroup();
    else if (soft.test(word.gap) || (wasName && word.gap === '-')) endSegment();
    if (segment.length === 0) isDashed = /^\s*[-–—:]\s*$/.test(word.gap);
    const end = at + Math.max(1, length);
    if (!isApart) segment.push(...words.slice(at, end));
    wasName = length > 0 || /^[A-Z]{2,3}$/.test(word.written);
    at = end;
  }
  endGroup();
  return groups;
};

const wordsOf = (text: string): Word[] => {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: written, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    words.push({ written, key: foldWord(written), gap: text.slice(end, index) });
    end = index + written.length;
  }
  return words;
};

const joint = /^(?:\s{1,2}|[-'’`.]|\.\s|\s?&\s?)$/;

/** How many words from here on are the longest known name; zero where none is. */
const nameLength = (words: readonly Word[], at: number): number => {
  const { names } = gazetteer();
  let key = '';
  let longest = 0;
  for (let length = 1; length <= mostWordsOfAName; length += 1) {
    const word = words[at + length - 1];
    if (word === undefined || (length > 1 && !joint.test(word.gap))) break;
    key = length === 1 ? word.key : `${key}${word.gap.includes('&') ? ' and' : ''} ${word.key}`;
    if (names.has(key)) longest = length;
  }
  return longest;
};

const meaningsOf = (words: readonly Word[], isLowerCase: boolean): readonly Meaning[] => {
  const { names, codes } = gazetteer();
  const [first] = words;
  if (first === undefined) return [];
  const long = names.get(words.map((word) => word.key).join(' ')) ?? [];
  if (words.length > 1) return long;
  const short = /^[A-Z]{2,4}$/.test(first.written) ? (codes.get(first.written) ?? []) : [];
  // A lower case word is a name only where the whole location is written so.
  const isName =
    isLowerCase || /^[\p{Lu}\p{Lo}\p{N}]/u.test(first.written) || /^(?:usa|uk|uae|emea|apac|latam)$/.test(first.key);
  const isCountry = first.written.length > 4 && long.some(({ kind }) => kind === 'country');
  return [...short, ...(isName || isCountry ? long : [])];
};

const readSegment = (all: readonly Word[], isLowerCase: boolean, isDashed: boolean): Part[] => {
  let named: Part[] = [];
  const strangers: Word[] = [];
  for (let at = 0; at < all.length; ) {
    const length = Math.max(1, nameLength(all, at));
    const words = all.slice(at, at + length);
    const meanings = meaningsOf(words, isLowerCase);
    const [first] = words;
    if (meanings.length > 0) {
      named.push({ written: words.map(({ written }) => written).join(' '), meanings, isWhole: true, isDashed });
    } else if (first !== undefined && !ornaments.has(first.key) && !postcode.test(first.written)) {
      // A name in front of other words is part of another name: "Phoenix Centre".
      named = [];
      strangers.push(...words);
    }
    at += length;
  }
  if (strangers.length === 0) return named;
  const [last] = named;
  const isState =
    last !== undefined &&
    named.length === 1 &&
    last.meanings.some((meaning) => meaning.isCode === true && meaning.kind === 'region');
  // "West Chester OH" is a town and its state; "Rochester Hills" is no Rochester.
  if (isState && isTown(all.slice(0, -1))) return [free(all.slice(0, -1), isDashed), last];
  const town = all.filter((word) => !postcode.test(word.written));
  if (named.every(({ meanings }) => meanings.every(({ kind }) => kind === 'city')) && isTown(town))
    return [free(town, isDashed)];
  return named.map((part) => ({ ...part, isWhole: false }));
};

const free = (words: readonly Word[], isDashed: boolean): Part => ({
  written: join(words),
  meanings: [],
  isWhole: true,
  isDashed,
});

const join = (words: readonly Word[]): string =>
  words.map(({ written, gap }, at) => (at === 0 ? written : gap + written)).join('');

/** True for words that look like the name of a town: "El Segundo", "Levallois-Perret". */
const isTown = (words: readonly Word[]): boolean => {
  const name = join(words);
  return (
    words.length <= 4 &&
    name.length >= 3 &&
    name.length <= 40 &&
    name !== name.toUpperCase() &&
    /^\p{Lu}[^\d"#*!?]+$/u.test(name) &&
    !words.some((word) => noTown.has(word.key))
  );
};

/** True where the name of a town is an everyday word as well. */
export const isEveryday = (written: string): boolean => everyday.has(foldWord(written));
