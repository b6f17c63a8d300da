import { expect, test } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { startSchedule } from '../../src/schedule/cron.ts';

test('a tick that fails is logged and stops neither its next one nor the others', async () => {
  const logged: string[] = [];
  const times: Date[] = [];
  const { promise: twice, resolve } = Promise.withResolvers<void>();
  const { promise: other, resolve: otherRan } = Promise.withResolvers<void>();
  const schedule = startSchedule(
    { crawl: '* * * * * *', match: '* * * * * *' },
    async (name, at) => {
      if (name === 'match') return otherRan();
      times.push(at);
      if (times.length === 2) resolve();
      throw new Error('no board today');
    },
    createLogger('error', (line) => logged.push(line)),
  );
  try {
    await Promise.all([twice, other]);
  } finally {
    await schedule.stop();
  }
  expect((times[1]?.getTime() ?? 0) - (times[0]?.getTime() ?? 0)).toBeGreaterThan(500);
  expect(logged[0]).toContain('no board today');
  expect(JSON.parse(logged[0] ?? '{}')).toMatchObject({ msg: 'tick failed', name: 'crawl' });
});
