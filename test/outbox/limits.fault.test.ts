import { describe, test } from 'vitest';
import type { Adapter, Outcome } from '../../src/chat/adapter.ts';
import { figure } from '../faults/figures.ts';
import { seed, seeded } from '../faults/seeded.ts';
import { accepted, deliveryFor, nameOf, scriptedPlatform, useOutbox, waitingClock } from '../support/outbox.ts';

const outbox = useOutbox();
const platforms = ['telegram', 'discord'] as const;
type Name = (typeof platforms)[number];

const recipients = 50;

/** A clock that passes by waiting, with the database's `due_at` in step: what is due in 5 s is due after 5 s of waiting. */
const sharedClock = () => {
  const clock = waitingClock();
  const wait = async (ms: number): Promise<void> => {
    await outbox.change(
      `update notifications set due_at = due_at - $1 * interval '1 millisecond' where status = 'pending' and due_at > now()`,
      [ms],
    );
    await clock.wait(ms);
  };
  return { now: clock.now, wait };
};
type Shared = ReturnType<typeof sharedClock>;

/** Milliseconds until the next open message is due; null: none is open. */
const nextDueMs = async (): Promise<number | null> => {
  const [row] = await outbox.select<{ ms: number }>(
    `select ceil(greatest(0, extract(epoch from min(due_at) - now())) * 1000)::double precision as ms
     from notifications where status in ('pending', 'sending') having count(*) > 0`,
  );
  return row?.ms ?? null;
};

/** Runs until no message is open: when one falls due, and in the midst and at the very end of what holds the platform. */
const drain = async (adapter: Adapter, clock: Shared, heldUntil = () => 0): Promise<void> => {
  const delivery = deliveryFor(outbox, [adapter], { clock, wait: clock.wait });
  for (let ms: number | null = 0; ms !== null; ms = await nextDueMs()) {
    // What is short is held for a second.
    await clock.wait(Math.max(ms, 50));
    await delivery.run();
    const holdMs = heldUntil() - clock.now().getTime();
    if (holdMs < 2) continue;
    await clock.wait(Math.floor(holdMs / 2));
    await delivery.run();
    await clock.wait(Math.max(0, heldUntil() - clock.now().getTime() - 1));
    await delivery.run();
    await clock.wait(1);
  }
};

const fill = async (platform: Name) => {
  const people = [];
  for (let i = 0; i < recipients; i += 1) people.push(await outbox.addPerson(platform));
  await outbox.add(people.map(({ userId }) => ({ userId, kind: 'match' as const, dedupeKey: 'a' })));
  return people;
};

/** 0.2 to 300 s, as many short ones as long ones. */
const retryAfter = (random: () => number): number => Math.round(200 * 1_500 ** random());

const lost = async (): Promise<number> => (await outbox.rows()).filter(({ status }) => status !== 'delivered').length;

describe('30 % of all requests are answered 429', () => {
  test.each(platforms)('R10: on %s a chat is left alone for its time, and nobody else waits', async (platform) => {
    const quiet = sharedClock();
    await fill(platform);
    const undisturbed = scriptedPlatform(platform, accepted, quiet);
    await drain(undisturbed.adapter, quiet);

    await outbox.change('truncate users restart identity cascade');
    const clock = sharedClock();
    const people = await fill(platform);
    const random = seeded(seed);
    const held = new Map<string, number>();
    const refused = new Set<string>();
    let [early, refusals] = [0, 0];
    const busy = scriptedPlatform(
      platform,
      (to): Outcome => {
        const at = clock.now().getTime();
        if (at < (held.get(nameOf(to)) ?? 0)) early += 1;
        if (random() >= 0.3) return accepted(to);
        const afterMs = retryAfter(random);
        refusals += 1;
        refused.add(nameOf(to));
        held.set(nameOf(to), at + afterMs);
        return { kind: 'retry', afterMs, scope: 'recipient', isLimit: true, reason: '429' };
      },
      clock,
    );
    await drain(busy.adapter, clock);
    const times = (sent: typeof busy.sent) => {
      const since = sent[0]?.atMs ?? 0;
      return sent.map(({ to, atMs }) => [to, atMs - since] as const);
    };
    const calm = times(undisturbed.sent).map(([, ms]) => ms);
    const first = new Map(times(busy.sent).toReversed());
    const delays = people.flatMap(({ platformId }, i) =>
      refused.has(platformId) ? [] : [(first.get(platformId) ?? Number.POSITIVE_INFINITY) - (calm[i] ?? 0)],
    );
    const latest = Math.max(...delays);
    const missing = await lost();
    figure(
      'R10',
      `${platform}, ${refusals} of one chat: ${early} early, ${missing} lost, ${delays.length} others ${latest} ms later (seed ${seed})`,
      refusals > 0 && early === 0 && missing === 0 && latest <= 0,
    );
  });

  test.each(platforms)('R10: on %s everybody is left alone for the time of a global one', async (platform) => {
    const clock = sharedClock();
    await fill(platform);
    const random = seeded(seed);
    let [heldUntil, early, refusals] = [0, 0, 0];
    const { adapter } = scriptedPlatform(
      platform,
      (to): Outcome => {
        const at = clock.now().getTime();
        if (at < heldUntil) early += 1;
        if (random() >= 0.3) return accepted(to);
        const afterMs = retryAfter(random);
        refusals += 1;
        heldUntil = Math.max(heldUntil, at + afterMs);
        return { kind: 'retry', afterMs, scope: 'platform', isLimit: true, reason: '429' };
      },
      clock,
    );
    await drain(adapter, clock, () => heldUntil);
    const missing = await lost();
    figure(
      'R10',
      `${platform}, ${refusals} global: ${early} early, ${missing} lost`,
      refusals > 0 && early === 0 && missing === 0,
    );
  });
});
