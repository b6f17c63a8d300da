import { test } from 'vitest';
import { createInvalidRequests } from '../../src/adapters/discord/invalid-requests.ts';
import type { Outcome } from '../../src/chat/adapter.ts';
import { createPacing } from '../../src/chat/pacing.ts';
import { figure } from '../faults/figures.ts';
import { deliveryFor, nameOf, scriptedPlatform, useOutbox, waitingClock } from '../support/outbox.ts';

const outbox = useOutbox();
const [blocked, closed] = [4_500, 500];
const windowMs = 10 * 60_000;

/** As the adapter's call does where its count of invalid answers is full. */
const later = (afterMs: number): Outcome => ({ kind: 'retry', afterMs, scope: 'platform', reason: 'too many invalid' });

test('R11: 5,000 people who blocked the bot and channels without permission in one fan-out', async () => {
  await outbox.change(
    `with person as (insert into users select from generate_series(1, $1::integer) returning id)
     insert into chat_accounts (user_id, platform, platform_id, chat_id) select id, 'discord', 'p' || id, 'c' || id from person`,
    [blocked],
  );
  await outbox.change(
    `with home as (
       insert into communities (platform, platform_id, title) select 'discord', 's' || n, 'Rust Jobs' from generate_series(1, $1::integer) n returning id
     ) insert into community_channels (community_id, chat_id, title) select id, 'ch' || id, 'jobs' from home`,
    [closed],
  );
  await outbox.change(
    `insert into notifications (user_id, chat_account_id, kind, dedupe_key) select user_id, id, 'match', key from chat_accounts, unnest(array['a', 'b']) key`,
  );
  await outbox.change(
    `insert into notifications (channel_id, kind, dedupe_key) select id, 'channel', key from community_channels, unnest(array['a', 'b']) key`,
  );
  const clock = waitingClock();
  const invalid = createInvalidRequests(clock);
  const asked: { readonly to: string; readonly at: number }[] = [];
  const { adapter } = scriptedPlatform(
    'discord',
    (to): Outcome => {
      const waitMs = invalid.waitMs();
      if (waitMs > 0) return later(waitMs);
      asked.push({ to: nameOf(to), at: clock.now().getTime() });
      invalid.note(403, null);
      return to.kind === 'person'
        ? { kind: 'gone', what: 'recipient', reason: 'discord 50007' }
        : { kind: 'refused', what: 'recipient', afterMs: 15 * 60_000, reason: 'discord 50001' };
    },
    clock,
  );
  const delivery = deliveryFor(outbox, [{ ...adapter, pacing: createPacing('discord') }], { clock, wait: clock.wait });
  for (let window = 0; window < 7; window += 1) {
    await delivery.run();
    await outbox.change(`update notifications set due_at = now() where status = 'pending'`);
    await clock.wait(windowMs);
  }
  const times = asked.map(({ at }) => at);
  const most = Math.max(...times.map((from, i) => times.filter((at, j) => j >= i && at < from + windowMs).length));
  const people = asked.filter(({ to }) => to.startsWith('p'));
  const second = people.length - new Set(people.map(({ to }) => to)).size;
  figure(
    'R11',
    `${asked.length} invalid in 70 min, ${asked.length - people.length} of them of channels, at most ${most} in 10 min, ${second} to who is gone`,
    most <= 1_000 && second === 0,
  );
});
