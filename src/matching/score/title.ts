import { analyse } from '../analyse.ts';

/** Words of one meaning in titles. */
const sameWord: Readonly<Record<string, string>> = {
  developer: 'engineer',
  programmer: 'engineer',
  dev: 'engineer',
  rn: 'nurse',
  nursing: 'nurse',
  attorney: 'lawyer',
  cook: 'chef',
};

/** They say how high a job is, which is an aspect of its own, or nothing. */
const passedOver = new Set(
  'senior sr junior jr mid lead principal staff intern trainee graduate entry level the a an and of for in at to m w f d x i ii iii iv'.split(
    ' ',
  ),
);

/** Half of all titles have one of these: to share it says little. */
const generic = new Set(
  'engineer manager specialist analyst assistant consultant associate coordinator officer representative technician administrator worker agent expert director executive head operator supervisor designer advisor leader team'.split(
    ' ',
  ),
);

/** What a title says of the work, its level left out; all of its words where nothing else is in it. */
export const titleWords = (title: string): readonly string[] => {
  const all = analyse(title);
  const telling = all.filter((word) => !passedOver.has(word));
  return [...new Set((telling.length === 0 ? all : telling).map((word) => sameWord[word] ?? word))];
};

/** The words of a job's title as wished ones are looked for among them: `front end` is `frontend` too. */
export const wordsToFind = (title: string): ReadonlySet<string> => {
  const all = analyse(title);
  return new Set([
    ...all.map((word) => sameWord[word] ?? word),
    ...all.slice(1).map((word, index) => `${all[index]}${word}`),
  ]);
};

/** How much of a wished title stands in a job's title, 0 to 1; what nearly every title has weighs a third. */
export const titleShare = (wished: readonly string[], found: ReadonlySet<string>): number => {
  let most = 0;
  let share = 0;
  wished.forEach((word, index) => {
    const weight = generic.has(word) ? 1 : 3;
    most += weight;
    const isJoined = found.has(`${word}${wished[index + 1] ?? ' '}`) || found.has(`${wished[index - 1] ?? ' '}${word}`);
    if (found.has(word) || isJoined) share += weight;
  });
  return most === 0 ? 0 : share / most;
};
