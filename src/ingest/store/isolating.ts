import { DatabaseError } from 'sequelize';
import type { Rejection } from '../source.ts';
import type { Fresh } from './sorting.ts';

/** A posting that makes our own code fail: a mistake of ours, which must not lose the postings beside it. */
export class Unpreparable extends Error {}

/** Writes a batch. One that the database refuses is halved until the item that it refuses stands alone. */
export const isolating = async <T extends { readonly fresh: Fresh }>(
  batch: readonly T[],
  write: (batch: readonly T[]) => Promise<void>,
): Promise<readonly Rejection[]> => {
  try {
    await write(batch);
    return [];
  } catch (error) {
    const reason = refusal(error);
    if (reason === null) throw error;
    const [only] = batch;
    if (only === undefined) return [];
    if (batch.length === 1) {
      return [{ item: only.fresh.posting.externalId.slice(0, 100), reason }];
    }
    const middle = Math.ceil(batch.length / 2);
    return [...(await isolating(batch.slice(0, middle), write)), ...(await isolating(batch.slice(middle), write))];
  }
};

const refusal = (error: unknown): string | null => {
  if (error instanceof Unpreparable) return `it cannot be prepared (${error.message})`;
  const code = refusedValue(error);
  return code === null ? null : `the database refuses it (${code})`;
};

/** The SQLSTATE where the values are at fault (22 data, 23 constraint, 54 limit), not the server or the connection. */
const refusedValue = (error: unknown): string | null => {
  if (!(error instanceof DatabaseError) || !('code' in error.parent)) return null;
  const code = String(error.parent.code);
  return /^(?:22|23|54)/.test(code) ? code : null;
};
