import { QueryTypes } from 'sequelize';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ApplicationEvent,
  ButtonLine,
  Community,
  CrawlRun,
  Form,
  JobNumber,
  LinkCode,
  Notification,
  SeenUpdate,
} from '../../models/index.ts';
import { personalTables } from '../../src/services/account-data.sql.ts';
import { createAccountData } from '../../src/services/account-data.ts';
import {
  buildApplication,
  buildChannel,
  buildChatAccount,
  buildCoverLetter,
  buildJob,
  buildMatch,
  buildNotification,
  buildProfile,
  buildSavedSearch,
  buildSource,
  buildUser,
} from '../support/builders.ts';
import { personAt, startConversation, update } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const accountData = createAccountData({ sequelize });

interface Reference {
  readonly table: string;
  readonly column: string;
  readonly target: string;
  readonly isRequired: boolean;
}

const references = (): Promise<Reference[]> =>
  sequelize.query<Reference>(
    `select c.conrelid::regclass::text as "table", a.attname as "column", c.confrelid::regclass::text as target,
        a.attnotnull as "isRequired"
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.contype = 'f' order by 1, 2`,
    { type: QueryTypes.SELECT },
  );

/**
 * The tables whose rows belong to a person: `users`, and whatever must refer to a row that belongs
 * to one. A column that may be null is a mention: a posted job outlives a mention of who posted it.
 */
const tablesOfPeople = (all: readonly Reference[]): Set<string> => {
  const owned = new Set(['users']);
  for (let size = 0; size < owned.size; ) {
    size = owned.size;
    for (const one of all) if (one.isRequired && owned.has(one.target)) owned.add(one.table);
  }
  return owned;
};

const everyTable = async (): Promise<string[]> => {
  const rows = await sequelize.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    { type: QueryTypes.SELECT },
  );
  return rows.map(({ name }) => name);
};

