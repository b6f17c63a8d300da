import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Call } from '../../src/chat/registry.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import type { Reply, Text } from '../../src/chat/reply.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import type { Services } from '../../src/services/index.ts';
import { linesOf, replies } from './replies.ts';

const registry = createRegistry(commands);

/** Reads a line and checks each option as the command would, without running it. */
const understand = (line: string): Call<Services> => {
  const call = registry.parse(line);
  for (const [name, text] of Object.entries(call.given)) {
    const option = call.action.options[name];
    expect(option?.schema.safeParse(text).success, `${name}:${text} in ${line}`).toBe(true);
  }
  for (const [name, option] of Object.entries(call.action.options)) {
    const isAsked = call.action.form?.questions.some((question) => question.option === name) ?? false;
    expect(!option.isRequired || isAsked || name in call.given, `${name} is missing in ${line}`).toBe(true);
  }
  if (call.given.query !== undefined) parseFilter(call.given.query);
  return call;
};

const codes = (text: Text | undefined): string[] =>
  (text ?? []).flatMap((span) => (typeof span !== 'string' && span.mark === 'code' ? [span.text] : []));

describe.each(Object.entries(replies))('%s', (_, reply: Reply) => {
  test('runs only lines that are understood, and names only commands that exist', () => {
    for (const line of linesOf(reply)) understand(line);
    for (const text of codes(reply.text).filter((one) => one.startsWith('/'))) registry.parse(text);
  });

  test('keeps to what every platform can show', () => {
    for (const card of reply.cards ?? []) expect(card.buttons.length).toBeLessThanOrEqual(5);
    expect(reply.select?.choices.length ?? 0).toBeLessThanOrEqual(25);
    expect(reply.buttons?.length ?? 0).toBeLessThanOrEqual(10);
    const labels = (reply.buttons ?? []).map((button) => button.label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label.length).toBeLessThanOrEqual(80);
  });
});

test('every command that README shows is understood', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const shown = [...readme.matchAll(/^you\s+(\/.*)$|`(\/[a-z][^`]*)`/gm)].map((match) => match[1] ?? match[2] ?? '');
  expect(shown.length).toBeGreaterThan(5);
  for (const line of shown) {
    const [name, ...rest] = line.split(' ');
    // The list of commands gives a name and its subcommands.
    const isList = rest.length > 0 && rest.every((word) => /^[a-z]+,?$/.test(word)) && rest.length > 1;
    if (isList) for (const word of rest) registry.parse(`${name} ${word.replace(',', '')}`.trim());
    else registry.parse(line);
  }
});

test('every example of a command is understood', () => {
  for (const command of commands) {
    expect(understand(command.example).path.split(' ')[0], command.example).toBe(command.name);
  }
});
