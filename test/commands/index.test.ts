import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { toApplicationCommands } from '../../src/adapters/discord/register.ts';
import { toBotCommands } from '../../src/adapters/telegram/register.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { plain } from '../../src/chat/reply.ts';
import { helpTopic } from '../../src/presenters/help.ts';

const { views } = createRegistry(commands);
/** Files of the folder that define no command: the list, and what definitions share. */
const others = ['index.ts', 'define.ts', 'options.ts'];

test('each file of the folder is one command of the list, by its name', async () => {
  const files = await readdir(new URL('../../commands/', import.meta.url));
  const names = files.filter((file) => !others.includes(file)).map((file) => file.replace(/\.ts$/, ''));
  expect(names.toSorted()).toEqual(commands.map((command) => command.name).toSorted());
});

test('no two commands share a name', () => {
  expect(new Set(commands.map((command) => command.name)).size).toBe(commands.length);
});

test('every command has help that names each of its subcommands and options', () => {
  for (const [i, view] of views.entries()) {
    const help = plain(helpTopic({ ...view, example: commands[i]?.example ?? '' }).text ?? []);
    expect(help).toContain(view.description);
    for (const sub of view.subcommands) expect(help).toContain(`/${view.name} ${sub.name}`);
    for (const option of [view, ...view.subcommands].flatMap((one) => one.options)) expect(help).toContain(option.name);
  }
});

describe('what Discord registers', () => {
  interface Node {
    readonly name: string;
    readonly description?: string;
    readonly options?: readonly Node[];
    readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
    readonly required?: boolean;
  }
  const registered = toApplicationCommands(views) as unknown as readonly Node[];
  const walk = (node: Node): Node[] => [node, ...(node.options ?? []).flatMap(walk)];
  const size = (node: Node): number =>
    node.name.length +
    (node.description?.length ?? 0) +
    (node.choices ?? []).reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0) +
    (node.options ?? []).reduce((sum, option) => sum + size(option), 0);

  test('stays within its limits, with nothing cut off', () => {
    expect(registered.length).toBeLessThanOrEqual(100);
    // Of each command, its subcommands and options included: Discord's "Application Commands", under limits.
    for (const command of registered) expect(size(command), command.name).toBeLessThanOrEqual(8_000);
    for (const node of registered.flatMap(walk)) {
      expect(node.name).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(node.description, node.name).toMatch(/^.{1,100}$/s);
      expect(node.options?.length ?? 0, node.name).toBeLessThanOrEqual(25);
      expect(node.choices?.length ?? 0, node.name).toBeLessThanOrEqual(25);
      for (const choice of node.choices ?? []) expect(choice.name).toMatch(/^.{1,100}$/);
    }
    for (const view of views)
      for (const { description } of [view, ...view.subcommands, ...view.options])
        expect(registered.flatMap(walk).map((node) => node.description)).toContain(description);
  });

  test('has the required options before the others', () => {
    for (const node of registered.flatMap(walk)) {
      const required = (node.options ?? []).map((option) => option.required === true);
      expect(required, node.name).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    }
  });
});

test('what Telegram registers stays within its limits and names every subcommand', () => {
  const registered = toBotCommands(views);
  expect(registered).toHaveLength(commands.length);
  for (const [i, { command, description }] of registered.entries()) {
    expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
    expect(description.length).toBeGreaterThanOrEqual(1);
    expect(description.length).toBeLessThanOrEqual(256);
    for (const sub of views[i]?.subcommands ?? []) expect(description).toContain(sub.name);
  }
});
