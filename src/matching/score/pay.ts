import type { ScoredJob } from './scored-job.ts';
import type { Wishes } from './wishes.ts';

export type PayNote = 'pays enough' | 'pays too little' | 'pay not stated' | 'pay in another currency';

/** A pay below this share of the floor is no pay to talk about. */
const leastShare = 0.7;

/** How near the most that a job pays comes to the floor of the person. */
export const payFit = (
  floor: NonNullable<Wishes['pay']>,
  { job }: ScoredJob,
): { readonly share: number; readonly note: PayNote } => {
  const most = job.salaryYearlyMax ?? job.salaryYearlyMin;
  if (most === null) return { share: 0, note: 'pay not stated' };
  if (floor.currency !== null && job.salaryCurrency !== floor.currency)
    return { share: 0, note: 'pay in another currency' };
  if (most >= floor.min) return { share: 1, note: 'pays enough' };
  return { share: Math.max(0, (most / floor.min - leastShare) / (1 - leastShare)), note: 'pays too little' };
};
