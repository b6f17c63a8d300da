import { expect, test } from 'vitest';
import { createBreaker } from '../../src/outbox/breaker.ts';

test('five sends without an answer open it, each failed trial for twice as long, and an answer closes it', () => {
  const breaker = createBreaker();
  for (let i = 0; i < 4; i += 1) breaker.failed(0);
  expect(breaker.isOpen(0)).toBe(false);
  breaker.failed(0);
  expect([0, 4_999, 5_000].map(breaker.isOpen)).toEqual([true, true, false]);
  expect(breaker.isTrying(5_000)).toBe(true);
  breaker.failed(5_000);
  expect([14_999, 15_000].map(breaker.isOpen)).toEqual([true, false]);
  for (let at = 15_000, i = 0; i < 10; i += 1, at += 60_000) breaker.failed(at);
  expect([15_000 + 540_000 + 59_999, 15_000 + 540_000 + 60_000].map(breaker.isOpen)).toEqual([true, false]);
  breaker.answered();
  expect([breaker.isOpen(700_000), breaker.isTrying(700_000)]).toEqual([false, false]);
});

test('an answer in between keeps it closed', () => {
  const breaker = createBreaker();
  for (let i = 0; i < 20; i += 1) {
    breaker.failed(0);
    if (i % 4 === 3) breaker.answered();
  }
  expect(breaker.isOpen(0)).toBe(false);
});
