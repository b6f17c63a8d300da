import { expect, test } from 'vitest';
import { createInvalidRequests } from '../../../src/adapters/discord/invalid-requests.ts';

test('950 invalid answers in ten minutes stop what nobody asked for until the eldest is forgotten', () => {
  let now = 0;
  const invalid = createInvalidRequests({ now: () => new Date(now) });
  for (; now < 949_000; now += 1_000) invalid.note(now < 400_000 ? 200 : 403, null);
  for (const [status, scope] of [
    [200, null],
    [404, null],
    [429, 'shared'],
    [500, null],
  ] as const)
    invalid.note(status, scope);
  for (let i = 0; i < 400; i += 1) invalid.note(429, 'user');
  expect(invalid.waitMs()).toBe(0);
  invalid.note(401, null);
  expect(invalid.waitMs()).toBe(400_000 + 600_000 - now);
  now += invalid.waitMs();
  expect(invalid.waitMs()).toBe(0);
});
