import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Looks again and again: what a process does is seen from outside only. */
export const eventually = async (
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
    await delay(20);
  }
};

/** A stop signal has put this process to sleep. Linux tells it in the third field of its `stat`. */
export const isStopped = async (pid: number): Promise<boolean> =>
  /^\d+ \(.*\) T /.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
