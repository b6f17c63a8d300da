import type { Sequelize } from 'sequelize';
import { unhurried } from '../crawl/unhurried.ts';
import { reactivateJobs } from '../lifecycle/reactivate.sql.ts';
import { findCandidates } from './candidates.ts';
import { insertCompanies } from './companies.sql.ts';
import { Unpreparable } from './isolating.ts';
import { type Placed, placeRows } from './placing.ts';
import { promote } from './presence.sql.ts';
import { type ListedBy, type Prepared, prepare } from './rows.ts';
import type { Sorted } from './sorting.ts';
import { holdJobs, insertJobs, insertSightings, updateJobs, updatePostings, type Writing } from './write.sql.ts';

type New = Extract<Sorted, { kind: 'new' }>;
type Changed = Extract<Sorted, { kind: 'changed' }>;

/** Writes batches of one source, each in a transaction. Throws what the database says of a value it refuses. */
export interface Writer {
  readonly add: (batch: readonly New[]) => Promise<void>;
  readonly change: (batch: readonly Changed[]) => Promise<void>;
  /** How many of the added were sightings of jobs that were stored. */
  readonly merged: () => number;
}

interface WriterDeps {
  readonly sequelize: Sequelize;
  readonly source: ListedBy & { readonly isSample: boolean };
  readonly inTransaction: <T>(work: (writing: Writing) => Promise<T>) => Promise<T>;
  readonly now: Date;
}

export const createWriter = ({ sequelize, source, inTransaction, now }: WriterDeps): Writer => {
  const companies = new Set<string>();
  let merged = 0;

  // Everything that can be done before the transaction begins is: it would lengthen it.
  const prepared = async (batch: readonly (New | Changed)[]): Promise<readonly Prepared[]> => {
    const made = await unhurried(batch, ({ fresh }) => {
      try {
        return prepare(fresh, source);
      } catch (error) {
        throw new Unpreparable(error instanceof Error ? error.name : 'unknown', { cause: error });
      }
    });
    const unknown = new Map(
      made
        .filter(({ row }) => !companies.has(row.company_key))
        .map(({ row }) => [row.company_key, row.company_name] as const),
    );
    if (unknown.size > 0) await insertCompanies(sequelize, unknown, null);
    for (const key of unknown.keys()) companies.add(key);
    return made;
  };

  const writeNew = async (writing: Writing, rows: readonly Prepared[]): Promise<readonly Placed[]> => {
    await holdJobs(sequelize, writing.transaction);
    const stored = await findCandidates(sequelize, rows, source.isSample, writing.transaction);
    const placed = placeRows({ rows, stored, publisher: source.publisher, now: now.getTime() });
    const fresh = placed.filter(({ kind }) => kind === 'new').map(({ prepared: { row } }) => row);
    const about = { sourceId: source.id, isSample: source.isSample };
    const made = fresh.length === 0 ? new Map<string, number>() : await insertJobs(writing, about, fresh);
    const sightings = placed
      .filter((one) => one.kind === 'sighting')
      .map(({ prepared: { row }, job, takesOver, isRepost }) => ({
        ...row,
        job_id: 'jobId' in job ? job.jobId : (made.get(job.externalId) ?? 0),
        posting_id: null,
        takes_over: takesOver,
        reposts: isRepost ? 1 : 0,
      }));
    if (sightings.length > 0) await insertSightings(writing, source.id, sightings);
    const takingOver = sightings.filter(({ takes_over }) => takes_over);
    if (takingOver.length > 0) await updateJobs(writing, takingOver);
    return placed;
  };

  return {
    add: async (batch) => {
      if (batch.length === 0) return;
      const rows = await prepared(batch);
      const placed = await inTransaction((writing) => writeNew(writing, rows));
      merged += placed.filter(({ kind }) => kind === 'sighting').length;
    },
    change: async (batch) => {
      if (batch.length === 0) return;
      const rows = (await prepared(batch)).map(({ row }, at) => ({
        ...row,
        job_id: batch[at]?.known.jobId ?? 0,
        posting_id: batch[at]?.known.id ?? 0,
        reposts: 0,
      }));
      const back = batch.filter(({ known }) => known.status === 'gone').map(({ known }) => known.id);
      await inTransaction(async (writing) => {
        await holdJobs(sequelize, writing.transaction);
        if (back.length > 0) await promote(sequelize, back, writing.transaction);
        await updatePostings(writing, rows);
        await updateJobs(writing, rows);
        if (back.length > 0) await reactivateJobs({ ...writing, postingIds: back });
      });
    },
    merged: () => merged,
  };
};
