import { business } from './names/business.ts';
import { data } from './names/data.ts';
import { hands } from './names/hands.ts';
import { software } from './names/software.ts';
import { tongues } from './names/tongues.ts';

/**
 * How strictly a name must be written to count. `any`: in any case. `exact`: only so capitalised,
 * because it is also an everyday word (Excel, Go). `listed`: besides, only where skills are listed
 * (C, R, German).
 */
export type Strictness = 'any' | 'exact' | 'listed';

export interface SkillName {
  readonly written: string;
  readonly strictness: Strictness;
}

/** A skill under the one name we use for it, with every way to write it (the canonical one first). */
export interface Skill {
  readonly name: string;
  readonly writings: readonly SkillName[];
}

const marks: Readonly<Record<string, Strictness>> = { '=': 'exact', '~': 'listed' };

const parseName = (text: string): SkillName => {
  const strictness = marks[text.charAt(0)];
  return strictness === undefined ? { written: text, strictness: 'any' } : { written: text.slice(1), strictness };
};

// Entries are `Name: alias, alias`, parted by ";" or a line end; "=" and "~" mark the strictness.
const parseEntry = (entry: string): Skill => {
  const [name = '', aliases = ''] = entry.split(/:\s+/, 2);
  const writings = [name, ...aliases.split(/,\s*/).filter((alias) => alias !== '')].map(parseName);
  return { name: parseName(name).written, writings };
};

/** The dictionary, written for this project. A skill is in it once. */
export const skills: readonly Skill[] = [software, data, business, hands, tongues]
  .flatMap((text) => text.split(/[;\n]/))
  .map((entry) => entry.trim())
  .filter((entry) => entry !== '')
  .map(parseEntry);
