import { canonicalSkill, findSkillMentions, type SkillMention } from '../../skills/index.ts';
import { withoutCompany } from './company.ts';
import type { Evidence } from './evidence.ts';
import { isSaidOfThem, looksAhead, sentencesOf, speaksOfSelf } from './sentences.ts';
import { escapeRegExp } from './words.ts';

// Manners rather than skills: saying that one values them claims nothing.
const manners = new Set([
  'Communication',
  'Teamwork',
  'Problem solving',
  'Time management',
  'Critical thinking',
  'Decision making',
]);

const pointsBack = /\b(?:it|them|both|those|exactly that|all of (?:it|them|that|this))\b/iu;
const givesThem = /\b(?:you|your team)(?: would| will|['’]ll| can)? (?:get|gain|receive|find|hire|need look)\b/iu;
const asOne = /^(?:as an?|having|being|using|trained|experienced|skilled|certified)\b/iu;

/** The letter without the job's title: whether the applicant is given it, the check of titles says. */
const withoutJobTitle = (body: string, { job }: Evidence): string => {
  const title = job.title.trim();
  return title === '' ? body : body.replace(new RegExp(escapeRegExp(title), 'giu'), 'position');
};

/** Mentions of the dictionary's skills, and of those the posting lists that no dictionary knows. */
const mentionsIn = (sentence: string, { job }: Evidence): SkillMention[] => {
  const known = findSkillMentions(sentence);
  const listed = job.skills
    .filter((skill) => skill.trim() !== '')
    .flatMap((skill) =>
      Array.from(
        sentence.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(skill.trim())}(?![\\p{L}\\p{N}])`, 'giu')),
        ({ 0: found, index }) => ({ name: canonicalSkill(skill), start: index, end: index + found.length }),
      ),
    );
  return [...known, ...listed.filter(({ start }) => !known.some((other) => other.start <= start && start < other.end))];
};

/** True where the posting's own skill is named as theirs: "your posting asks for Kafka". */
const isTheirs = (sentence: string, start: number, end: number, next: string, evidence: Evidence): boolean => {
  if (givesThem.test(sentence) || asOne.test(sentence)) return false;
  if (speaksOfSelf(sentence.slice(end)) && /\b(?:that|this|all)\b/iu.test(sentence.slice(end))) return false;
  const isPassedOn = speaksOfSelf(next) && pointsBack.test(next) && !looksAhead(next);
  return isSaidOfThem(sentence, start, end, evidence) && !isPassedOn;
};

/** Skills that the letter claims and the applicant does not list. One of the posting may be named as what it asks for. */
export const checkSkills = (body: string, evidence: Evidence): string[] => {
  // "NordHaven Logistics" is a company, not a skill.
  const sentences = sentencesOf(withoutCompany(withoutJobTitle(body, evidence), evidence));
  const claimed = sentences.flatMap((sentence, at) =>
    mentionsIn(sentence, evidence)
      .filter(({ name }) => !manners.has(name) && !evidence.ownSkills.has(name))
      .filter(({ name, start, end }) => {
        if (!evidence.postingSkills.has(name)) return true;
        const around = sentence.slice(Math.max(0, start - 60), end + 60);
        return !looksAhead(around) && !isTheirs(sentence, start, end, sentences[at + 1] ?? '', evidence);
      })
      .map(({ name }) => name),
  );
  return [...new Set(claimed)].map((name) => `it claims ${name}, which the applicant does not list`);
};
