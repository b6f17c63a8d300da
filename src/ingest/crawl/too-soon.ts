import type { Source } from '../source.ts';
import type { ClaimedSource } from './lease.sql.ts';

/** Null where the board allows a reading now; else when it does, in words for people too. */
export const tooSoon = (
  source: Pick<ClaimedSource, 'askedAt'>,
  kind: Pick<Source, 'label' | 'terms'>,
  now: Date,
): { readonly readableAt: Date; readonly reason: string } | null => {
  if (source.askedAt === null) return null;
  const readableAt = new Date(source.askedAt.getTime() + kind.terms.minimumMs);
  if (readableAt <= now) return null;
  const at = `${readableAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const often = `${kind.label} is read every ${inWords(kind.terms.minimumMs)} at most`;
  return { readableAt, reason: `may be read again from ${at} on: ${often}` };
};

const inWords = (ms: number): string => {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes % 60 === 0) return minutes === 60 ? 'hour' : `${minutes / 60} hours`;
  return minutes === 1 ? 'minute' : `${minutes} minutes`;
};
