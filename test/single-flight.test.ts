import { expect, test } from 'vitest';
import { singleFlight } from '../src/single-flight.ts';

/** Work whose runs end when they are told to. */
const controlled = () => {
  const runs: { readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  let active = 0;
  let most = 0;
  const flight = singleFlight(() => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    runs.push({ end: resolve, fail: reject });
    active += 1;
    most = Math.max(most, active);
    return promise.finally(() => {
      active -= 1;
    });
  });
  return { flight, runs, most: () => most };
};

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('calls while it runs share one more run, which starts when the first has ended', async () => {
  const { flight, runs, most } = controlled();
  const first = flight();
  const [second, third] = [flight(), flight()];
  expect(runs).toHaveLength(1);
  runs[0]?.end();
  await first;
  await settle();
  expect(runs).toHaveLength(2);
  runs[1]?.end();
  await Promise.all([second, third]);
  expect(runs).toHaveLength(2);
  expect(most()).toBe(1);
});

test('a run that fails fails its own callers and not the run after it', async () => {
  const { flight, runs } = controlled();
  const first = flight();
  const second = flight();
  runs[0]?.fail(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  await settle();
  runs[1]?.end();
  await expect(second).resolves.toBeUndefined();
  const third = flight();
  runs[2]?.end();
  await expect(third).resolves.toBeUndefined();
});

test('a call in the moment between two runs starts no run of its own', async () => {
  const { flight, runs, most } = controlled();
  // Attached first, so that it runs before the waiting call's turn comes.
  const again = flight().then(() => flight());
  const waiting = flight();
  runs[0]?.end();
  await settle();
  expect(most()).toBe(1);
  for (let ended = 1; ended < runs.length; ended += 1) {
    runs[ended]?.end();
    await settle();
  }
  await Promise.all([again, waiting]);
  expect(most()).toBe(1);
});

test('work that hangs is left behind at its deadline, and the next call has it run anew', async () => {
  let runs = 0;
  const flight = singleFlight(() => {
    runs += 1;
    return runs === 1 ? new Promise(() => {}) : Promise.resolve();
  }, 10);
  await expect(flight()).rejects.toThrow('not done after 10 ms');
  await flight();
  expect(runs).toBe(2);
});
