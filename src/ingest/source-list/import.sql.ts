import { QueryTypes, type Sequelize } from 'sequelize';

export interface SourceRow {
  readonly url: string;
  readonly kind: string;
  readonly name: string;
  readonly company_key: string | null;
  readonly every_ms: number;
  readonly cron: string | null;
  readonly requested_by: number | null;
  readonly is_sample: boolean;
}

export interface WrittenSource {
  readonly id: number;
  readonly url: string;
  readonly outcome: 'added' | 'changed' | 'unchanged';
}

/** Writes only what differs. The URLs must be distinct. */
export const upsertSources = async (
  sequelize: Sequelize,
  rows: readonly SourceRow[],
  now: Date,
): Promise<readonly WrittenSource[]> => {
  const written = await sequelize.query<{ id: number; url: string; added: boolean }>(
    `insert into sources as s (url, kind, name, company_id, every_ms, cron, requested_by, is_sample, next_run_at,
                               created_at, updated_at)
     select r.url, r.kind, r.name, c.id, r.every_ms, r.cron, r.requested_by, r.is_sample, $2, $2, $2
     from json_to_recordset($1::json)
       as r (place integer, url text, kind text, name text, company_key text, every_ms integer, cron text,
             requested_by integer, is_sample boolean)
     left join companies c on c.key = r.company_key
     order by r.place
     on conflict (url) do update set kind = excluded.kind, name = excluded.name, company_id = excluded.company_id,
       every_ms = excluded.every_ms, cron = excluded.cron, is_sample = excluded.is_sample, updated_at = excluded.updated_at
     where (s.kind, s.name, s.company_id, s.every_ms, s.cron, s.is_sample)
       is distinct from (excluded.kind, excluded.name, excluded.company_id, excluded.every_ms, excluded.cron, excluded.is_sample)
     returning id, url, xmax = 0 as added`,
    { bind: [JSON.stringify(rows.map((row, place) => ({ ...row, place }))), now], type: QueryTypes.SELECT },
  );
  const outcome = new Map(written.map(({ id, added }) => [id, added ? 'added' : 'changed'] as const));
  const all = await sequelize.query<{ id: number; url: string }>(
    'select id, url from sources where url = any($1::text[])',
    { bind: [rows.map(({ url }) => url)], type: QueryTypes.SELECT },
  );
  return all.map(({ id, url }) => ({ id, url, outcome: outcome.get(id) ?? 'unchanged' }));
};

export interface CompanyRow {
  readonly key: string;
  readonly website: string | null;
  readonly careers_url: string | null;
  readonly industry: string | null;
  readonly size: string | null;
  readonly location: string | null;
}

/** Writes what a list says of companies; what it does not say stays as it is. */
export const updateCompanies = async (sequelize: Sequelize, rows: readonly CompanyRow[], now: Date): Promise<void> => {
  await sequelize.query(
    `update companies c set website = coalesce(r.website, c.website), careers_url = coalesce(r.careers_url, c.careers_url),
       industry = coalesce(r.industry, c.industry), size = coalesce(r.size, c.size),
       location = coalesce(r.location, c.location), updated_at = $2
     from json_to_recordset($1::json)
       as r (key text, website text, careers_url text, industry text, size text, location text)
     where c.key = r.key and (c.website, c.careers_url, c.industry, c.size, c.location) is distinct from
       (coalesce(r.website, c.website), coalesce(r.careers_url, c.careers_url), coalesce(r.industry, c.industry),
        coalesce(r.size, c.size), coalesce(r.location, c.location))`,
    { bind: [JSON.stringify(rows), now] },
  );
};
