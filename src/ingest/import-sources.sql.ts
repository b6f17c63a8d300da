import { QueryTypes, type Sequelize } from 'sequelize';

export interface SourceRow {
  readonly url: string;
  readonly kind: string;
  readonly name: string;
  readonly company_key: string | null;
  readonly every_ms: number;
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
    `insert into sources as s (url, kind, name, company_id, every_ms, is_sample, next_run_at, created_at, updated_at)
     select r.url, r.kind, r.name, c.id, r.every_ms, r.is_sample, $2, $2, $2
     from json_to_recordset($1::json)
       as r (place integer, url text, kind text, name text, company_key text, every_ms integer, is_sample boolean)
     left join companies c on c.key = r.company_key
     order by r.place
     on conflict (url) do update set kind = excluded.kind, name = excluded.name, company_id = excluded.company_id,
       every_ms = excluded.every_ms, is_sample = excluded.is_sample, updated_at = excluded.updated_at
     where (s.kind, s.name, s.company_id, s.every_ms, s.is_sample)
       is distinct from (excluded.kind, excluded.name, excluded.company_id, excluded.every_ms, excluded.is_sample)
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
