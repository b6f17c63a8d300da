import { withDeadline } from './chat/deadline.ts';

/** Far beyond what any loop takes: what lasts so long hangs. */
const DEADLINE_MS = 10 * 60_000;

/**
 * The same work, never twice at once: a call while it runs has it run once more afterwards and
 * resolves with that run, so that what was there to do at the call is done when it resolves. Work
 * that hangs is left behind after `deadlineMs`: its calls reject, and the next run begins beside it.
 */
export const singleFlight = (work: () => Promise<void>, deadlineMs = DEADLINE_MS): (() => Promise<void>) => {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = withDeadline(work(), deadlineMs, () => new Error(`not done after ${deadlineMs} ms`)).finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    // Between the end of one run and the start of the next both have to be asked.
    if (next !== null) return next;
    if (running === null) return start();
    next = running
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
};
