import { QueryTypes, type Sequelize } from 'sequelize';
import { Job, Posting, SavedSearch } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import type { Boards } from './boards.ts';
import type { JobNumbers } from './job-numbers.ts';
import type { JobView } from './job-view.ts';
import { selectOtherPlaces } from './other-places.sql.ts';

/** A job as everybody in a channel sees it. */
export interface PostedJob extends Pick<JobView, 'job' | 'source' | 'elsewhere' | 'ghost'> {
  readonly search: SavedSearch;
}

interface Deps {
  readonly sequelize: Sequelize;
  readonly boards: Boards;
  readonly numbers: JobNumbers;
  readonly clock: Clock;
}

/** Nobody's id: what one person has put aside says nothing about a channel. */
const EVERYBODY = 0;

/** Jobs that are posted in the channels of communities. */
export const createPostedJobs = ({ sequelize, boards, numbers, clock }: Deps) => ({
  /** Null where there is nothing to post any more: the job is closed or private, the search unfollowed. */
  read: async (jobId: number | null, savedSearchId: number | null): Promise<PostedJob | SavedSearch | null> => {
    const search = savedSearchId === null ? null : await SavedSearch.findByPk(savedSearchId);
    if (search === null || !search.isActive) return null;
    if (jobId === null) return search;
    const job = await Job.findByPk(jobId);
    if (job === null || job.visibleTo !== null || job.isSample || job.status !== 'active') return null;
    const posting = await Posting.findOne({ where: { jobId, isPrimary: true }, include: 'source' });
    const others = await sequelize.query<{ location: string | null }>(selectOtherPlaces, {
      bind: [jobId, EVERYBODY],
      type: QueryTypes.SELECT,
    });
    const places = [...new Set(others.flatMap(({ location }) => location ?? []))];
    return {
      job,
      search,
      source: posting?.source === undefined ? null : boards.describe(posting.source.kind),
      elsewhere: { places: places.slice(0, 3), total: others.length },
      ghost: boards.ghostSignal(job, clock.now()),
    };
  },

  /**
   * This person's own number of a job that was posted for everybody; given at the first time.
   * @throws {UserError} job.not_found
   */
  numberFor: async (userId: number, jobId: number): Promise<number> => {
    const job = await Job.findByPk(jobId);
    if (job === null || job.visibleTo !== null || job.isSample) throw new UserError('job.not_found', { number: jobId });
    return numbers.of(userId, jobId);
  },
});

export type PostedJobs = ReturnType<typeof createPostedJobs>;
