import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConsoleAdapter } from '../../../src/adapters/console/index.ts';
import { safeText, wrap } from '../../../src/adapters/console/text.ts';
import type { Conversation, Incoming, Message, Respond, SealedReply } from '../../../src/chat/adapter.ts';
import { say } from '../../../src/chat/reply.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jobhound-console-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The other side of the contract: answers from a list and notes what came. */
const conversationOf = (answer: (message: Message) => SealedReply) => {
  const heard: Message[] = [];
  const conversation: Conversation = {
    preview: () => ({ isPublic: false, inPlace: false }),
    accept: async (incoming: Incoming, respond: Respond) => {
      heard.push(incoming.message);
      await respond(incoming, answer(incoming.message));
    },
    resume: async () => {},
    idle: async () => {},
    suggest: async () => [],
    left: async () => {},
    commands: [],
  };
  return { conversation, heard };
};

const start = async (
  answer: (message: Message) => SealedReply,
  given: { isInteractive?: boolean; typedBefore?: string; slowOutput?: boolean; afterLine?: () => Promise<void> } = {},
) => {
  const input = new PassThrough();
  if (given.typedBefore !== undefined) input.write(given.typedBefore);
  let shown = '';
  const output = new Writable({
    write: (chunk: Buffer, _, done) => {
      shown += chunk.toString();
      if (given.slowOutput === true) setImmediate(() => setImmediate(done));
      else done();
    },
  });
  const adapter = createConsoleAdapter({
    input,
    output,
    isInteractive: given.isInteractive ?? false,
    filesDirectory: join(directory, 'files'),
    afterLine: given.afterLine ?? (async () => {}),
  });
  const { conversation, heard } = conversationOf(answer);
  await adapter.start(conversation);
  return { adapter, input, heard, shown: () => shown };
};

const buttons: SealedReply = {
  text: say`Well?`,
  buttons: [
    { label: 'Yes', data: 'yes-data' },
    { label: 'No', data: 'no-data' },
  ],
};

describe('lines', () => {
  test('are messages; blank ones are none; the end of input ends', async () => {
    const { adapter, input, heard, shown } = await start(() => ({ text: say`Fine.` }));
    input.end('/start\n\n  \nbackend developer');
    await adapter.ended;
    expect(heard).toEqual([
      { kind: 'text', text: '/start' },
      { kind: 'text', text: 'backend developer' },
    ]);
    expect(shown()).toBe('\nyou   /start\nbot   Fine.\n\nyou   backend developer\nbot   Fine.\n');
  });

  test.each([
    ['read from a file', { isInteractive: false }],
    ['typed ahead of a slow terminal', { isInteractive: true, slowOutput: true }],
  ])('%s before the start are not lost', async (_, given) => {
    const { adapter, input, heard } = await start(() => ({ text: say`Fine.` }), {
      ...given,
      typedBefore: 'one\ntwo\nth',
    });
    input.end('ree\nfour\n');
    await adapter.ended;
    expect(heard.map((message) => (message.kind === 'text' ? message.text : ''))).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
  });

  test('what is due is delivered after each line that is not typed by a person', async () => {
    const order: string[] = [];
    const { adapter, input } = await start(
      (message) => {
        order.push(message.kind === 'text' ? message.text : '');
        return {};
      },
      {
        afterLine: async () => {
          order.push('due');
        },
      },
    );
    input.end('one\ntwo\n');
    await adapter.ended;
    expect(order).toEqual(['one', 'due', 'two', 'due']);
  });

  test('stopping ends it', async () => {
    const { adapter } = await start(() => ({}));
    await adapter.stop();
    await adapter.ended;
  });
});

