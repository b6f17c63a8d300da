import { type Skill, type SkillName, skills } from './names.ts';
import { isMeantAsName, type Neighbour, type Surroundings, standsInList } from './standing.ts';
import { type Token, tokenise } from './tokens.ts';

interface Entry {
  readonly skill: Skill;
  readonly writing: SkillName;
  readonly keys: readonly string[];
}

const entries: readonly Entry[] = skills.flatMap((skill) =>
  skill.writings.map((writing) => ({ skill, writing, keys: tokenise(writing.written).map((token) => token.key) })),
);

// Longest first, so that "React Native" is not read as React.
const byFirstWord = new Map<string, Entry[]>();
for (const entry of [...entries].sort((a, b) => b.keys.length - a.keys.length)) {
  const first = entry.keys[0];
  if (first === undefined) continue;
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), entry]);
}

const byKey = new Map(entries.map((entry) => [entry.keys.join(' '), entry.skill.name]));

// What may stand between the words of one name: "Power BI", "CI/CD", "Node.js", "scikit-learn", "driver's".
const joint = /^(?:\s{1,2}|\s?[-–/&.'’]|\s?[-–/&]\s)$/;

const isWritten = (text: string, tokens: readonly Token[], at: number, entry: Entry): boolean =>
  entry.keys.every((key, offset) => {
    const token = tokens[at + offset];
    if (token?.key !== key) return false;
    const previous = tokens[at + offset - 1];
    return offset === 0 || previous === undefined || joint.test(text.slice(previous.end, token.start));
  });

const surroundings = (text: string, tokens: readonly Token[], at: number, length: number): Surroundings => {
  const before = tokens[at - 1];
  const after = tokens[at + length];
  const start = tokens[at]?.start ?? 0;
  const end = tokens[at + length - 1]?.end ?? start;
  return {
    before: neighbour(text, before),
    gapBefore: text.slice(before?.end ?? 0, start),
    after: neighbour(text, after),
    gapAfter: text.slice(end, after?.start ?? text.length),
  };
};

const neighbour = (text: string, token: Token | undefined): Neighbour | undefined =>
  token === undefined ? undefined : { written: text.slice(token.start, token.end), key: token.key };

const isMeant = (text: string, tokens: readonly Token[], at: number, { writing, keys }: Entry): boolean => {
  if (writing.strictness === 'any') return true;
  const length = keys.length;
  const written = text.slice(tokens[at]?.start, tokens[at + length - 1]?.end);
  const isShouted = written.length > 2 && written === writing.written.toUpperCase();
  if (written !== writing.written && !isShouted) return false;
  const around = surroundings(text, tokens, at, length);
  return writing.strictness === 'listed' ? standsInList(around) : isMeantAsName(around);
};

/** A skill that a text names, and where it stands (UTF-16 offsets). */
export interface SkillMention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Every mention of a skill in a text, in order; none overlaps another. Linear in the length of the text. */
export const findSkillMentions = (text: string): SkillMention[] => {
  const tokens = tokenise(text);
  const mentions: SkillMention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const candidates = byFirstWord.get(tokens[at]?.key ?? '');
    if (candidates === undefined) continue;
    const hit = candidates.find((entry) => isWritten(text, tokens, at, entry) && isMeant(text, tokens, at, entry));
    if (hit === undefined) continue;
    const start = tokens[at]?.start ?? 0;
    at += hit.keys.length - 1;
    mentions.push({ name: hit.skill.name, start, end: tokens[at]?.end ?? start });
  }
  return mentions;
};

/** The skills that a text names, by their canonical names, each once, in order of appearance. */
export const findSkills = (text: string): string[] => [
  ...new Set(findSkillMentions(text).map((mention) => mention.name)),
];

/** The canonical name of a skill, however it is written ("postgres" -> "PostgreSQL"); an unknown one, trimmed. */
export const canonicalSkill = (name: string): string => {
  const trimmed = name.trim();
  const key = tokenise(trimmed)
    .map((token) => token.key)
    .join(' ');
  return byKey.get(key) ?? trimmed;
};

/** True for the canonical name of a skill that the dictionary has. */
export const isKnownSkill = (name: string): boolean => names.has(name);

/** Every skill by its canonical name. */
export const skillNames: readonly string[] = skills.map((skill) => skill.name);

const names: ReadonlySet<string> = new Set(skillNames);
