import { countriesIn } from '../places/index.ts';
import { analyse, quoteLexeme } from './analyse.ts';
import type { JobLevel, MatchableJob } from './filter.ts';

/**
 * What a search asks the index for besides words, as `job_search.tags` holds it. The database makes
 * lexemes of `job_search.labels` of them; no word of a text begins with such a sign.
 */
export const levelTag = (level: JobLevel | null): string => `=level-${level ?? 'unsaid'}`;
export const skillTag = (name: string): string => `=skill-${name}`;
export const sourceTag = (kind: string): string => `=source-${kind}`;
export const countryTag = (country: string): string => `=from-${country}`;
/** Of a job that is not remote, or remote from anywhere, or from where nobody can tell. */
export const anyCountryTag = '=from-any';

/** The tags of which a job of that level has one: a job that states none counts as `mid`. */
export const levelTags = (level: JobLevel): string[] =>
  level === 'mid' ? [levelTag('mid'), levelTag(null)] : [levelTag(level)];

export type Tagged = Pick<MatchableJob, 'level' | 'techStack' | 'sourceKind' | 'remote' | 'remoteFrom' | 'department'>;

/** The columns `tags` and `department_vector` of `job_search`. */
export const searchTags = (job: Tagged): { readonly tags: string[]; readonly departmentVector: string } => {
  const countries = job.remote !== 'yes' || job.remoteFrom === null ? null : countriesIn(job.remoteFrom);
  return {
    tags: [
      levelTag(job.level),
      ...job.techStack.map(skillTag),
      ...(job.sourceKind === null ? [] : [sourceTag(job.sourceKind)]),
      ...(countries === null ? [anyCountryTag] : [...countries].map(countryTag)),
    ],
    departmentVector: departmentVector(job.department),
  };
};

/** Words of a department with their positions, as a tsvector literal. */
export const departmentVector = (department: string | null): string =>
  analyse(department ?? '')
    .map((word, index) => `${quoteLexeme(word)}:${index + 1}`)
    .join(' ');
