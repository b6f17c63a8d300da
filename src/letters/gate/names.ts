import { findSkillMentions } from '../../skills/index.ts';
import { withoutCompany } from './company.ts';
import type { Evidence } from './evidence.ts';
import { sentencesOf } from './sentences.ts';
import { famous, looksOrdinary, ordinaryCapitals } from './vocabulary.ts';
import { containsPhrase, escapeRegExp, fold } from './words.ts';

interface Word {
  readonly written: string;
  readonly folded: string;
  readonly isPossessive: boolean;
  readonly isCapital: boolean;
  readonly start: number;
}

// What the posting itself calls by a name may be repeated as theirs: "your Atlas platform". Not "your Globex team".
const owners = new Set(['your', 'its', 'thecompany']);
const people = new Set('team group opening role position job family crew people careers hiring colleagues'.split(' '));

const readWords = (sentence: string): Word[] =>
  Array.from(sentence.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.&+#'’-]*/gu), ({ 0: raw, index }) => {
    const isPossessive = /['’]s$/.test(raw);
    const written = raw.replace(/['’]s$/, '').replace(/[.'’&-]+$/, '');
    return { written, folded: fold(written), isPossessive, isCapital: /\p{Lu}/u.test(written), start: index };
  });

const removeKnown = (sentence: string, evidence: Evidence): string => {
  const { applicant, job } = evidence;
  const places = [job.location, applicant.location].flatMap((place) => place?.split(/[,/()|]/) ?? []);
  const phrases = [
    applicant.currentCompany,
    applicant.currentTitle,
    ...applicant.desiredTitles,
    job.title,
    ...places,
    ...applicant.skills,
  ]
    .map((phrase) => phrase?.trim() ?? '')
    .filter((phrase) => phrase.length > 1);
  return phrases.reduce(
    (text, phrase) =>
      text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(phrase)}(?![\\p{L}\\p{N}])`, 'gu'), 'known'),
    withoutCompany(sentence, evidence),
  );
};

const isCapitalIn = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(word)}(?![\\p{L}\\p{N}])`, 'u').test(text);

/** Words of the posting that it never writes in lower case: names, mostly. */
const postingNames = ({ job, company }: Evidence): ReadonlySet<string> => {
  const all: string[] = job.description.match(/[\p{L}\p{N}]+/gu) ?? [];
  const lower = new Set([...all.filter((word) => word === word.toLowerCase()), ...company.map(fold)]);
  const inside = Array.from(
    job.description.matchAll(/(?<=[\p{Ll}\p{N},]\s)\p{Lu}[\p{L}\p{N}]+/gu),
    (match) => match[0],
  );
  return new Set(inside.map(fold).filter((word) => !lower.has(word)));
};

const isKnown = (word: Word, evidence: Evidence): boolean =>
  evidence.job.skills.some((skill) => isCapitalIn(skill, word.written)) ||
  ordinaryCapitals.has(word.folded) ||
  isCapitalIn(evidence.own, word.written) ||
  isCapitalIn(evidence.job.title, word.written);

const strangersIn = (sentence: string, evidence: Evidence, { names, known }: Vocabulary): string[] => {
  const text = removeKnown(sentence, evidence);
  const mentions = findSkillMentions(text);
  const words = readWords(text);
  return words
    .filter((word, at) => {
      const isSkill = mentions.some((mention) => mention.start <= word.start && word.start < mention.end);
      if (isSkill || /^\p{N}/u.test(word.written)) return false;
      const before = words[at - 1];
      const after = words[at + 1];
      if (!word.isCapital) {
        return (famous.has(word.folded) || names.has(word.folded)) && !containsPhrase(evidence.own, word.written);
      }
      if (isKnown(word, evidence)) return false;
      if (at === 0) {
        const isOrdinary = word.folded.split('-').every((part) => looksOrdinary(part) || known.has(part));
        const isLoud = word.isPossessive || names.has(word.folded) || /\p{L}\p{Lu}/u.test(word.written);
        if (isOrdinary && !isLoud) return false;
      }
      const isTheirs =
        before !== undefined && (owners.has(before.folded) || (before.isPossessive && before.folded === 'thecompany'));
      return !(isTheirs && !people.has(after?.folded ?? '') && isCapitalIn(evidence.posting, word.written));
    })
    .map((word) => word.written);
};

interface Vocabulary {
  /** Names of the posting, folded. */
  readonly names: ReadonlySet<string>;
  /** Words that profile, posting or letter write in lower case: at the front of a sentence they are no names. */
  readonly known: ReadonlySet<string>;
}

/** Names in the letter that neither profile nor posting vouch for: companies, schools, people, places. */
export const checkNames = (body: string, evidence: Evidence): string[] => {
  const lower =
    `${evidence.own}\n${evidence.posting}\n${body}`.match(/(?<![\p{L}\p{N}])\p{Ll}+(?![\p{L}\p{N}])/gu) ?? [];
  const vocabulary = { names: postingNames(evidence), known: new Set(lower.map(fold)) };
  const strangers = sentencesOf(body).flatMap((sentence) => strangersIn(sentence, evidence, vocabulary));
  return [...new Set(strangers)].map((name) => `it names "${name}", which the profile does not`);
};
