import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Adapter, Conversation, Message, SealedReply, Sender } from '../../chat/adapter.ts';
import { createPacing } from '../../chat/pacing.ts';
import { renderReply, type Shown } from './render.ts';

export interface ConsoleDeps {
  readonly input: Readable;
  readonly output: Writable & { readonly columns?: number };
  /** A person sits there: prompt, colours, and messages whenever they come. */
  readonly isInteractive: boolean;
  /** Where files that the bot sends are put. */
  readonly filesDirectory: string;
  /** Without a person there, after each line: delivers what is due before the next line is read. */
  readonly afterLine: () => Promise<void>;
}

export interface ConsoleAdapter extends Adapter {
  /** Resolves when there is nothing more to read. */
  readonly ended: Promise<void>;
}

const sender: Sender = { platform: 'console', id: 'local', name: null, language: null };
const WIDTH = 100;
const YOU = 'you   ';
const BOT = 'bot   ';

/** The conversation in a terminal: a line is a message, a number or a label presses a button. */
export const createConsoleAdapter = ({
  input,
  output,
  isInteractive,
  filesDirectory,
  afterLine,
}: ConsoleDeps): ConsoleAdapter => {
  /** Made when it is read: lines that come before that would be lost. */
  let lines: Interface | null = null;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let isStopped = false;
  /** Numbers run on from one line typed to the next, so that a message that comes in between changes none. */
  let shown: Shown[] = [];

  const print = (text: string): Promise<void> =>
    new Promise((resolve) => {
      // A reader that went away (`| head`) is no reason to fail.
      if (output.destroyed || !output.writable) return resolve();
      output.write(text, () => resolve());
    });
  const prompt = () => (isInteractive && !isStopped ? print(`\n${YOU}`) : Promise.resolve());

  const saveFile = async (name: string, bytes: Uint8Array): Promise<string> => {
    await mkdir(filesDirectory, { recursive: true, mode: 0o700 });
    const path = join(filesDirectory, basename(name));
    await writeFile(path, bytes, { mode: 0o600 });
    return path;
  };

  const show = async (reply: SealedReply): Promise<void> => {
    const files = await Promise.all((reply.files ?? []).map((file) => saveFile(file.name, file.bytes)));
    const screen = renderReply(reply, {
      firstNumber: shown.length + 1,
      width: Math.max(40, Math.min(output.columns ?? WIDTH, WIDTH + 20) - BOT.length),
      hasColour: isInteractive,
      files,
    });
    shown = [...shown, ...screen.shown];
    const rows = screen.rows.map((row, i) => (i === 0 ? `${BOT}${row}` : `${' '.repeat(BOT.length)}${row}`.trimEnd()));
    await print(`${rows.join('\n')}\n`);
  };

  const messageFor = (line: string): Message => {
    const text = line.trim();
    const byNumber = /^\d{1,3}$/.test(text) ? shown[Number(text) - 1] : undefined;
    const byLabel = shown.find((one) => one.label.toLowerCase() === text.toLowerCase());
    const pressed = byNumber ?? byLabel;
    if (pressed === undefined) return { kind: 'text', text: line };
    if (pressed.kind === 'button') return { kind: 'button', data: pressed.data };
    return { kind: 'select', data: pressed.data, value: pressed.value };
  };

  const answerLine = async (conversation: Conversation, line: string): Promise<void> => {
    if (line.trim() === '') return;
    const message = messageFor(line);
    shown = [];
    await conversation.accept(
      { updateId: randomUUID(), sender, chat: { id: 'local', isPrivate: true }, message, origin: {} },
      (_, reply) => show(reply),
    );
    await conversation.idle();
  };

  const readAll = async (conversation: Conversation): Promise<void> => {
    await prompt();
    lines = createInterface({ input, terminal: false });
    for await (const line of lines) {
      if (isStopped) break;
      if (!isInteractive && line.trim() !== '') await print(`\n${YOU}${line}\n`);
      await answerLine(conversation, line);
      if (!isInteractive) await afterLine();
      await prompt();
    }
    end();
  };

  return {
    platform: 'console',
    ended,
    start: async (conversation) => {
      output.on('error', () => {});
      await conversation.resume('console', (_, reply) => show(reply));
      await conversation.idle();
      void readAll(conversation).catch(() => end());
    },
    stop: async () => {
      isStopped = true;
      lines?.close();
      end();
    },
    pacing: createPacing('console'),
    send: async (_recipient, reply) => {
      // Over the prompt that waits there.
      await print(isInteractive ? '\r\x1b[K' : '\n');
      await show(reply);
      await prompt();
      return { kind: 'delivered', messageId: randomUUID(), chatId: 'local' };
    },
  };
};
