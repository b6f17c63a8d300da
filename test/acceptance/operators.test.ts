import { PassThrough } from 'node:stream';
import { QueryTypes } from 'sequelize';
import { expect, onTestFinished, test } from 'vitest';
import { type RunningApp, type Sources, startSources, startTestApp } from '../support/app.ts';
import { useDatabase } from '../support/database.ts';

const database = useDatabase();

/** The terminal of the machine, whose person is an operator. */
const atTerminal = async (sources?: Sources): Promise<{ running: RunningApp; type: (line: string) => void }> => {
  const input = new PassThrough();
  const running = await startTestApp({
    databaseUrl: database.url,
    input,
    ...(sources === undefined ? {} : { sources }),
  });
  onTestFinished(running.stop);
  return { running, type: (line) => void input.write(`${line}\n`) };
};

test('an operator reads the sample board again', async () => {
  const { running, type } = await atTerminal();
  type('/admin run 1');
  await running.prints('what was read', (printed) => /Read: 62 postings, 10 new, 0 merged/.test(printed));
  type('/admin');
  await running.prints('the sources', (printed) => printed.includes('1 source, all well:'));
});

test('a source that fails once too often is switched off, its operator told once, and it can be switched on', async () => {
  const sources = await startSources();
  onTestFinished(sources.close);
  sources.page('/v1/boards/fernwood/jobs', '<html><body>We moved.</body></html>');
  const { running, type } = await atTerminal(sources);
  type('/help');
  await running.prints('help', (printed) => printed.includes('/search'));
  await database.sequelize.query(
    `update sources set failures = 10, next_run_at = now(), asked_at = null where url like 'http://%'`,
  );
  await running.tick('crawl');
  await running.prints('the message', (printed) => /I switched off source \d+ /.test(printed));
  expect(running.printed()).toContain('failed 11 times: not JSON');
  await running.tick('maintain');
  await running.tick('deliver');
  expect(running.printed().split('I switched off source')).toHaveLength(2);

  const isOff = () =>
    database.sequelize.query<{ id: number }>('select id from sources where not is_active', { type: QueryTypes.SELECT });
  type(`/admin on ${(await isOff())[0]?.id}`);
  await running.prints('that it is on', (printed) => printed.includes('Switch off'));
  expect(await isOff()).toEqual([]);
});
