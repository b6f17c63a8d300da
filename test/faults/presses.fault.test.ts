import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Application, ApplicationEvent, initModels, JobNumber, SavedSearch, User } from '../../models/index.ts';
import { openDatabase } from '../../src/database.ts';
import { UserError } from '../../src/errors.ts';
import { createLogger } from '../../src/logger.ts';
import { buildJob, buildProfile, buildUser } from '../support/builders.ts';
import { startConversation } from '../support/chat.ts';
import { useDatabaseUrl } from '../support/database.ts';
import { figure } from './figures.ts';
import { seed } from './seeded.ts';

/** As many connections as there are presses, so that they do meet. */
const sequelize = openDatabase({ url: useDatabaseUrl().url, pool: 50, logger: createLogger('silent') });
initModels(sequelize);
afterAll(() => sequelize.close());
const { services } = startConversation({ sequelize });

/** A person who was shown a job under number 1. */
const shown = async (): Promise<{ readonly userId: number; readonly number: number }> => {
  const [user, job] = [await buildUser(), await buildJob({ title: 'Backend Engineer' })];
  await buildProfile({ userId: user.id });
  await JobNumber.create({ userId: user.id, jobId: job.id, number: 1 });
  await User.update({ lastJobNumber: 1 }, { where: { id: user.id } });
  return { userId: user.id, number: 1 };
};

const wish = { query: 'backend', letters: false, currency: undefined, line: 'backend' };
const isGone = (error: unknown): boolean => error instanceof UserError && error.id === 'search.not_found';

/** So many presses at once, each on a connection of its own; how many of them changed something. */
const press = async (many: number, act: () => Promise<boolean>): Promise<number> =>
  (await Promise.all(Array.from({ length: many }, act))).filter((changed) => changed).length;

describe('2 to 50 presses at once', () => {
  test('have one effect, and the others are told that it is done', async () => {
    const rounds: readonly number[] = [2, 50, ...fc.sample(fc.integer({ min: 2, max: 50 }), { numRuns: 4, seed })];
    let presses = 0;
    for (const many of rounds) {
      const { userId, number } = await shown();
      const keep = (status: 'saved' | 'applied') => async () =>
        (await services.applications.keep(userId, number, status)).changed;
      await keep('saved')();
      expect(await press(many, keep('applied'))).toBe(1);
      expect(await press(many, keep('saved'))).toBe(0);
      const [application, ...others] = await Application.findAll({ where: { userId } });
      expect(others).toEqual([]);
      expect(await ApplicationEvent.count({ where: { applicationId: application?.id ?? 0 } })).toBe(2);

      const why = { reason: undefined, about: undefined };
      await press(many, async () => (await services.dismissals.dismiss(userId, number, why)) !== null);
      expect(await JobNumber.count({ where: { userId, number } })).toBe(1);

      expect(await press(many, async () => (await services.searches.add(userId, wish)).isNew)).toBe(1);
      expect(await SavedSearch.count({ where: { userId } })).toBe(1);
      const remove = (): Promise<boolean> =>
        services.searches.delete(userId, 1).then(
          () => true,
          (error: unknown) => {
            if (!isGone(error)) throw error;
            return false;
          },
        );
      expect(await press(many, remove)).toBe(1);
      expect(await SavedSearch.count({ where: { userId } })).toBe(0);
      presses += 5 * many;
    }
    figure('R32', `${presses} presses of Apply, Save, Dismiss, Follow and Delete: 1 effect each (seed ${seed})`, true);
  });
});