describe('buttons', () => {
  test('are pressed by number or by label in any case; what is neither is text', async () => {
    const { adapter, input, heard, shown } = await start(() => buttons);
    input.end('/ask\n2\nYES\n3\nmaybe\n');
    await adapter.ended;
    expect(shown()).toContain('[1 Yes] [2 No]');
    expect(heard.slice(1)).toEqual([
      { kind: 'button', data: 'no-data' },
      { kind: 'button', data: 'yes-data' },
      { kind: 'text', text: '3' },
      { kind: 'text', text: 'maybe' },
    ]);
  });

  test('keep their numbers when a message comes in between, whose own numbers go on', async () => {
    const gate = Promise.withResolvers<void>();
    const { adapter, input, heard, shown } = await start(() => buttons, { afterLine: () => gate.promise });
    input.write('/ask\n');
    while (!shown().includes('[2 No]')) await new Promise<void>((resolve) => setImmediate(resolve));
    const outcome = await adapter.send(
      { kind: 'person', accountId: 'local', chatId: 'local' },
      { text: say`News.`, buttons: [{ label: 'Show', data: 'show-data' }] },
      'key',
    );
    expect(outcome.kind).toBe('delivered');
    expect(shown()).toContain('[3 Show]');
    gate.resolve();
    input.end('2\n');
    await adapter.ended;
    expect(heard[1]).toEqual({ kind: 'button', data: 'no-data' });
  });

  test('of a list carry the value, those of pages and cards what they were given', async () => {
    const { adapter, input, heard, shown } = await start(() => ({
      cards: [
        { title: 'Job', number: '#1', badge: 'Sample', body: [], buttons: [{ label: 'Save', data: 'save-data' }] },
      ],
      select: { label: 'Open', data: 'open-data', choices: [{ label: 'First', value: '1' }] },
      page: { number: 1, of: 2, next: { label: 'Next', data: 'next-data' } },
    }));
    input.end('/list\n1\nfirst\nnext\n');
    await adapter.ended;
    expect(shown()).toContain('Job  (Sample)  #1');
    expect(shown()).toContain('1 of 2  [3 Next]');
    expect(heard.slice(1)).toEqual([
      { kind: 'button', data: 'save-data' },
      { kind: 'select', data: 'open-data', value: '1' },
      { kind: 'button', data: 'next-data' },
    ]);
  });
});

test('nothing that a posting says moves the cursor, colours the screen or makes a link', async () => {
  const evil = 'Dev\x1b[2J\x1b]8;;https://evil.example\x07\x1b[31m\x9b1mOps\u202e\r\x08';
  const { adapter, input, shown } = await start(
    () => ({
      text: say`${evil}`,
      cards: [{ title: evil, number: evil, badge: evil, body: [say`${evil}`], buttons: [{ label: evil, data: 'd' }] }],
      select: { label: evil, data: 'd', choices: [{ label: evil, value: 'v' }] },
    }),
    { isInteractive: true },
  );
  input.end('/show\n');
  await adapter.ended;
  // Our own marks are the only escapes left.
  const rest = ['1', '22', '3', '23', '36', '39'].reduce((left, mark) => left.replaceAll(`\x1b[${mark}m`, ''), shown());
  expect(rest.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  expect(rest).not.toContain('evil.example');
  expect(rest).toContain('[1 DevOps]');
});

test('text for a terminal keeps letters of every script and breaks no line by itself', () => {
  expect(safeText('Köln\t東京 😀 مرحبا')).toBe('Köln 東京 😀 مرحبا');
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('  a b c\n\nd', 5)).toEqual(['  a b', '  c', '', 'd']);
  expect(wrap('\x1b[1mlong\x1b[22m word', 9)).toEqual(['\x1b[1mlong\x1b[22m word']);
});

test('files are saved for the owner alone, inside their folder, and their path is shown', async () => {
  const bytes = new TextEncoder().encode('{}\n');
  const { adapter, input, shown } = await start(() => ({
    files: [{ name: '../../export.json', mediaType: 'application/json', bytes }],
  }));
  input.end('/export\n');
  await adapter.ended;
  const path = join(directory, 'files', 'export.json');
  expect(shown().replaceAll(/\n\s+/g, ' ')).toContain(path);
  expect(await readFile(path, 'utf8')).toBe('{}\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(directory, 'files'))).mode & 0o777).toBe(0o700);
});

test('an output that went away ends nothing', async () => {
  const input = new PassThrough();
  const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
  const adapter = createConsoleAdapter({
    input,
    output,
    isInteractive: false,
    filesDirectory: directory,
    afterLine: async () => {},
  });
  const { conversation, heard } = conversationOf(() => ({ text: say`Fine.` }));
  await adapter.start(conversation);
  input.end('one\ntwo\n');
  await adapter.ended;
  expect(heard).toHaveLength(2);
});
