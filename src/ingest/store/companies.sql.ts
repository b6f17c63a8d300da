import type { Sequelize, Transaction } from 'sequelize';

/** Makes the companies that are not there yet. Sorted, so that two crawls at once do not deadlock. */
export const insertCompanies = async (
  sequelize: Sequelize,
  names: ReadonlyMap<string, string>,
  transaction: Transaction | null,
): Promise<void> => {
  const rows = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, name]) => ({ key, name }));
  await sequelize.query(
    `insert into companies (key, name)
     select r.key, r.name from json_to_recordset($1::json) as r (key text, name text)
     where not exists (select from companies c where c.key = r.key)
     on conflict (key) do nothing`,
    { bind: [JSON.stringify(rows)], transaction },
  );
};
