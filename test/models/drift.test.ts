import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Model, type ModelStatic, QueryTypes, type Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initModels } from '../../models/index.ts';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { useDatabaseUrl } from '../support/database.ts';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly identity: boolean;
}

const { url } = useDatabaseUrl();
let database: Sequelize;
let columns: readonly Column[];

beforeAll(async () => {
  database = openDatabase({ url, pool: 2, logger: createLogger('silent') });
  initModels(database);
  columns = await database.query<Column>(
    `select c.relname::text as table, a.attname::text as column, format_type(a.atttypid, a.atttypmod) as type,
            not a.attnotnull as nullable, case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as default, a.attidentity <> '' as identity
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
      order by 1, 2`,
    { type: QueryTypes.SELECT },
  );
});
afterAll(() => database.close());

const models = (): ModelStatic<Model>[] => Object.values(database.models);

const attributes = () =>
  models().flatMap((model) =>
    Object.entries(model.getAttributes()).map(([name, attribute]) => ({
      table: String(model.getTableName()),
      name,
      attribute,
    })),
  );

/** The column of the primary key. */
const keyOf = (model: ModelStatic<Model>): string | undefined =>
  model.getAttributes()[model.primaryKeyAttribute]?.field;

/** What Sequelize calls a type, as PostgreSQL does. */
const typeName = (type: unknown): string => {
  const name = typeof type === 'string' ? type : String(Object(type).toSql());
  return name.toLowerCase();
};

/** A default of the schema as a value; undefined where the database computes it or has none. */
const constantOf = (expression: string | null): unknown => {
  if (expression === null) return undefined;
  const quoted = /^'(.*)'::(text|jsonb|hstore|tsvector)$/.exec(expression);
  if (quoted === null) return /^(true|false|-?\d+)$/.test(expression) ? JSON.parse(expression) : undefined;
  if (quoted[2] === 'jsonb') return JSON.parse(quoted[1] ?? '');
  return quoted[2] === 'hstore' ? {} : quoted[1];
};

describe('models and schema', () => {
  test('are the same columns: names, types, nullability', () => {
    const ofModels = attributes()
      .map(({ table, name, attribute }) => ({
        table,
        column: attribute.field ?? name,
        type: typeName(attribute.type),
        nullable: attribute.allowNull !== false && attribute.primaryKey !== true,
      }))
      .toSorted((a, b) => compare(a.table, b.table) || compare(a.column, b.column));
    const ofSchema = columns
      .map(({ table, column, type, nullable }) => ({ table, column, type, nullable }))
      .toSorted((a, b) => compare(a.table, b.table) || compare(a.column, b.column));
    expect(ofModels).toEqual(ofSchema);
    expect(ofSchema.length).toBeGreaterThan(200);
  });

  test('have the same defaults, so that one row and many are written alike', () => {
    for (const { table, name, attribute } of attributes()) {
      const column = columns.find((each) => each.table === table && each.column === (attribute.field ?? name));
      const isStamp = name === 'createdAt' || name === 'updatedAt';
      if (column === undefined || column.identity || isStamp) continue;
      const given: unknown = attribute.defaultValue;
      const computed = given instanceof Object && 'val' in given ? String(given.val) : undefined;
      const expected = constantOf(column.default);
      expect({ table, name, default: computed ?? given }).toEqual({
        table,
        name,
        default: expected ?? column.default ?? undefined,
      });
    }
  });

  test('know the same keys, foreign keys and unique states', async () => {
    const found = await database.query<{ from: string; to: string }>(
      `select conrelid::regclass || '.' || a.attname as from, confrelid::regclass || '.' || b.attname as to
         from pg_constraint join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
         join pg_attribute b on b.attrelid = confrelid and b.attnum = confkey[1]
        where contype = 'f' order by 1`,
      { type: QueryTypes.SELECT },
    );
    const associated = models().flatMap((model) =>
      Object.values(model.associations)
        .filter(({ associationType }) => associationType === 'BelongsTo')
        .map(({ foreignKey, target }) => ({
          from: `${String(model.getTableName())}.${model.getAttributes()[foreignKey]?.field}`,
          to: `${String(target.getTableName())}.${keyOf(target)}`,
        })),
    );
    expect(associated.toSorted((a, b) => compare(a.from, b.from))).toEqual(
      found.toSorted((a, b) => compare(a.from, b.from)),
    );
    const keys = await database.query<{ key: string }>(
      `select conrelid::regclass || '.' || attname as key from pg_constraint
         join pg_attribute on attrelid = conrelid and attnum = conkey[1]
        where contype = 'p' and connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'schema_migrations'`,
      { type: QueryTypes.SELECT },
    );
    expect(
      models()
        .map((model) => `${String(model.getTableName())}.${keyOf(model)}`)
        .toSorted(),
    ).toEqual(keys.map(({ key }) => key).toSorted());
  });

  test('list the same words for every state', async () => {
    const checks = await database.query<{ table: string; column: string; rule: string }>(
      `select conrelid::regclass::text as table, attname::text as column, pg_get_constraintdef(pg_constraint.oid) as rule
         from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
        where contype = 'c' and pg_get_constraintdef(pg_constraint.oid) like '%ANY (ARRAY%'`,
      { type: QueryTypes.SELECT },
    );
    const ofSchema = checks.map(({ table, column, rule }) => [
      `${table}.${column}`,
      [...rule.matchAll(/'([^']+)'::text/g)].map(([, word]) => word),
    ]);
    const ofModels = attributes().flatMap(({ table, name, attribute }) => {
      const words: unknown = attribute.validate?.isIn;
      return Array.isArray(words) ? [[`${table}.${attribute.field ?? name}`, words[0]]] : [];
    });
    expect(Object.fromEntries(ofModels)).toEqual(Object.fromEntries(ofSchema));
    expect(ofSchema.length).toBeGreaterThan(15);
  });

  test('every foreign key leads an index that holds all rows', async () => {
    const bare = await database.query<{ key: string }>(
      `select conrelid::regclass || '.' || attname as key
         from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
        where contype = 'f' and not exists (
          select from pg_index where indrelid = conrelid and indkey[0] = conkey[1] and indpred is null)`,
      { type: QueryTypes.SELECT },
    );
    expect(bare).toEqual([]);
  });

  test('every time is a timestamptz and every sum of money an integer', () => {
    for (const { column, type } of columns) {
      if (/_(at|until)$/.test(column)) expect([column, type]).toEqual([column, 'timestamp with time zone']);
      if (/^(salary.*_(min|max)|offer_amount)$/.test(column)) expect([column, type]).toEqual([column, 'bigint']);
    }
  });
});

const folder = join(import.meta.dirname, '../../models');
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));

describe('the folder models', () => {
  test('declares its fields: one that is initialised would hide the column behind it', () => {
    for (const name of files) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect([name, text.match(/^ {2}(?!declare )\w+[!?]?:.*;$/gm)]).toEqual([name, null]);
    }
  });

  test('imports nothing but sequelize and itself', () => {
    for (const name of files) {
      const imported = [...readFileSync(join(folder, name), 'utf8').matchAll(/from '([^']+)'/g)].map(
        ([, from]) => from,
      );
      expect([name, imported.filter((from) => from !== 'sequelize' && !/^\.\/[\w-]+\.ts$/.test(from ?? ''))]).toEqual([
        name,
        [],
      ]);
    }
  });

  test('holds one table per file, all of them bound by initModels', () => {
    const tables = files.filter((name) => !['index.ts', 'associations.ts', 'column.ts'].includes(name));
    expect(tables.length).toBe(models().length);
  });
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
