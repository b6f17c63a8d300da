import { QueryTypes } from 'sequelize';
import { expect, test } from 'vitest';
import { checkSample } from '../../src/matching/check-sample.ts';
import { buildJob, buildSavedSearch, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { recordingLogger } from '../support/outbox.ts';

const { sequelize } = useDatabase();

test('what the engine says and PostgreSQL does not is an error in the log', async () => {
  const { id: userId } = await buildUser();
  const fitting = await buildSavedSearch({ userId, query: 'backend' });
  const other = await buildSavedSearch({ userId, query: 'nurse', number: 2 });
  const job = await buildJob({ title: 'Backend Engineer' });
  const [at] = await sequelize.query<{ snapshot: string; xid: string }>(
    'select pg_current_snapshot()::text as snapshot, changed_xid::text as xid from jobs where id = $1',
    { bind: [job.id], type: QueryTypes.SELECT },
  );
  const check = (fits: number[], changedXid = at?.xid ?? '') => {
    const { logger, names } = recordingLogger();
    const sample = { jobId: job.id, changedXid, snapshot: at?.snapshot ?? '', fits, now: new Date() };
    return checkSample({ sequelize, logger, random: () => 0 }, sample).then((found) => ({ found, names: names() }));
  };
  expect(await check([fitting.id])).toEqual({ found: 0, names: [] });
  expect(await check([fitting.id, other.id])).toEqual({ found: 1, names: ['match.differs'] });
  expect(await check([])).toMatchObject({ found: 1 });
  // A job that has changed since is none of its business.
  expect(await check([other.id], '1')).toEqual({ found: 0, names: [] });
});
