import { strictEqual } from 'node:assert/strict';
import { workerData } from 'node:worker_threads';
import pg from 'pg';
import { searchVector } from '../src/matching/analyse.ts';
import { type Cell, copyRows } from './copy-rows.ts';
import { inventJob } from './invented-job.ts';
import { inventLanguage } from './invented-words.ts';

/** What a worker is told: it makes and loads the jobs from `first` in steps of `step`. */
export interface Load {
  readonly url: string;
  readonly seed: number;
  readonly jobs: number;
  readonly first: number;
  readonly step: number;
  /** The time at which every job has the age it was invented with, ms since 1970. */
  readonly now: number;
}

const BATCH = 1000;
/** Every so many jobs the quick vector is held to that of the real analyser. */
const CHECKED = 500;

const jobsInto =
  'jobs (id, title, company_name, location, remote, remote_from, employment_type, description, salary_yearly_min, salary_yearly_max, salary_currency, url, posted_at, first_seen_at, visible_to, search_vector)';
const searchInto =
  'job_search (job_id, posted_at, search_vector, remote, remote_from, employment_type, salary_yearly_min, salary_yearly_max, salary_currency, visible_to)';

const load = async ({ url, seed, jobs, first, step, now }: Load): Promise<void> => {
  const language = inventLanguage(seed);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Foreign keys are of no use here: people and jobs are there.
  await client.query('set session_replication_role = replica');
  let wide: Cell[][] = [];
  let narrow: Cell[][] = [];
  const flush = async (): Promise<void> => {
    await copyRows(client, jobsInto, wide);
    await copyRows(client, searchInto, narrow);
    wide = [];
    narrow = [];
  };
  for (let number = first; number < jobs; number += step) {
    const { job, vector, ageMs, visibleTo } = inventJob(language, seed, number);
    if (number % CHECKED === 0) strictEqual(vector, searchVector(job));
    const id = number + 1;
    const posted = new Date(now - ageMs).toISOString();
    const { title, companyName, location, description, remote, remoteFrom, employmentType } = job;
    const pay = [job.salaryYearlyMin, job.salaryYearlyMax, job.salaryCurrency];
    wide.push([
      ...[id, title, companyName, location, remote, remoteFrom, employmentType, description, ...pay],
      ...[`https://jobs.example/${id}`, posted, posted, visibleTo, vector],
    ]);
    narrow.push([id, posted, vector, remote, remoteFrom, employmentType, ...pay, visibleTo]);
    if (wide.length === BATCH) await flush();
  }
  await flush();
  await client.end();
};

await load(workerData);
