import { expect, test } from 'vitest';
import { createRetryBudget } from '../../src/outbox/retry-budget.ts';

test('a hundred retries in ten seconds are allowed, more only as a fifth of all sends', () => {
  const budget = createRetryBudget();
  for (let i = 0; i < 100; i += 1) {
    expect(budget.allows(i)).toBe(true);
    budget.note(true, i);
  }
  expect(budget.allows(100)).toBe(false);
  for (let i = 0; i < 400; i += 1) budget.note(false, 1_000);
  expect(budget.allows(1_000)).toBe(false);
  budget.note(false, 1_000);
  expect(budget.allows(1_000)).toBe(true);
  expect(budget.allows(10_000)).toBe(true);
});

test('a clock that was set back leaves no budget spent in the future', () => {
  const budget = createRetryBudget();
  for (let i = 0; i < 100; i += 1) budget.note(true, 3_600_000);
  expect(budget.allows(0)).toBe(true);
});
