import type { Sequelize } from 'sequelize';
import type { Umzug } from 'umzug';
import { migrations } from '../../migrations/index.ts';
import { createMigrator, type Direction } from '../database.ts';
import { appliedMigrations } from '../schema-migrations.sql.ts';

export type MigrationCommand =
  | { readonly kind: 'up' | 'down' | 'status' }
  /** The last step that shall be applied; null: none. */
  | { readonly kind: 'to'; readonly name: string | null };

export const migrationUsage = `Usage: npm run migrate -- COMMAND
  up        apply every step that is not applied
  down      undo the last step, with the data in its tables
  status    list the steps: name, applied at, description
  to NAME   go up or down until NAME is the last step applied; to 0: undo all
Steps:
${migrations.map(({ name }) => `  ${name}`).join('\n')}
`;

/** What the arguments ask for; null where that is nothing we know. */
export const readMigrationCommand = (given: readonly string[]): MigrationCommand | null => {
  const [kind, name, ...rest] = given;
  if (rest.length > 0) return null;
  if (kind === 'to') {
    if (name === '0') return { kind, name: null };
    return migrations.some((migration) => migration.name === name) && name !== undefined ? { kind, name } : null;
  }
  return name === undefined && (kind === 'up' || kind === 'down' || kind === 'status') ? { kind } : null;
};

/** Does it, and prints what was done line by line. Throws what the database throws; steps done before it stay done. */
export const runMigrationCommand = async (
  database: Sequelize,
  command: MigrationCommand,
  print: (line: string) => void,
): Promise<void> => {
  if (command.kind === 'status') return printStatus(database, print);
  let steps = 0;
  const migrator = createMigrator(database, (name, direction) => {
    steps += 1;
    print(`${said[direction]} ${name}`);
  });
  if (command.kind === 'to') await moveTo(migrator, command.name);
  else await migrator[command.kind]();
  if (steps === 0) print('Nothing to do.');
};

/** Undoes every step behind the named one, then applies what is missing up to it. */
const moveTo = async (migrator: Umzug<Sequelize>, last: string | null): Promise<void> => {
  const count = migrations.findIndex(({ name }) => name === last) + 1;
  const wanted = migrations.slice(0, count).map(({ name }) => name);
  const behind = (await migrator.executed()).find(({ name }) => !wanted.includes(name));
  if (behind !== undefined) await migrator.down({ to: behind.name });
  await migrator.up({ migrations: wanted, rerun: 'SKIP' });
};

const said: Readonly<Record<Direction, string>> = { up: 'Applied', down: 'Undid' };

const printStatus = async (database: Sequelize, print: (line: string) => void): Promise<void> => {
  const applied = new Map((await appliedMigrations(database)).map((migration) => [migration.name, migration]));
  for (const { name, description } of migrations) {
    print(statusLine(name, applied.get(name)?.appliedAt.toISOString() ?? 'not applied', description));
  }
  for (const { name, appliedAt, description } of applied.values()) {
    if (migrations.some((migration) => migration.name === name)) continue;
    print(statusLine(name, appliedAt.toISOString(), `${description} (of a newer version than this one)`));
  }
};

const nameWidth = Math.max(...migrations.map(({ name }) => name.length));
const timeWidth = new Date(0).toISOString().length;

const statusLine = (name: string, appliedAt: string, description: string): string =>
  `${name.padEnd(nameWidth)}  ${appliedAt.padEnd(timeWidth)}  ${description}`;
