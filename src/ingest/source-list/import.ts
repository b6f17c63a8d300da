import type { Sequelize } from 'sequelize';
import type { Clock } from '../../clock.ts';
import { companyKey } from '../normalise/company-key.ts';
import { insertCompanies } from '../store/companies.sql.ts';
import { asKind, type KnownEntry, type SourceEntry } from './entry.ts';
import { updateCompanies, upsertSources } from './import.sql.ts';

export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of every entry that became a source, in their order. */
  readonly ids: readonly number[];
  /** Entries behind whose URL no board was found, each with a sentence. */
  readonly refused: readonly { readonly url: string; readonly reason: string }[];
}

/** Finds the board behind a URL that does not show its kind. */
export type Discover = (
  url: URL,
) => Promise<{ readonly kind: string; readonly url: string } | { readonly refused: string }>;

/**
 * Makes the database hold these sources. One that is there already (by its URL) takes the entry's
 * kind, name, company and rhythm and keeps all that was learned by reading it; new ones are due at
 * once. Sources that are not listed stay.
 */
export const importSources = async (deps: {
  readonly sequelize: Sequelize;
  readonly clock: Clock;
  readonly sources: readonly SourceEntry[];
  readonly discover: Discover;
  /** The person who asked for them by `/watch`. */
  readonly requestedBy?: number;
}): Promise<Imported> => {
  const { sequelize, clock, requestedBy = null } = deps;
  const { entries, refused } = await knownEntries(deps.sources, deps.discover);
  const names = new Map(entries.flatMap(({ company }) => (company === null ? [] : [[companyKey(company), company]])));
  if (names.size > 0) {
    await insertCompanies(sequelize, names, null);
    await updateCompanies(sequelize, entries.flatMap(companyRow), clock.now());
  }
  const rows = entries.map((entry) => ({
    url: entry.url,
    kind: entry.kind,
    name: entry.name,
    company_key: entry.company === null ? null : companyKey(entry.company),
    every_ms: entry.everyMs,
    cron: entry.cron ?? null,
    requested_by: requestedBy,
    is_sample: entry.isSample,
  }));
  const written = await upsertSources(sequelize, rows, clock.now());
  const outcomeOf = new Map(written.map((row) => [row.url, row]));
  const count = (outcome: string): number => written.filter((row) => row.outcome === outcome).length;
  return {
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    ids: entries.flatMap(({ url }) => outcomeOf.get(url)?.id ?? []),
    refused,
  };
};

const knownEntries = async (sources: readonly SourceEntry[], discover: Discover) => {
  const entries = new Map<string, KnownEntry>();
  const refused: { url: string; reason: string }[] = [];
  for (const entry of sources) {
    const found = entry.kind === null ? await discover(new URL(entry.url)) : { kind: entry.kind, url: entry.url };
    if ('refused' in found) refused.push({ url: entry.url, reason: found.refused });
    else entries.set(found.url, asKind(entry, found.kind, found.url));
  }
  return { entries: [...entries.values()], refused };
};

const companyRow = ({ company, details }: SourceEntry) =>
  company === null || details === undefined
    ? []
    : [
        {
          key: companyKey(company),
          website: details.website,
          careers_url: details.careersUrl,
          industry: details.industry,
          size: details.size,
          location: details.location,
        },
      ];
