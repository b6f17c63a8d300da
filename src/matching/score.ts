import { isFound } from './matches.ts';
import { type LevelNote, levelFit } from './score/level.ts';
import { type PayNote, payFit } from './score/pay.ts';
import { type PlaceNote, placeFit } from './score/place.ts';
import type { ScoredJob } from './score/scored-job.ts';
import { type SkillFit, skillFit } from './score/skills.ts';
import { titleShare } from './score/title.ts';
import type { Wishes } from './score/wishes.ts';

export { readJob, type ScorableJob, type ScoredJob } from './score/scored-job.ts';
export { readWishes, type ScoringProfile, type Wishes } from './score/wishes.ts';

export type Aspect = 'skills' | 'title' | 'place' | 'pay' | 'level' | 'visa' | 'type' | 'company' | 'language' | 'thin';

export type ReasonNote =
  | PlaceNote
  | PayNote
  | LevelNote
  | 'skills matched'
  | 'skills not named'
  | 'profile without skills'
  | 'title fits'
  | 'title fits partly'
  | 'title differs'
  | 'profile without title'
  | 'visa offered'
  | 'visa refused'
  | 'visa not stated'
  | 'type fits'
  | 'type differs'
  | 'type not stated'
  | 'preferred company'
  | 'language not listed'
  | 'little is stated';

/** Why a job has so many points. The points of all reasons together are the score. */
export interface Reason {
  readonly aspect: Aspect;
  /** Below zero where something takes away from the others. */
  readonly points: number;
  /** What could be had; 0 for what only adds or takes away. */
  readonly of: number;
  readonly note: ReasonNote;
  /** What the note speaks of: a title, a place, skills. */
  readonly names: readonly string[];
}

export interface Score {
  /** 0 to 100. */
  readonly points: number;
  /** In the order in which they weigh. */
  readonly reasons: readonly Reason[];
  readonly skills: SkillFit;
}

/**
 * How much each aspect weighs against the others. Skills and title count whether or not the profile
 * has them, so that to add one never lowers a score; the others count for whoever has a wish.
 */
const weights = { skills: 35, title: 25, place: 15, pay: 10, level: 10, visa: 10, type: 5 } as const;

const companyPoints = 10;
const languagePoints = 10;
/** The most points of a posting that lacks so many of text, skills and pay. */
const mostOfThin = [100, 100, 60, 45] as const;

/**
 * How well a job suits a person, 0 to 100, with its reasons. What the job or the profile does not
 * say earns no points. Pure; the same for the same job and profile.
 */
export const scoreJob = (wishes: Wishes, scored: ScoredJob): Score => {
  const skills = skillFit(wishes, scored);
  const judged = judgements(wishes, scored, skills);
  const parts = shareOut(judged.map(({ aspect }) => weights[aspect]));
  const reasons: Reason[] = judged.map(({ share, ...reason }, index) => {
    const of = parts[index] ?? 0;
    return { ...reason, points: Math.round(share * of), of };
  });
  for (const change of [preferred(wishes, scored), foreign(wishes, scored)]) {
    if (change === null) continue;
    const before = total(reasons);
    reasons.push({ ...change, points: Math.min(100, Math.max(0, before + change.points)) - before });
  }
  const cut = cutOfThin(total(reasons), scored);
  return { points: total(reasons) + (cut?.points ?? 0), reasons: cut === null ? reasons : [...reasons, cut], skills };
};

const total = (reasons: readonly Reason[]): number => reasons.reduce((sum, { points }) => sum + points, 0);

interface Judgement {
  readonly aspect: keyof typeof weights;
  /** 0 to 1. */
  readonly share: number;
  readonly note: ReasonNote;
  readonly names: readonly string[];
}

const judgements = (wishes: Wishes, scored: ScoredJob, skills: SkillFit): Judgement[] => {
  const judge = (aspect: Judgement['aspect'], share: number, note: ReasonNote, names: readonly string[] = []) => ({
    aspect,
    share,
    note,
    names,
  });
  const place = placeFit(wishes, scored);
  const pay = wishes.pay === null ? null : payFit(wishes.pay, scored);
  const level = wishes.years === null ? null : levelFit(wishes.years, scored);
  const { job, sponsorship } = scored;
  const title = bestTitle(wishes, scored);
  return [
    wishes.skills.size + wishes.otherSkills.length === 0
      ? judge('skills', 0, 'profile without skills')
      : skills.matched.length + skills.missing.length === 0
        ? judge('skills', 0, 'skills not named')
        : judge('skills', skills.share, 'skills matched', skills.matched),
    title === null
      ? judge('title', 0, 'profile without title')
      : judge('title', title.share, titleNote(title.share), [title.written]),
    ...(place === null ? [] : [judge('place', place.share, place.note, place.place === null ? [] : [place.place])]),
    ...(pay === null ? [] : [judge('pay', pay.share, pay.note)]),
    ...(level === null ? [] : [judge('level', level.share, level.note, level.asked === null ? [] : [level.asked])]),
    ...(wishes.needsVisa
      ? [
          judge(
            'visa',
            sponsorship === 'offered' ? 1 : 0,
            sponsorship === null ? 'visa not stated' : `visa ${sponsorship}`,
          ),
        ]
      : []),
    ...(wishes.types.length === 0
      ? []
      : job.employmentType === null
        ? [judge('type', 0, 'type not stated')]
        : wishes.types.includes(job.employmentType)
          ? [judge('type', 1, 'type fits', [job.employmentType])]
          : [judge('type', 0, 'type differs', [job.employmentType])]),
  ];
};

const bestTitle = ({ titles }: Wishes, { titleWords }: ScoredJob) =>
  titles
    .map(({ written, words }) => ({ written, share: titleShare(words, titleWords) }))
    .reduce<{ written: string; share: number } | null>(
      (best, one) => (best === null || one.share > best.share ? one : best),
      null,
    );

const titleNote = (share: number): ReasonNote =>
  share === 1 ? 'title fits' : share >= 0.3 ? 'title fits partly' : 'title differs';

type Change = Pick<Reason, 'aspect' | 'points' | 'of' | 'note' | 'names'>;

const preferred = ({ companies }: Wishes, { job, analysed }: ScoredJob): Change | null =>
  companies.some((company) => isFound(company, analysed, 'B'))
    ? { aspect: 'company', points: companyPoints, of: 0, note: 'preferred company', names: [job.companyName] }
    : null;

/** English is read by nearly everybody who looks for work abroad. */
const foreign = ({ languages }: Wishes, { job: { language } }: ScoredJob): Change | null =>
  languages.length === 0 || language === null || language === 'en' || languages.includes(language)
    ? null
    : { aspect: 'language', points: -languagePoints, of: 0, note: 'language not listed', names: [language] };

const cutOfThin = (points: number, { job, isShort }: ScoredJob): Reason | null => {
  const lacking = [
    ...(isShort ? ['text'] : []),
    ...(job.techStack.length === 0 ? ['skills'] : []),
    ...(job.salaryYearlyMin === null && job.salaryYearlyMax === null ? ['pay'] : []),
  ];
  const most = mostOfThin[lacking.length] ?? 0;
  return points <= most
    ? null
    : { aspect: 'thin', points: most - points, of: 0, note: 'little is stated', names: lacking };
};

/** 100 whole points shared out by weight. */
const shareOut = (all: readonly number[]): number[] => {
  const whole = all.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return all.map((weight) => {
    const from = Math.round((before / whole) * 100);
    before += weight;
    return Math.round((before / whole) * 100) - from;
  });
};
