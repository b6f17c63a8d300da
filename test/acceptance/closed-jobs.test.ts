import { expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import { boardJob } from '../support/greenhouse-board.ts';
import { onTelegram } from '../support/scenario-telegram.ts';

const stage = useStage();

/** As if the alert had waited through a night in which nobody read the board. */
const holdAlerts = async (): Promise<void> => {
  await stage.rows(`update notifications set status = 'pending', attempts = 0, delivered_at = null`);
  await stage.rows(`update postings set last_seen_at = now() - interval '12 hours'`);
  await stage.rows(`update sources set last_run_at = now() - interval '12 hours'`);
};

test('a job whose page says meanwhile that it is over is closed and not told, the others are', async () => {
  const ben = onTelegram(stage.telegram.person('Ben'));
  await ben.ask('/search add engineer');
  await stage.sources.list({ http: [boardJob(1, { title: 'Platform Engineer' })] });
  await stage.readBoards();
  expect((await ben.hear()).text).toContain('Platform Engineer');

  await stage.rows('update jobs set url = $1', [
    stage.sources.page('/open', '<h1>Platform Engineer</h1><p>Apply now.</p>'),
  ]);
  await holdAlerts();
  await stage.tick('deliver');
  expect((await ben.hear()).text).toContain('Platform Engineer');

  const over = '<h1>Platform Engineer</h1><p>This job is no longer accepting applications.</p>';
  await stage.rows('update jobs set checked_at = null, url = $1', [stage.sources.page('/over', over)]);
  await holdAlerts();
  await stage.tick('deliver');
  expect(await stage.rows('select status, closed_reason from jobs')).toEqual([
    { status: 'closed', closed_reason: expect.stringContaining('no longer accepting applications') },
  ]);
  expect(await stage.rows('select status from notifications')).toEqual([{ status: 'expired' }]);
  expect((await ben.ask('/jobs find engineer')).text).toContain('Nothing open fits');
  expect(errorsIn(stage.running.log)).toEqual([]);
});