/** Every row of the database, as text, by table. */
const dump = async (): Promise<Map<string, string[]>> => {
  const all = new Map<string, string[]>();
  for (const table of await everyTable()) {
    const rows = await sequelize.query<{ row: string }>(`select t::text as row from ${table} t order by 1`, {
      type: QueryTypes.SELECT,
    });
    all.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return all;
};

/** Somebody with a row in every table that knows people; every text of theirs holds `mark`. */
const buildPerson = async (mark: string) => {
  const { id: userId } = await buildUser({ displayName: mark });
  const account = await buildChatAccount({ userId, platformId: `id-${mark}`, displayName: mark });
  await buildProfile({ userId, fullName: mark, links: { blog: `https://${mark}.example/o'neil''s` } });
  const pasted = await buildJob({ title: mark, visibleTo: userId });
  await buildJob({ title: mark, postedBy: userId });
  await CrawlRun.create({
    sourceId: (await buildSource({ requestedBy: userId })).id,
    status: 'done',
    requestedBy: userId,
    query: mark,
    location: mark,
  });
  const search = await buildSavedSearch({ userId, query: mark });
  const job = await buildJob();
  await JobNumber.create({ userId, jobId: job.id, number: 1 });
  await buildMatch({ savedSearchId: search.id, jobId: job.id });
  const application = await buildApplication({ userId, jobId: pasted.id, notes: mark });
  await ApplicationEvent.create({ applicationId: application.id, kind: 'note', note: mark, madeBy: 'person' });
  const letter = await buildCoverLetter({ userId, jobId: job.id, applicationId: application.id, body: mark });
  await application.update({ coverLetterId: letter.id });
  await buildNotification({ userId, chatAccountId: account.id, kind: 'letter', coverLetterId: letter.id });
  const channel = await buildChannel({ followedBy: userId });
  await Community.update({ setUpBy: userId }, { where: { id: channel.communityId } });
  await Form.create({ chatAccountId: account.id, line: mark, asking: 'what', answers: { what: mark } });
  await ButtonLine.create({ id: `line-${mark}`, chatAccountId: account.id, line: mark });
  await LinkCode.create({ chatAccountId: account.id, codeHash: Buffer.from(mark), expiresAt: new Date() });
  const payload = { ...update(mark), updateId: `update-${mark}` };
  await SeenUpdate.create({
    platform: 'telegram',
    updateId: payload.updateId,
    platformAccountId: `id-${mark}`,
    payload,
  });
  return { userId, account };
};

describe('what belongs to a person', () => {
  test('every column of the schema that refers to a person is in a table that is exported and forgotten', async () => {
    const all = await references();
    const people = tablesOfPeople(all);
    expect(people).toContain('application_events');
    const known = all.filter((one) => people.has(one.target)).map((one) => one.table);
    expect(known).toContain('jobs');
    // Its account is text, since an update can come from somebody who has no account yet.
    expect(Object.keys(personalTables).toSorted()).toEqual(
      [...new Set([...people, ...known, 'seen_updates'])].toSorted(),
    );
  });

  test('no column names an account or a person without referring to it, but those of servers, of seen_updates and of link_tries', async () => {
    const named = await sequelize.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'public' and column_name ~ '(user|account|person|_by$|visible_to|platform_id)'
          and column_name not in ('written_by', 'asked_by', 'made_by', 'found_by')
        order by 1`,
      { type: QueryTypes.SELECT },
    );
    const referring = (await references()).map((one) => `${one.table}.${one.column}`);
    expect(named.map((one) => one.name).filter((name) => !referring.includes(name))).toEqual([
      'chat_accounts.platform_id',
      'communities.platform_id',
      // A hash, for an hour: who forgets everything has not forgotten that they guessed.
      'link_tries.account_hash',
      'seen_updates.platform_account_id',
    ]);
  });
});

describe('two people with a row in every table', () => {
  const people: { ada: { userId: number }; bob: { userId: number } } = { ada: { userId: 0 }, bob: { userId: 0 } };
  beforeAll(async () => {
    people.ada = await buildPerson('canary-ada');
    people.bob = await buildPerson('canary-bob');
  });

  test('the export holds every row of the one and none of the other', async () => {
    const data = await accountData.exportAll(people.ada.userId);
    for (const [table, rows] of Object.entries(data)) expect(rows.length, table).toBeGreaterThan(0);
    const text = JSON.stringify(data);
    expect(text).not.toContain('canary-bob');
    for (const [table, rows] of await dump()) {
      const theirs = rows.filter((row) => row.includes('canary-ada')).length;
      expect(data[table]?.length ?? 0, table).toBeGreaterThanOrEqual(theirs);
      if (theirs > 0) expect(JSON.stringify(data[table]), table).toContain('canary-ada');
    }
    expect(data.profiles?.[0]).toMatchObject({ links: { blog: "https://canary-ada.example/o'neil''s" } });
    expect(data.chat_accounts?.[0]).toMatchObject({ platform: 'telegram', platform_id: 'id-canary-ada' });
  });

  test('forgetting the one leaves nothing of theirs anywhere, and everything of the other', async () => {
    const before = await dump();
    await accountData.forget(people.ada.userId);
    const after = await dump();
    for (const [table, rows] of before) {
      const left = after.get(table) ?? [];
      expect(
        left.filter((row) => row.includes('canary-ada')),
        table,
      ).toEqual([]);
      const ofBob = rows.filter((row) => row.includes('canary-bob'));
      expect(
        left.filter((row) => row.includes('canary-bob')),
        table,
      ).toEqual(ofBob);
    }
    for (const { table, column, target } of await references()) {
      if (target !== 'users') continue;
      const [row] = await sequelize.query<{ total: number }>(
        `select count(*)::integer as total from ${table} where ${column} = $1`,
        { bind: [people.ada.userId], type: QueryTypes.SELECT },
      );
      expect(row?.total, `${table}.${column}`).toBe(0);
    }
    expect(await accountData.exportAll(people.ada.userId)).toEqual(
      Object.fromEntries(Object.keys(personalTables).map((table) => [table, []])),
    );
    expect(await Notification.count({ where: { userId: people.ada.userId } })).toBe(0);
    const ofBob = await accountData.exportAll(people.bob.userId);
    for (const [table, rows] of Object.entries(ofBob)) expect(rows.length, table).toBeGreaterThan(0);
  });
});

test('who is forgotten in chat is asked first, and can start anew', async () => {
  const ada = personAt(startConversation({ sequelize }).conversation, { id: 'anew' });
  await ada.say('/profile edit name:"Ada Lind"');
  const asked = await ada.tell('/forget');
  expect(await ada.say('/profile')).toContain('Ada Lind');
  await ada.press(asked, 'Delete everything');
  expect(await SeenUpdate.count({ where: { platformAccountId: 'anew' } })).toBe(0);
  expect(await ada.say('/profile')).toContain('Your profile is empty.');
});
