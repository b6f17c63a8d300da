import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { type Avoided, withAvoided } from './avoided.ts';
import { anyLabel, filterSql } from './filter.sql.ts';
import type { JobFilter } from './filter.ts';
import { beginSearch, selectTier } from './newest-fits.sql.ts';
import { firstTiers, nextTier, type Recency, sampled, type Tier } from './search-tiers.ts';

/** A person's view of the open jobs as they were at one moment. */
export interface View {
  /** What their profile excludes everywhere. */
  readonly avoided: Avoided;
  /** The newest jobs that fit and that they may see, at most `wanted`, newest first; `since`: none published before. */
  readonly newest: (filter: JobFilter, wanted: number, since?: Date) => Promise<number[]>;
}

/** Looks at the jobs as one person, within one transaction that only reads. */
export const asPerson = <Result>(
  sequelize: Sequelize,
  userId: number,
  look: (view: View) => Promise<Result>,
): Promise<Result> =>
  sequelize.transaction(async (transaction) => {
    const [row] = await sequelize.query<Recency & Avoided>(beginSearch, {
      replacements: { userId, sampled },
      type: QueryTypes.SELECT,
      transaction,
    });
    const recency = { now: row?.now ?? 0, sampleFrom: row?.sampleFrom ?? null, newest: row?.newest ?? null };
    const avoided = { companies: row?.companies ?? [], words: row?.words ?? [] };
    return look({
      avoided,
      newest: (filter, wanted, since) =>
        newestFits({ sequelize, transaction, recency }, withAvoided(filter, avoided), {
          userId,
          wanted,
          since: since ?? null,
        }),
    });
  });

interface Reading {
  readonly sequelize: Sequelize;
  readonly transaction: Transaction;
  readonly recency: Recency;
}

const newestFits = async (
  { sequelize, transaction, recency }: Reading,
  filter: JobFilter,
  asked: { readonly userId: number; readonly wanted: number; readonly since: Date | null },
): Promise<number[]> => {
  const { userId, wanted } = asked;
  const since = earliest(asked.since, filter.postedWithinMs, recency.now);
  const fit = filterSql(filter, new Date(recency.now));
  const found: number[] = [];
  const read = async (tier: Tier): Promise<void> => {
    const labels = [
      ...(fit.labels === null ? [] : [fit.labels]),
      ...(tier.labels.length === 0 ? [] : [anyLabel(tier.labels)]),
    ];
    const tierLabels = labels.length === 0 ? null : labels.join(' & ');
    const replacements = {
      ...fit.replacements,
      words: fit.words,
      tierLabels,
      from: tier.from,
      to: tier.to,
      since,
      userId,
      wanted: wanted - found.length,
    };
    const [row] = await sequelize.query<{ ids: number[] }>(selectTier(fit, tier, tierLabels), {
      replacements,
      type: QueryTypes.SELECT,
      transaction,
    });
    found.push(...(row?.ids ?? []));
  };
  const tiers = firstTiers(recency);
  for (let tier = tiers.shift() ?? null; tier !== null && found.length < wanted; ) {
    await read(tier);
    if (since !== null && tier.from !== null && tier.from <= since.getTime()) break;
    tier = tiers.shift() ?? nextTier(tier, { now: recency.now, found: found.length, wanted });
  }
  return found;
};

/** Older jobs need not be looked at: what is asked for, or what the filter's own age allows if that is less. */
const earliest = (since: Date | null, withinMs: number | null, now: number): Date | null => {
  if (withinMs === null) return since;
  const own = now - withinMs;
  return since !== null && since.getTime() > own ? since : new Date(own);
};
