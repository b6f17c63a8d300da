import { appendFileSync } from 'node:fs';
import { expect, inject } from 'vitest';
import type { PromiseId } from './promises.ts';

export interface Figure {
  readonly id: PromiseId;
  /** What was reached, in a few words with the unit; several of one promise are joined in the table. */
  readonly reached: string;
  readonly ok: boolean;
}

/** Puts a speed that was reached into the table, and whether it is as promised: that depends on the machine, so no test fails by it. */
export const measured = (id: PromiseId, reached: string, ok: boolean): void => {
  appendFileSync(inject('figures'), `${JSON.stringify({ id, reached, ok } satisfies Figure)}\n`);
};

/** Puts the figure that a promise reached into the table at the end of the run, and holds the test to it. */
export const figure = (id: PromiseId, reached: string, ok: boolean): void => {
  measured(id, reached, ok);
  expect(ok, `${id}: ${reached}`).toBe(true);
};
