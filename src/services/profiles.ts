import type { Sequelize } from 'sequelize';
import { type CoverLetter, Job, Profile } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import type { Applicant, LetterRequest } from '../letters/contract.ts';
import { analyse } from '../matching/analyse.ts';
import { withAvoided } from '../matching/avoided.ts';
import { dropMisfits } from '../matching/drop-misfits.ts';
import { everything } from '../matching/filter-parts.ts';
import { forgetScores, scoreUnseen } from '../matching/score-pairs.ts';
import { canonicalSkill } from '../skills/index.ts';
import { settleTimezone } from './settle-timezone.ts';

/** The version of the sentence that people agree to; a new wording that asks for more is a new number. */
export const CONSENT_VERSION = 1;
/** Stored for a person who said no, so that they are asked once. */
const DECLINED = 0;

/** What of a profile can be edited. A null clears a field; what is absent stays. */
export type ProfileChanges = Partial<
  Pick<
    Profile,
    | 'fullName'
    | 'location'
    | 'currentTitle'
    | 'currentCompany'
    | 'desiredTitles'
    | 'places'
    | 'remotePreference'
    | 'remoteFrom'
    | 'salaryMin'
    | 'salaryCurrency'
    | 'skills'
    | 'experience'
    | 'yearsExperience'
    | 'visaNeeded'
    | 'jobTypes'
    | 'preferredCompanies'
    | 'links'
    | 'avoidCompanies'
    | 'avoidWords'
    | 'timezone'
  >
>;

/** Of a profile, what no score looks at. */
const unscored: ReadonlySet<string> = new Set<keyof ProfileChanges>([
  'fullName',
  'currentCompany',
  'links',
  'avoidCompanies',
  'avoidWords',
  'timezone',
]);
const isScored = (change: string): boolean => !unscored.has(change);

/** What a profile never wants to see: companies by name, postings by a word or phrase. */
export type AvoidKind = 'company' | 'word';
const listOf = { company: 'avoidCompanies', word: 'avoidWords' } as const;
const mostAvoided = 50;

const sameEntry = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

export const createProfiles = ({ sequelize, clock }: { readonly sequelize: Sequelize; readonly clock: Clock }) => {
  const get = (userId: number): Promise<Profile> => Profile.findByPk(userId, { rejectOnEmpty: true });

  /** One at a time per person, so that two taps at once keep both entries. */
  const changeAvoided = (
    userId: number,
    kind: AvoidKind,
    change: (entries: readonly string[]) => readonly string[],
  ): Promise<Profile> =>
    sequelize.transaction(async (transaction) => {
      const profile = await Profile.findByPk(userId, { transaction, lock: true, rejectOnEmpty: true });
      return profile.update({ [listOf[kind]]: change(profile[listOf[kind]]) }, { transaction });
    });

  /** What waits to be seen must not hold what was just avoided. */
  const dropAvoided = ({ userId, avoidCompanies, avoidWords }: Profile): Promise<void> =>
    dropMisfits({ userId }, withAvoided(everything, { companies: avoidCompanies, words: avoidWords }), clock.now());

  return {
    get,

    /** Never shows a company or a word again; what is avoided already stays so. @throws {UserError} profile.avoid_limit, filter.no_words */
    avoid: async (userId: number, kind: AvoidKind, entry: string): Promise<Profile> => {
      if (analyse(entry).length === 0) throw new UserError('filter.no_words', { term: entry });
      const profile = await changeAvoided(userId, kind, (entries) => {
        if (entries.some((one) => sameEntry(one, entry))) return entries;
        if (entries.length >= mostAvoided) throw new UserError('profile.avoid_limit', { max: mostAvoided });
        return [...entries, entry.trim()];
      });
      await dropAvoided(profile);
      return profile;
    },

    /** Shows a company or a word again. */
    allow: (userId: number, kind: AvoidKind, entry: string): Promise<Profile> =>
      changeAvoided(userId, kind, (entries) => entries.filter((one) => !sameEntry(one, entry))),

    /** Unseen matches are scored anew, the newest 500 at once. @throws {UserError} profile.empty_edit */
    edit: async (userId: number, changes: ProfileChanges): Promise<Profile> => {
      if (Object.keys(changes).length === 0) throw new UserError('profile.empty_edit', {});
      const edited = await sequelize.transaction(async (transaction) => {
        const profile = await Profile.findByPk(userId, { transaction, lock: true, rejectOnEmpty: true });
        if (Object.keys(changes).some(isScored)) await forgetScores({ sequelize, transaction }, userId);
        await profile.update(
          changes.skills === undefined
            ? changes
            : { ...changes, skills: [...new Set(changes.skills.map(canonicalSkill))] },
          { transaction },
        );
        await settleTimezone({ sequelize, transaction, now: clock.now() }, profile, changes);
        return profile;
      });
      // Until this is done, and where it never is, `/matches` scores what it is about to show.
      if (changes.avoidCompanies !== undefined || changes.avoidWords !== undefined) await dropAvoided(edited);
      if (Object.keys(changes).some(isScored)) await scoreUnseen({ sequelize }, userId);
      return edited;
    },

    /** Notes whether profile and posting may go to the model. */
    setConsent: async (userId: number, agreed: boolean): Promise<void> => {
      const profile = await get(userId);
      await profile.update({ letterConsentVersion: agreed ? CONSENT_VERSION : DECLINED, letterConsentAt: clock.now() });
    },

    /** Null: never asked. */
    consent: async (userId: number): Promise<boolean | null> => consentOf(await get(userId)),
  };
};

export type Profiles = ReturnType<typeof createProfiles>;

/** Null: never asked, or asked for less than we ask for now. */
export const consentOf = (profile: Pick<Profile, 'letterConsentVersion'>): boolean | null => {
  if (profile.letterConsentVersion === null) return null;
  if (profile.letterConsentVersion === DECLINED) return false;
  return profile.letterConsentVersion >= CONSENT_VERSION ? true : null;
};

/** What a letter may state of this person: what the profile says, and nothing else. */
export const applicantOf = (profile: Profile): Applicant => ({
  name: profile.fullName,
  currentTitle: profile.currentTitle,
  currentCompany: profile.currentCompany,
  desiredTitles: profile.desiredTitles,
  skills: profile.skills,
  yearsExperience: profile.yearsExperience,
  location: profile.location,
  experience: profile.experience,
  links: profile.links,
});

/** A queued letter's request; null where the job is gone. */
export const loadLetterRequest = async (
  letter: Pick<CoverLetter, 'userId' | 'jobId'>,
): Promise<LetterRequest | null> => {
  if (letter.jobId === null) return null;
  const [profile, job] = await Promise.all([Profile.findByPk(letter.userId), Job.findByPk(letter.jobId)]);
  if (profile === null || job === null) return null;
  return { applicant: applicantOf(profile), job: letterJobOf(job), hasConsent: consentOf(profile) === true };
};

export const letterJobOf = (job: Job) => ({
  title: job.title,
  companyName: job.companyName,
  location: job.location,
  description: job.description,
  skills: job.techStack,
});
