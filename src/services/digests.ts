import { QueryTypes, type Sequelize } from 'sequelize';
import { AlertSettingsRow, Job } from '../../models/index.ts';
import { type Candidate, dealt } from '../alerts/plan-alerts.ts';
import { markListed, selectDigestJobs } from './alerts.sql.ts';
import type { JobNumbers } from './job-numbers.ts';

export interface DigestSearch {
  readonly number: number;
  readonly name: string;
}

/** Many jobs in one message. */
export interface Digest {
  readonly items: readonly {
    readonly number: number;
    readonly job: Job;
    readonly score: number | null;
    /** Numbers of the searches that it fits. */
    readonly searches: readonly number[];
    /** How many other places of the same vacancy it stands for. */
    readonly elsewhere: number;
  }[];
  /** Vacancies that it only counts; they wait among the matches. */
  readonly more: number;
  /** The searches of all of them. */
  readonly searches: readonly DigestSearch[];
}

interface Row extends Candidate {
  readonly searches: readonly (Candidate['searches'][number] & DigestSearch)[];
}

/** Reads digests as they are true when they are sent. */
export const createDigests = ({
  sequelize,
  numbers,
}: {
  readonly sequelize: Sequelize;
  readonly numbers: JobNumbers;
}) => ({
  /**
   * What the digest of an outbox row tells, and notes which jobs it shows. Each vacancy once, dealt
   * in turns over the searches; those shown are ordered by score. Null: nothing is left to tell.
   */
  read: async (userId: number, notificationId: number): Promise<Digest | null> => {
    const settings = await AlertSettingsRow.findByPk(userId);
    const rows = await sequelize.query<Row>(selectDigestJobs, {
      bind: [notificationId, userId],
      type: QueryTypes.SELECT,
    });
    if (settings === null || rows.length === 0) return null;
    const vacancies = Map.groupBy(rows, ({ jobId, vacancy }) => vacancy ?? jobId);
    const first = [...vacancies.values()].flatMap((places) => places.slice(0, 1));
    const shown = withinCompany(dealt(first), settings.perCompany)
      .slice(0, settings.perMessage)
      .sort((one, other) => (other.score ?? -1) - (one.score ?? -1));
    const places = (row: Candidate) => vacancies.get(row.vacancy ?? row.jobId) ?? [];
    const listed = shown.flatMap((row) => places(row).map(({ jobId }) => jobId));
    await sequelize.query(markListed, { bind: [notificationId, userId, listed] });
    const jobs = new Map(
      (await Job.findAll({ where: { id: shown.map(({ jobId }) => jobId) } })).map((job) => [job.id, job]),
    );
    const items: Digest['items'][number][] = [];
    for (const row of shown) {
      const job = jobs.get(row.jobId);
      if (job === undefined) continue;
      const searches = places(row).flatMap((place) => place.searches.map(({ number }) => number));
      items.push({
        number: await numbers.of(userId, row.jobId),
        job,
        score: row.score,
        searches: [...new Set(searches)].sort((one, other) => one - other),
        elsewhere: places(row).length - 1,
      });
    }
    const all = rows.flatMap(({ searches }) => searches.map(({ number, name }) => ({ number, name })));
    return {
      items,
      more: vacancies.size - items.length,
      searches: [...new Map(all.map((search) => [search.number, search])).values()].sort(
        (one, other) => one.number - other.number,
      ),
    };
  },
});

const withinCompany = (rows: readonly Candidate[], most: number | null): readonly Candidate[] => {
  const counts = new Map<string, number>();
  return rows.filter(({ company }) => {
    const before = counts.get(company) ?? 0;
    counts.set(company, before + 1);
    return most === null || before < most;
  });
};

export type Digests = ReturnType<typeof createDigests>;
