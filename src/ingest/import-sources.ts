import type { Sequelize } from 'sequelize';
import type { Clock } from '../clock.ts';
import { companyKey } from './company-key.ts';
import { upsertSources } from './import-sources.sql.ts';
import type { SourceEntry } from './sources-file.ts';
import { insertCompanies } from './store.sql.ts';

export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of every entry, in their order. */
  readonly ids: readonly number[];
}

/**
 * Makes the database hold these sources. One that is there already (by its URL) takes the entry's
 * kind, name, company and rhythm and keeps all that was learned by reading it; new ones are due at
 * once. Sources that are not listed stay.
 */
export const importSources = async (deps: {
  readonly sequelize: Sequelize;
  readonly clock: Clock;
  readonly sources: readonly SourceEntry[];
}): Promise<Imported> => {
  const { sequelize, clock, sources } = deps;
  const names = new Map(sources.flatMap(({ company }) => (company === null ? [] : [[companyKey(company), company]])));
  if (names.size > 0) await insertCompanies(sequelize, names, null);
  const rows = sources.map((source) => ({
    url: source.url,
    kind: source.kind,
    name: source.name,
    company_key: source.company === null ? null : companyKey(source.company),
    every_ms: source.everyMs,
    is_sample: source.isSample,
  }));
  const written = await upsertSources(sequelize, rows, clock.now());
  const outcomeOf = new Map(written.map((row) => [row.url, row]));
  const count = (outcome: string): number => written.filter((row) => row.outcome === outcome).length;
  return {
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    ids: sources.flatMap(({ url }) => outcomeOf.get(url)?.id ?? []),
  };
};
