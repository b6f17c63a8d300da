import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import { boardJob } from '../support/greenhouse-board.ts';
import type { Answer, Talker } from '../support/scenario.ts';
import { onDiscord } from '../support/scenario-discord.ts';
import { onTelegram } from '../support/scenario-telegram.ts';

/** Each a second later than the one before, so that "newest first" says which is first. */
const published = (id: number): string => new Date(Date.now() - 24 * 3_600_000 + id * 1000).toISOString();
const pay = (min: number, max: number) => [
  { min_cents: min * 100, max_cents: max * 100, currency_type: 'EUR', title: 'Annual salary' },
];
const posting = (id: number, title: string, given: Readonly<Record<string, unknown>> = {}) =>
  boardJob(id, {
    title,
    location: { name: 'Berlin' },
    first_published: published(id),
    updated_at: published(id),
    ...given,
  });

const first = {
  http: [
    posting(1001, 'Backend Engineer', {
      pay_input_ranges: pay(75_000, 90_000),
      content: '&lt;p&gt;We run Node.js, PostgreSQL and Kafka.&lt;/p&gt;',
    }),
    posting(1002, 'Backend Developer, Search', { location: { name: 'Remote - Germany' } }),
    posting(1003, 'Ward Nurse', { location: { name: 'Leeds' } }),
  ],
  file: [
    posting(2001, 'Backend Engineer, Payments', { company_name: 'Oakline', pay_input_ranges: pay(80_000, 95_000) }),
    posting(2002, 'Data Analyst', { company_name: 'Oakline', content: 'Reports and numbers.' }),
  ],
};
const gained = {
  http: [...first.http, posting(1004, 'Senior Backend Engineer')],
  file: [...first.file, posting(2003, 'Backend Developer, Ledger', { company_name: 'Oakline' })],
};

