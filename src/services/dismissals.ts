import { type DismissReason, JobNumber, Profile } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import { analyseJob } from '../matching/analyse.ts';
import { type Offer, offersFor } from './dismiss-offers.ts';
import type { JobView } from './job-view.ts';
import type { Jobs } from './jobs.ts';
import { explainSearches, searchesOf } from './why.ts';

/** A job that was put aside, why, and what could be changed for it. */
export interface Dismissed {
  readonly view: JobView;
  /** Null: they have not said. */
  readonly reason: DismissReason | null;
  /** The skill that it is about, where that is the reason and they have said which. */
  readonly about: string | null;
  readonly offers: readonly Offer[];
}

interface Wish {
  readonly reason: DismissReason | undefined;
  readonly about: string | undefined;
}

/** Jobs that a person never wants to see again. */
export const createDismissals = ({ jobs, clock }: { readonly jobs: Jobs; readonly clock: Clock }) => {
  const rowOf = async (userId: number, number: number): Promise<JobNumber> => {
    const row = await JobNumber.findOne({ where: { userId, number } });
    if (row === null) throw new UserError('job.not_found', { number });
    return row;
  };
  const viewOf = async (row: JobNumber): Promise<JobView> => {
    const view = await jobs.view(row.userId, row.jobId, null);
    if (view === null) throw new UserError('job.not_found', { number: row.number });
    return view;
  };

  return {
    /**
     * Puts a job aside, for a reason where one is given; a later reason takes the place of an earlier
     * one. Changes nothing else. @throws {UserError} job.not_found
     */
    dismiss: async (userId: number, number: number, { reason, about }: Wish): Promise<Dismissed> => {
      const row = await rowOf(userId, number);
      const view = await viewOf(row);
      await row.update({
        dismissedAt: row.dismissedAt ?? clock.now(),
        ...(reason === undefined ? {} : { dismissReason: reason }),
      });
      await jobs.markSeen(userId, row.jobId);
      if (reason === undefined) return { view, reason: null, about: null, offers: [] };
      const [searches, profile] = await Promise.all([
        searchesOf(userId),
        Profile.findByPk(userId, { rejectOnEmpty: true }),
      ]);
      const filters = new Map(searches.map(({ search, filter }) => [search.number, filter]));
      const fitting = explainSearches(searches, analyseJob(view.job), clock.now()).flatMap(
        ({ number: of, isActive, explained }) => {
          const filter = filters.get(of);
          return filter !== undefined && isActive && explained.every(({ passed }) => passed)
            ? [{ number: of, filter }]
            : [];
        },
      );
      const offers = offersFor({ reason, about: about ?? null, job: view.job, profile, searches: fitting });
      return { view, reason, about: about ?? null, offers };
    },

    /** Takes a job back, and the reason with it. @throws {UserError} job.not_found */
    restore: async (userId: number, number: number): Promise<JobView> => {
      const row = await rowOf(userId, number);
      await row.update({ dismissedAt: null, dismissReason: null });
      return viewOf(row);
    },
  };
};

export type Dismissals = ReturnType<typeof createDismissals>;
