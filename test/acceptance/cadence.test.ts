import { QueryTypes } from 'sequelize';
import { expect, test } from 'vitest';
import { tellDue } from '../../src/alerts/tell-due.ts';
import { tellMatches } from '../../src/alerts/tell-matches.ts';
import { plain } from '../../src/chat/reply.ts';
import { news } from '../../src/presenters/news.ts';
import { buildJob, buildMatch } from '../support/builders.ts';
import { personAt, startConversation } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
let now = new Date('2027-10-29T08:00:00Z');
const clock = { now: () => now };
const { conversation, services } = startConversation({ sequelize, clock });
const ada = personAt(conversation, { id: '7' });

interface Sent {
  readonly id: number;
  readonly kind: 'match' | 'digest';
  readonly userId: number;
  readonly chatAccountId: number;
  readonly dedupeKey: string;
  readonly jobId: number | null;
  readonly savedSearchId: number | null;
}

/** What goes out of the outbox now, as `25 Oct 09:00` of Berlin and its first line. */
const deliver = async (): Promise<string[]> => {
  const rows = await sequelize.query<Sent>(
    `update notifications set status = 'delivered' where status = 'pending'
     returning id, kind, user_id as "userId", chat_account_id as "chatAccountId", dedupe_key as "dedupeKey",
       job_id as "jobId", saved_search_id as "savedSearchId"`,
    { type: QueryTypes.SELECT },
  );
  const said: string[] = [];
  for (const { userId, chatAccountId, ...row } of rows.sort((one, other) => one.id - other.id)) {
    const to = { kind: 'person' as const, userId, chatAccountId };
    const told = await services.news.read({ ...row, to, coverLetterId: null, sourceId: null });
    if (told === null) continue;
    const reply = news(told, now);
    const [first = ''] = plain(reply.text ?? []).split('\n');
    said.push(`${shown(now)} ${first}${(reply.cards ?? []).map(({ title }) => ` ${title}`).join('')}`);
  }
  return said;
};

const shown = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' }).format(at);

/** Looks every half hour up to a time, as the schedule would, and returns what was said. */
const until = async (end: string): Promise<string[]> => {
  const said: string[] = [];
  for (const last = new Date(end); now < last; now = new Date(now.getTime() + 1_800_000)) {
    await tellDue(sequelize, now);
    said.push(...(await deliver()));
  }
  return said;
};

/** New jobs that one search of the person matches now. */
const found = async (number: number, titles: readonly string[]): Promise<void> => {
  const [search] = await sequelize.query<{ id: number; userId: number }>(
    `select id, user_id as "userId" from saved_searches where number = $1`,
    { bind: [number], type: QueryTypes.SELECT },
  );
  const matches: { userId: number; jobId: number }[] = [];
  for (const title of titles) {
    const job = await buildJob({ title, companyName: 'Oak', postedAt: now });
    await buildMatch({ jobId: job.id, savedSearchId: search?.id ?? 0 });
    matches.push({ userId: search?.userId ?? 0, jobId: job.id });
  }
  await sequelize.transaction((transaction) => tellMatches(sequelize, matches, now, transaction));
};

test('over days and a change of the clocks each job is told at its minute, and none twice', async () => {
  await ada.say('/search add backend');
  await ada.say('/search add nurse');
  expect(await ada.say('/notify timezone Europe/Berlin')).toContain('It is 10:00 where you are');
  expect(await ada.say('/notify')).toContain('Quiet from 22:00 to 08:00');
  expect(await ada.say('/notify search 2 daily')).toContain('daily');
  expect(await ada.say('/search list')).toContain('told daily');

  await found(1, ['Backend A']);
  await found(2, ['Nurse A']);
  expect(await deliver()).toEqual(['2027-10-29 10:00 New for search 1 (backend): Backend A · Oak']);
  now = new Date('2027-10-29T21:30:00Z');
  await found(1, ['Backend B']);
  expect(await until('2027-10-30T10:00:00Z')).toEqual([
    '2027-10-30 08:00 New for search 1 (backend): Backend B · Oak',
    '2027-10-30 09:00 1 new job for search 2 (nurse):',
  ]);

  await found(
    1,
    Array.from({ length: 20 }, (_, index) => `Backend ${index + 1}`),
  );
  const same = await deliver();
  expect(same).toHaveLength(4);
  // The clocks go back in the night to the 31st: an hour more of sleep, the digest at nine all the same.
  expect(await until('2027-10-31T12:00:00Z')).toEqual(['2027-10-31 09:00 16 new jobs for search 1 (backend):']);
  expect(await ada.say('/matches')).toContain('5 more');

  expect(await ada.say('/notify pause 2 weeks')).toContain('2027-11-14');
  await found(1, ['Backend Late']);
  await found(2, ['Nurse Late']);
  now = new Date('2027-11-13T12:00:00Z');
  expect(await until('2027-11-14T09:00:00Z')).toEqual([
    '2027-11-14 09:00 2 new jobs for search 1 (backend) and 2 (nurse):',
  ]);
  const twice = await sequelize.query(
    `select job_id from matches where told_at is not null group by job_id having count(distinct notification_id) > 1`,
    { type: QueryTypes.SELECT },
  );
  expect(twice).toEqual([]);
});

test('a clock set back or forward by an hour or a day brings no second digest', async () => {
  await ada.say('/notify daily 12');
  const names: string[] = [];
  let at = new Date('2027-11-20T10:30:00Z').getTime();
  for (const jump of [0, 3_600_000, -3_600_000, 86_400_000, -86_400_000, 0]) {
    now = new Date(at + jump);
    await found(1, [`Backend at ${names.length} ${jump}`]);
    names.push(...(await until(new Date(now.getTime() + 7_200_000).toISOString())));
    at += 3_600_000;
  }
  const keys = await sequelize.query<{ key: string; times: number }>(
    `select dedupe_key as key, count(*)::int as times from notifications where kind = 'digest' group by 1`,
    { type: QueryTypes.SELECT },
  );
  expect(keys.filter(({ times }) => times > 1)).toEqual([]);
  const days = names.map((line) => line.slice(0, 10));
  expect(new Set(days).size).toBe(days.length);
  process.stdout.write(`R23: 5 jumps of the clock, ${days.length} digests on ${new Set(days).size} dates\n`);
});