describe('one script of messages on Discord and on Telegram at once', () => {
  const stage = useStage((sources) => sources.list(first));
  let ann: Talker;
  let ben: Talker;
  const both = <T>(act: (talker: Talker) => Promise<T>): Promise<readonly [T, T]> => Promise.all([act(ann), act(ben)]);

  /** The same to both, who must read the same. Gives what Ann read. */
  const same = async (act: (talker: Talker) => Promise<Answer>): Promise<Answer> => {
    const [one, other] = await both(act);
    expect(comparable(one)).toEqual(comparable(other));
    expect([...one.reaches, ...other.reaches]).toEqual([]);
    return one;
  };
  const comparable = ({ text, actions, opens, files }: Answer) => ({ text, actions, opens, files: files.length });
  /** The same press of what each of them has before them. */
  const latest = new Map<Talker, Answer>();
  const keep = async (act: (talker: Talker) => Promise<Answer>): Promise<Answer> =>
    same(async (talker) => {
      const answer = await act(talker);
      latest.set(talker, answer);
      return answer;
    });
  const shown = (talker: Talker): Answer => {
    const answer = latest.get(talker);
    if (answer === undefined) throw new Error('nothing is shown yet');
    return answer;
  };

  beforeAll(async () => {
    ann = onDiscord(stage.discord.person('Ann', { hasChat: true }));
    ben = onTelegram(stage.telegram.person('Ben'));
    await stage.readBoards();
  });
  // To be read as a person reads it: wording that is clumsy fails no test.
  afterAll(() => writeFileSync(join(tmpdir(), 'jobhound-transcript.txt'), `${ann.transcript()}\n${ben.transcript()}`));

  test('reads the same, step by step, with forms, buttons, pages and messages of the loop', async () => {
    const welcome = await keep((one) =>
      one.fillIn('/start', { what: 'backend', where: 'berlin', remote: 'Also remote', pay: '70k EUR' }),
    );
    expect(welcome.text).toContain('Saved as search 1');
    await keep((one) => shown(one).turn('Next'));
    await keep((one) => shown(one).turn('Previous'));
    await same((one) => one.ask('/help'));
    await same((one) => one.ask('/help search', { path: 'help', options: { command: 'search' } }));
    const profile = await same((one) =>
      one.fillIn('/profile edit', {
        name: 'Ada Lind',
        title: 'Backend Developer',
        years: '6',
        skills: 'node, postgres',
        experience: '',
      }),
    );
    expect(profile.text).toContain('Ada Lind');
    await same((one) => one.ask('/profile view'));
    const added = await same((one) =>
      one.ask('/search add developer title:developer location:berlin remote:yes', {
        path: 'search add',
        options: { query: 'developer', title: 'developer', location: 'berlin', remote: 'yes' },
      }),
    );
    expect(added.text).toContain('Saved as search 2');

    const found = await keep((one) =>
      one.ask('/jobs find backend', { path: 'jobs find', options: { query: 'backend' } }),
    );
    expect(found.text).toContain('1 of 3');
    expect((await keep((one) => shown(one).turn('Next'))).text).toContain('2 of 3');
    expect((await keep((one) => shown(one).turn('Next'))).text).toContain('3 of 3');
    await same((one) => shown(one).press('Why?'));
    await same((one) => shown(one).press('Save'));
    await same((one) => shown(one).press('Save'));
    expect((await keep((one) => shown(one).turn('Previous'))).text).toContain('2 of 3');
    const dismissed = await keep((one) => shown(one).press('Not for me'));
    expect(dismissed.actions).toEqual(expect.arrayContaining(['The company', 'The pay', 'Undo']));
    await keep((one) => shown(one).press('Undo'));
    await keep((one) =>
      one.ask('/jobs find payments company:oakline', {
        path: 'jobs find',
        options: { query: 'payments', company: 'oakline' },
      }),
    );
    const asked = await keep((one) => shown(one).press('Draft letter'));
    expect(asked.text).toContain('May I?');
    expect(stage.openai.requests).toHaveLength(0);
    const drafted = await keep((one) => shown(one).press('Yes, you may'));
    expect(drafted.text).toContain('Drafted by OpenAI');
    expect(drafted.text).toContain('Dear Oakline team');
    expect((await keep((one) => shown(one).press('Draft again'))).text).toContain('version 2');
    expect(stage.openai.requests).toHaveLength(4);
    expect((await keep((one) => shown(one).press('Applied'))).text).toContain('you applied');
    await keep((one) => shown(one).press('Show'));
    await same((one) => shown(one).fillIn('Add a note', { note: 'Talked to "Jo" on the phone.' }));
    await same((one) => one.ask('/letter show 1', { path: 'letter show', options: { number: 1 } }));

    await keep((one) => one.ask('/applications list'));
    await same((one) => shown(one).press('2 Backend Engineer, Payments · Oakline'));
    await same((one) =>
      one.ask('/applications status 2 interviewing', {
        path: 'applications status',
        options: { number: 2, status: 'interviewing' },
      }),
    );
    await same((one) =>
      one.ask('/applications status 2 saved', {
        path: 'applications status',
        options: { number: 2, status: 'saved' },
      }),
    );
    await same((one) =>
      one.ask('/applications list interviewing', {
        path: 'applications list',
        options: { status: 'interviewing' },
      }),
    );
    const history = await same((one) =>
      one.ask('/applications show 2', { path: 'applications show', options: { number: 2 } }),
    );
    expect(history.text).toContain('Talked to "Jo" on the phone.');

    await stage.sources.list(gained);
    await stage.readBoards();
    const pushed = await Promise.all([ann, ben].map(async (one) => [await one.hear(), await one.hear()] as const));
    const [toAnn = [], toBen = []] = pushed;
    expect(toAnn.map(comparable)).toEqual(toBen.map(comparable));
    expect(toAnn.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringMatching(/^New for search 1 /),
      expect.stringMatching(/^New for search 1 /),
    ]);
    latest.set(ann, toAnn[0] as Answer);
    latest.set(ben, toBen[0] as Answer);
    await same((one) => shown(one).press('Save'));
    await same((one) => shown(one).press('Why?'));
    await same((one) => shown(one).press('Not for me'));

    await same((one) => one.ask('/notify daily 18:30', { path: 'notify daily', options: { hour: '18:30' } }));
    await same((one) => one.ask('/notify instant', { path: 'notify instant' }));
    await same((one) => one.ask('/search list'));
    await same((one) => one.ask('/search pause 1', { path: 'search pause', options: { number: 1 } }));
    await same((one) => one.ask('/search list'));
    await same((one) => one.ask('/search resume 1', { path: 'search resume', options: { number: 1 } }));
    await keep((one) => one.ask('/search delete 2', { path: 'search delete', options: { number: 2 } }));
    await keep((one) => shown(one).press('Undo'));
    await same((one) => one.ask('/matches'));
    await same((one) => one.say('frontend munich'));
    expect(errorsIn(stage.running.log)).toEqual([]);
  });

  test('exports to each person what is theirs and nothing of the other', async () => {
    const [anns, bens] = await both((one) => one.askForFile('/export'));
    const tables = [anns, bens].map(({ files }) => JSON.parse(files[0]?.text ?? '') as Record<string, object[]>);
    const ids = await stage.rows('select user_id from chat_accounts order by platform');
    expect(tables.map(({ users }) => users)).toEqual(
      ids.map(({ user_id }) => [expect.objectContaining({ id: user_id })]),
    );
    for (const [i, table] of tables.entries()) {
      const owners = Object.values(table).flatMap((rows) =>
        rows.flatMap((row) => ('user_id' in row ? row.user_id : [])),
      );
      expect(new Set(owners)).toEqual(new Set([ids[i]?.user_id]));
      const counts = Object.fromEntries(Object.entries(table).map(([name, rows]) => [name, rows.length]));
      expect(counts).toMatchObject({
        profiles: 1,
        saved_searches: 2,
        applications: 3,
        cover_letters: 2,
        notifications: 2,
      });
    }
    expect(JSON.stringify(tables[0])).not.toContain('Ben');
    expect(JSON.stringify(tables[1])).not.toContain('Ann');
  });

  test('forgets one person wholly and leaves the other everything', async () => {
    const asked = await ann.ask('/forget');
    const gone = await asked.press('Delete everything');
    expect(gone.text).toContain('deleted');
    expect((await ben.ask('/applications list')).text).toContain('3 applications');
    expect(await stage.rows('select platform from chat_accounts')).toEqual([{ platform: 'telegram' }]);
    const sure = await ben.ask('/forget');
    expect(sure.text).toBe(asked.text);
    expect((await sure.press('Delete everything')).text).toBe(gone.text);
    const left = await stage.rows(
      `select (select count(*) from users)::int as users, (select count(*) from matches)::int as matches,
        (select count(*) from applications)::int as applications, (select count(*) from seen_updates where payload is not null)::int as updates`,
    );
    expect(left).toEqual([{ users: 0, matches: 0, applications: 0, updates: 0 }]);
  });
});
