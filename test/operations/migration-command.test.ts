import { randomUUID } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { readMigrationCommand, runMigrationCommand } from '../../src/operations/migration-command.ts';
import { databaseNamed, inDatabase } from '../support/cluster.ts';

const names = migrations.map(({ name }) => name);
const third = '0003-create-searches';

describe('arguments', () => {
  test.each([
    [['up'], { kind: 'up' }],
    [['down'], { kind: 'down' }],
    [['status'], { kind: 'status' }],
    [['to', third], { kind: 'to', name: third }],
    [['to', '0'], { kind: 'to', name: null }],
  ])('%j is a command', (given, command) => {
    expect(readMigrationCommand(given)).toEqual(command);
  });

  test.each([
    [[]],
    [['sideways']],
    [['up', 'up']],
    [['to']],
    [['to', '0003']],
    [['to', third, third]],
    [['status', '0']],
  ])('%j is none', (given) => {
    expect(readMigrationCommand(given)).toBeNull();
  });
});

describe('commands', () => {
  const { url, template } = inject('cluster');
  let name: string;
  let database: Sequelize;

  beforeEach(async () => {
    name = `${template}_${randomUUID().slice(0, 8)}`;
    await inDatabase(url, (client) => client.query(`create database ${name}`).then(() => undefined));
    database = openDatabase({ url: databaseNamed(url, name), pool: 2, logger: createLogger('silent') });
  });
  afterEach(async () => {
    await database.close();
    await inDatabase(url, (client) => client.query(`drop database ${name} with (force)`).then(() => undefined));
  });

  /** What the command printed. */
  const run = async (...given: string[]): Promise<string[]> => {
    const lines: string[] = [];
    const command = readMigrationCommand(given);
    if (command !== null) await runMigrationCommand(database, command, (line) => lines.push(line));
    return lines;
  };

  test('status says of every step its name, when it was applied, and what it is', async () => {
    expect(await run('status')).toEqual(
      migrations.map((step) => expect.stringMatching(`^${step.name} +not applied +${step.description}$`)),
    );
    await run('to', third);
    const lines = await run('status');
    for (const line of lines.slice(0, 3)) expect(line).toMatch(/^000\d-\S+ +20\d\d-\d\d-\d\dT[\d:.]+Z {2}[A-Z]/);
    for (const line of lines.slice(3)) expect(line).toContain('not applied');
  });

  test('up applies all, down undoes the last one only', async () => {
    expect(await run('up')).toEqual(names.map((step) => `Applied ${step}`));
    expect(await run('up')).toEqual(['Nothing to do.']);
    expect(await run('down')).toEqual([`Undid ${names.at(-1)}`]);
    expect(await run('up')).toEqual([`Applied ${names.at(-1)}`]);
  });

  test('to goes up and down, and stays where it is there already', async () => {
    expect(await run('to', third)).toEqual(names.slice(0, 3).map((step) => `Applied ${step}`));
    expect(await run('to', third)).toEqual(['Nothing to do.']);
    await run('up');
    expect(await run('to', third)).toEqual(
      names
        .slice(3)
        .toReversed()
        .map((step) => `Undid ${step}`),
    );
    expect(await run('to', '0')).toEqual([third, names[1], names[0]].map((step) => `Undid ${step}`));
    expect(await run('to', '0')).toEqual(['Nothing to do.']);
    expect(await run('down')).toEqual(['Nothing to do.']);
  });

  test('status shows a step that only a newer version knows', async () => {
    await run('up');
    await database.query("insert into schema_migrations (name, description) values ('9999-fly', 'Wings')");
    expect((await run('status')).at(-1)).toMatch(/^9999-fly .*Wings \(of a newer version than this one\)$/);
    expect(await run('up')).toEqual(['Nothing to do.']);
  });
});
