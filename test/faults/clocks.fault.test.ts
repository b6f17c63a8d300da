import { expect, test } from 'vitest';
import { claim } from '../../src/outbox/claim.ts';
import { accepted, deliveryFor, scriptedPlatform, useOutbox } from '../support/outbox.ts';
import { eventually } from './eventually.ts';
import { figure } from './figures.ts';
import { seed, seeded } from './seeded.ts';

const HOUR_MS = 3_600_000;
const PEOPLE = 100;
/** Between two jumps, in ms. */
const STEADY_MS = 100;

const outbox = useOutbox();

const byTimer = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    // A wait that a jump made long would be the clock's, not ours.
    setTimeout(resolve, Math.min(ms, 100));
  });

/** A wall clock that jumps an hour or a day, ahead or back, every now and then. */
const jumpingClock = () => {
  const random = seeded(seed);
  let offsetMs = 0;
  let jumps = 0;
  let next = performance.now() + STEADY_MS;
  return {
    now: () => {
      if (performance.now() > next) {
        next = performance.now() + STEADY_MS;
        jumps += 1;
        offsetMs = ([1, -1, 24, -24][Math.floor(random() * 4)] ?? 0) * HOUR_MS;
      }
      return new Date(Date.now() + offsetMs);
    },
    jumps: () => jumps,
  };
};

const open = async (): Promise<number> =>
  (await outbox.rows()).filter(({ status }) => status === 'pending' || status === 'sending').length;

test('the jumps of a worker end no lease early or late, and repeat no message', async () => {
  for (let i = 0; i < PEOPLE; i += 1) await outbox.addMatches(await outbox.addPerson('discord'), `a${i}`, `b${i}`);
  // A process that died with a row, whose lease the database ends and nobody's clock.
  const [first] = await outbox.rows();
  expect(await claim(outbox.sequelize, first?.id ?? 0)).not.toBeNull();

  const answer = async (to: Parameters<typeof accepted>[0]) => {
    await byTimer(5);
    return accepted(to);
  };
  const platforms = [scriptedPlatform('discord', answer), scriptedPlatform('discord', answer)] as const;
  const jumping = jumpingClock();
  let early = 0;
  let late = 0;
  const onStep = (step: string, row: { readonly id: number; readonly lapsedForMs: number | null }): void => {
    if (step !== 'claimed' || row.lapsedForMs === null) return;
    if (row.id === first?.id) late += 1;
    else early += 1;
  };
  const given = { wait: byTimer, onStep };
  const deliveries = [
    deliveryFor(outbox, [platforms[0].adapter], { ...given, clock: jumping }),
    deliveryFor(outbox, [platforms[1].adapter], { ...given, clock: { now: () => new Date() } }),
  ];
  const runAll = async (): Promise<number> => {
    await Promise.all(deliveries.map((delivery) => delivery.run()));
    return open();
  };
  // All but the dead process's row and the one behind it.
  await eventually('all others', async () => (await runAll()) <= 2, 60_000);
  expect({ early, late }).toEqual({ early: 0, late: 0 });
  await outbox.change('update notifications set lease_until = now() where id = $1', [first?.id]);
  await eventually('the rest', async () => (await runAll()) === 0, 60_000);
  for (const delivery of deliveries) await delivery.stop();

  const texts = platforms.flatMap((platform) => platform.texts());
  const twice = texts.length - new Set(texts).size;
  figure(
    'R23',
    `${jumping.jumps()} jumps of an hour or a day (seed ${seed}): ${early} early leases, ${late} back at its end, ${twice} twice, ${2 * PEOPLE - new Set(texts).size} lost`,
    jumping.jumps() > 10 && early === 0 && late === 1 && twice === 0 && new Set(texts).size === 2 * PEOPLE,
  );
});
