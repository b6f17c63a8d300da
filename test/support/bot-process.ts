import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMoments } from './telegram/moments.ts';

export interface Ended {
  /** Null: a signal ended it. */
  readonly code: number | null;
  /** From the signal that this side sent, or else from the start, in ms. */
  readonly afterMs: number;
}

/** The bot as its operator runs it: a process of its own, with nothing but the settings given here. */
export interface BotProcess {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves as soon as the pattern is in what was written; rejects where the process ends without it. */
  readonly writes: (pattern: RegExp, ms?: number) => Promise<void>;
  readonly types: (text: string) => void;
  /** Ends its input. */
  readonly hangsUp: () => void;
  /** Sends the signal and waits for the end. */
  readonly signal: (name: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGCONT') => Promise<Ended>;
  readonly ended: Promise<Ended>;
  readonly isRunning: () => boolean;
}

const root = join(import.meta.dirname, '..', '..');
const open = new Set<ChildProcess>();

/** Starts the bot as `npm start` does; `inTerminal`: with a person before it, through the program `script`. */
export const startBot = (
  settings: Readonly<Record<string, string>>,
  { inTerminal = false }: { readonly inTerminal?: boolean } = {},
): BotProcess => {
  const main = [process.execPath, join(root, 'src', 'start.ts')];
  return startProcess(inTerminal ? ['script', '-qec', `exec ${main.join(' ')}`, '/dev/null'] : main, settings);
};

/** Starts a part of the bot: a file below the project that reads its orders, as JSON, from its first argument. */
export const startWorker = (file: string, orders: object): BotProcess =>
  startProcess([process.execPath, join(root, file), JSON.stringify(orders)], { NODE_COMPILE_CACHE: compileCache });

/** Reading the source is half of a start: it is taken from the cache that the bot itself uses. */
const compileCache = join(tmpdir(), 'node-compile-cache');

const startProcess = (
  [program = '', ...list]: readonly string[],
  settings: Readonly<Record<string, string>>,
): BotProcess => {
  const moments = createMoments();
  const child = spawn(program, list, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
    stdio: 'pipe',
  });
  open.add(child);
  let since = performance.now();
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
      moments.notify();
    });
  }
  // It may be gone before its input is.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code]): Ended => {
    open.delete(child);
    moments.notify();
    return { code, afterMs: Math.round(performance.now() - since) };
  });

  return {
    pid: child.pid ?? 0,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    writes: async (pattern, ms = 20_000) => {
      const isThere = (): boolean => pattern.test(written.stdout) || pattern.test(written.stderr);
      await moments.until(() => (isThere() || !open.has(child) ? true : null), `the bot to write ${pattern}`, ms);
      if (!isThere()) throw new Error(`The bot ended without ${pattern}: ${written.stderr}`);
    },
    types: (text) => void child.stdin.write(text),
    hangsUp: () => void child.stdin.end(),
    signal: (name) => {
      since = performance.now();
      child.kill(name);
      return ended;
    },
    ended,
    isRunning: () => open.has(child),
  };
};

/** Kills what still runs; for `afterEach`. */
export const endBots = async (): Promise<void> => {
  await Promise.all(
    [...open].map(async (child) => {
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    }),
  );
};
