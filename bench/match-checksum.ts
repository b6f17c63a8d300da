import { createHash } from 'node:crypto';
import type { Sample } from './match-baselines.ts';

/** Alike for the same searches of the same jobs. */
export const checksum = (found: readonly ArrayLike<number>[]): string => {
  const hash = createHash('sha256');
  for (const ids of found) hash.update(Int32Array.of(ids.length)).update(Int32Array.from(ids));
  return hash.digest('hex').slice(0, 12);
};

/** What a sample found otherwise than the engine among the jobs and searches that it looked at; null: nothing. */
export const disagreement = (found: readonly Int32Array[], { pairs, looksAt }: Sample): string | null => {
  const ours = found.map((ids, job) => ids.filter((id) => looksAt(job, id)));
  const theirs: number[][] = found.map(() => []);
  for (const [job, search] of pairs) theirs[job]?.push(search);
  for (const ids of theirs) ids.sort((one, other) => one - other);
  const [mine, other] = [checksum(ours), checksum(theirs)];
  if (mine === other) return null;
  return `has checksum ${other} where the engine has ${mine} (${pairs.length} matches to ${ours.reduce((sum, ids) => sum + ids.length, 0)})`;
};
