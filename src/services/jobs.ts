import { QueryTypes, type Sequelize } from 'sequelize';
import { Application, Job, Match, Posting, Profile, User } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import { analyseJob } from '../matching/analyse.ts';
import { explain } from '../matching/explain.ts';
import type { JobFilter } from '../matching/filter.ts';
import { avoidedBy, findJobs, mostCounted, relax } from '../matching/find-jobs.ts';
import { printFilter } from '../matching/print-filter.ts';
import { readJob, readWishes, scoreJob } from '../matching/score.ts';
import { scoreUnseen } from '../matching/score-pairs.ts';
import { readStoredFilter } from '../matching/stored-filter.ts';
import type { Boards } from './boards.ts';
import type { PersonalFilter } from './filters.ts';
import type { JobNumbers } from './job-numbers.ts';
import type { JobExplained, JobSource, JobView } from './job-view.ts';
import { countUnseen, selectNextUnseen } from './jobs.sql.ts';
import { selectOtherPlaces } from './other-places.sql.ts';
import { avoidedIn, explainSearches, searchesOf } from './why.ts';

interface Deps {
  readonly sequelize: Sequelize;
  readonly numbers: JobNumbers;
  readonly clock: Clock;
  readonly boards: Boards;
}

/** Jobs as one person finds them, is shown them, and puts them aside. */
export const createJobs = ({ sequelize, numbers, clock, boards }: Deps) => {
  const sourceOf = async (jobId: number): Promise<JobSource | null> => {
    const posting = await Posting.findOne({ where: { jobId, isPrimary: true }, include: 'source' });
    return posting?.source === undefined ? null : boards.describe(posting.source.kind);
  };

  /** The same vacancy elsewhere: the ids of its jobs and where they are. */
  const otherPlaces = async (userId: number, job: Job): Promise<readonly { id: number; location: string | null }[]> =>
    job.vacancyKey === null
      ? []
      : sequelize.query<{ id: number; location: string | null }>(selectOtherPlaces, {
          bind: [job.id, userId],
          type: QueryTypes.SELECT,
        });

  /** Null where the job does not exist, or is not this person's to see. */
  const view = async (userId: number, jobId: number, filter: JobFilter | null): Promise<JobView | null> => {
    const [job, profile, user, application, source] = await Promise.all([
      Job.findByPk(jobId),
      Profile.findByPk(userId, { rejectOnEmpty: true }),
      User.findByPk(userId, { rejectOnEmpty: true }),
      Application.findOne({ where: { userId, jobId, isActive: true } }),
      sourceOf(jobId),
    ]);
    if (job === null || (job.visibleTo !== null && job.visibleTo !== userId)) return null;
    const [number, others] = await Promise.all([numbers.of(userId, jobId), otherPlaces(userId, job)]);
    const analysed = analyseJob(job);
    const wishes = readWishes(profile, user.language);
    const score = wishes === null ? null : scoreJob(wishes, readJob(job, analysed));
    const places = [...new Set(others.flatMap(({ location }) => location ?? []))];
    return {
      number,
      job,
      fits: filter === null ? [] : explain(filter, analysed, clock.now()),
      score,
      missingSkills: profile.skills.length === 0 ? null : (score?.skills.missing ?? null),
      source,
      elsewhere: { places: places.slice(0, 3), total: others.length },
      ghost: boards.ghostSignal(job, clock.now()),
      application: application === null ? null : { number: application.number, status: application.status },
    };
  };

  /** @throws {UserError} job.not_found */
  const viewByNumber = async (userId: number, number: number): Promise<JobView> => {
    const { jobId } = await numbers.find(userId, number);
    const found = await view(userId, jobId, null);
    if (found === null) throw new UserError('job.not_found', { number });
    return found;
  };

  const markSeen = async (userId: number, jobId: number): Promise<void> => {
    await Match.update({ seenAt: clock.now() }, { where: { userId, jobId, seenAt: null } });
  };

  return {
    view,
    markSeen,

    /** @throws {UserError} job.not_found */
    idOf: async (userId: number, number: number): Promise<number> => (await numbers.find(userId, number)).jobId,

    /**
     * One job of those that fit, newest first; `wanted` counts from 1, and a page beyond the last is
     * the last. The view is null where nothing fits.
     */
    find: async (userId: number, { filter }: PersonalFilter, wanted: number) => {
      const at = (page: number) => findJobs({ sequelize }, filter, { userId, limit: 1, offset: page - 1 });
      const found = await at(wanted);
      const isBeyond = found.ids.length === 0 && found.total > 0;
      const page = isBeyond ? found.total : wanted;
      const { ids, total } = isBeyond ? await at(page) : found;
      const [id] = ids;
      return {
        total,
        isMore: total >= mostCounted,
        page,
        view: id === undefined ? null : await view(userId, id, filter),
      };
    },

    /** What fits when one condition is dropped. */
    relax: async (userId: number, filter: JobFilter) =>
      (await relax({ sequelize }, filter, userId)).map((one) => ({
        name: one.name,
        query: printFilter(one.filter),
        fits: one.fits,
      })),

    /** A job in full; it counts as seen. @throws {UserError} job.not_found */
    open: async (userId: number, number: number): Promise<JobView> => {
      const found = await viewByNumber(userId, number);
      const row = await numbers.find(userId, number);
      const isFirst = row.openedAt === null;
      await Promise.all([
        isFirst ? row.update({ openedAt: clock.now() }) : null,
        isFirst ? Job.increment('views', { where: { id: found.job.id }, silent: true }) : null,
        markSeen(userId, found.job.id),
      ]);
      return found;
    },

    /** Every search of the person held against the job, and the job against their profile. @throws {UserError} job.not_found */
    why: async (userId: number, number: number): Promise<JobExplained> => {
      const found = await viewByNumber(userId, number);
      const [{ dismissedAt }, searches, avoided] = await Promise.all([
        numbers.find(userId, number),
        searchesOf(userId),
        avoidedBy({ sequelize }, userId),
      ]);
      const analysed = analyseJob(found.job);
      return {
        view: found,
        searches: explainSearches(searches, analysed, clock.now()),
        avoided: avoidedIn(avoided, analysed, clock.now()),
        isDismissed: dismissedAt !== null,
      };
    },

    /**
     * One of the open jobs of the same vacancy in other places, newest first; `wanted` counts from 1.
     * The view is null where there is no other. @throws {UserError} job.not_found
     */
    places: async (userId: number, number: number, wanted: number) => {
      const found = await viewByNumber(userId, number);
      const others = await otherPlaces(userId, found.job);
      const page = Math.min(Math.max(1, wanted), Math.max(1, others.length));
      const other = others[page - 1];
      return {
        of: found,
        total: others.length,
        page,
        view: other === undefined ? null : await view(userId, other.id, null),
      };
    },

    /** The match that suits the person best of those not seen; it counts as seen now. Null: none is left. */
    nextUnseen: async (userId: number): Promise<{ view: JobView; left: number } | null> => {
      await scoreUnseen({ sequelize }, userId);
      const [row] = await sequelize.query<{ jobId: number; filter: unknown }>(selectNextUnseen, {
        bind: [userId],
        type: QueryTypes.SELECT,
      });
      if (row === undefined) return null;
      await markSeen(userId, row.jobId);
      const found = await view(userId, row.jobId, readStoredFilter(row.filter));
      if (found === null) return null;
      const [unseen] = await sequelize.query<{ total: number }>(countUnseen, {
        bind: [userId],
        type: QueryTypes.SELECT,
      });
      return { view: found, left: unseen?.total ?? 0 };
    },
  };
};

export type Jobs = ReturnType<typeof createJobs>;
