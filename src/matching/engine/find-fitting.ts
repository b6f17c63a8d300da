import { analyseJob } from '../analyse.ts';
import type { MatchableJob } from '../filter.ts';
import { encodeSearchIds } from '../search-ids.ts';
import { createBreathe } from './breathe.ts';
import type { Engine } from './engine.ts';
import type { Pool } from './pool.ts';

/** The searches that one job fits, as `match_batches` keeps them. */
export interface Fitting {
  readonly searchIds: Uint8Array;
  readonly count: number;
}

/** Fewer are done before threads have heard of them. */
const worthThreads = 100;

const fitsNothing: Fitting = { searchIds: new Uint8Array(), count: 0 };

/**
 * What each job fits, in the order of the jobs; a job that is not open fits nothing. Many jobs are
 * matched by threads, a few here, giving way to other work between two.
 */
export const findFitting = async (
  engine: Engine,
  jobs: readonly (MatchableJob & { readonly status: string })[],
  { pool, now }: { readonly pool: Pool; readonly now: Date },
): Promise<Fitting[]> => {
  const open = jobs.filter(({ status }) => status === 'active');
  const found = open.length < worthThreads ? await matchHere(engine, open, now) : await pool.match(engine, open, now);
  let next = 0;
  return jobs.map(({ status }) => {
    if (status !== 'active') return fitsNothing;
    next += 1;
    return found[next - 1] ?? fitsNothing;
  });
};

const matchHere = async (engine: Engine, jobs: readonly MatchableJob[], now: Date): Promise<Fitting[]> => {
  const breathe = createBreathe();
  const found: Fitting[] = [];
  for (const job of jobs) {
    const { ids } = engine.match(analyseJob(job), now);
    found.push({ searchIds: encodeSearchIds(ids), count: ids.length });
    await breathe();
  }
  return found;
};
