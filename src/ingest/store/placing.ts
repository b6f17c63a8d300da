import type { Evidence, Publisher } from '../dedupe/evidence.ts';
import { hasSameIdentity, isRepost, sameJob } from '../dedupe/same-job.ts';
import type { Prepared } from './rows.ts';

/** A job that something new may be a sighting of. */
export interface Candidate {
  readonly job: StoredJob | NewJob;
  /** Null: it is active. */
  readonly endedAt: number | null;
  readonly primary: Publisher;
  readonly evidence: Evidence;
}

export interface StoredJob {
  readonly jobId: number;
}

/** A job that is made in the same batch, by the id of its first posting. */
export interface NewJob {
  readonly externalId: string;
}

export type Placed =
  | { readonly kind: 'new'; readonly prepared: Prepared }
  | {
      readonly kind: 'sighting';
      readonly prepared: Prepared;
      readonly job: StoredJob | NewJob;
      /** Its words become the job's. */
      readonly takesOver: boolean;
      /** The job had ended and was put up again under another id. */
      readonly isRepost: boolean;
    };

interface Placing {
  readonly rows: readonly Prepared[];
  /** Stored jobs by the keys that they have. */
  readonly stored: ReadonlyMap<number, readonly Candidate[]>;
  readonly publisher: Publisher;
  readonly now: number;
}

/**
 * Decides for each new posting whether it is a sighting of a job that is stored, or of one before it
 * in the same batch, or a job of its own.
 */
export const placeRows = ({ rows, stored, publisher, now }: Placing): readonly Placed[] => {
  const byKey = new Map<number, Candidate[]>();
  for (const [key, candidates] of stored) byKey.set(key, [...candidates]);
  const keep = (candidate: Candidate, keys: readonly number[], replaced: Candidate | null): void => {
    for (const key of keys) {
      const others = (byKey.get(key) ?? []).filter((other) => other !== replaced);
      byKey.set(key, [...others.slice(-mostPerKey), candidate]);
    }
  };
  return rows.map((prepared): Placed => {
    const { evidence, keys, row } = prepared;
    const all = [...keys.identities, ...keys.near];
    const found = jobOf(evidence, [...new Set(all.flatMap((key) => byKey.get(key) ?? []))], now);
    if (found === null) {
      keep({ job: { externalId: row.external_id }, endedAt: null, primary: publisher, evidence }, all, null);
      return { kind: 'new', prepared };
    }
    const { candidate, isRepost: repost } = found;
    const takesOver = candidate.endedAt !== null || (publisher === 'employer' && candidate.primary !== 'employer');
    const known: Candidate = {
      job: candidate.job,
      endedAt: null,
      primary: takesOver ? publisher : candidate.primary,
      evidence: withSighting(candidate.evidence, evidence),
    };
    keep(known, all, candidate);
    return { kind: 'sighting', prepared, job: candidate.job, takesOver, isRepost: repost };
  });
};

/** A board that lists one title a thousand times is not compared a thousand times with itself. */
const mostPerKey = 20;

const jobOf = (
  evidence: Evidence,
  candidates: readonly Candidate[],
  now: number,
): { readonly candidate: Candidate; readonly isRepost: boolean } | null => {
  const same = candidates.find((candidate) =>
    candidate.endedAt === null
      ? sameJob(evidence, candidate.evidence).verdict === 'same'
      : hasSameIdentity(evidence, candidate.evidence),
  );
  if (same !== undefined) return { candidate: same, isRepost: false };
  const reposted = candidates.find(
    ({ endedAt, evidence: ended }) => endedAt !== null && isRepost(evidence, ended, now - endedAt),
  );
  return reposted === undefined ? null : { candidate: reposted, isRepost: true };
};

const withSighting = (job: Evidence, sighting: Evidence): Evidence => ({
  ...job,
  boardIds: [...job.boardIds, ...sighting.boardIds],
  urls: [...job.urls, ...sighting.urls],
  sources: [...job.sources, ...sighting.sources],
  signature: job.signature ?? sighting.signature,
});
