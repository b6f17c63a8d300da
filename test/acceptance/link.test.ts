import { beforeAll, describe, expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import { boardJob } from '../support/greenhouse-board.ts';
import type { Talker } from '../support/scenario.ts';
import { onDiscord } from '../support/scenario-discord.ts';
import { onTelegram } from '../support/scenario-telegram.ts';

const posting = (id: number, title: string) => boardJob(id, { title, location: { name: 'Berlin' } });
const at = new Date().toISOString();

describe('one person on Discord and on Telegram', () => {
  const stage = useStage((sources) => sources.list({ http: [posting(1, 'Rust Engineer'), posting(2, 'Go Engineer')] }));
  let here: Talker;
  let there: Talker;
  beforeAll(async () => {
    here = onDiscord(stage.discord.person('Ann', { hasChat: true }));
    there = onTelegram(stage.telegram.person('Ann T'));
    await stage.readBoards();
  });

  test('links with a code and a yes on both sides, and then either chat shows everything', async () => {
    await here.ask('/search add rust', { path: 'search add', options: { query: 'rust' } });
    const found = await there.ask('/search add go');
    await found.press('Save');
    const shown = await here.ask('/link');
    const code = /\/link ([0-9A-Z-]{14})/.exec(shown.text)?.[1] ?? '';
    expect(shown.text).toContain('open our chat on Telegram');

    const asked = await there.ask(`/start link_${code.replaceAll('-', '')}`);
    expect(asked.text).toContain('Is this you: Ann on Discord?');
    const agreed = await asked.press('Yes, that is me');
    expect(agreed.text).toContain('Now I ask Ann on Discord as well');

    await stage.tick('deliver');
    const question = await here.hear();
    expect(question.text).toContain('Is this you: Ann T on Telegram?');
    const done = await question.press('Yes, that is me');
    expect(done.text).toContain('are one person now');
    expect(done.text).toContain('search numbers by 1, job numbers by 1');

    await stage.tick('deliver');
    expect((await there.hear()).text).toContain('You are one person for me here:\nAnn on Discord\nAnn T on Telegram');
    expect((await here.ask('/search list')).text).toMatch(/1 rust.*\n2 go/);
    expect((await there.ask('/search list')).text).toMatch(/1 rust.*\n2 go/);
    expect((await here.ask('/applications list')).text).toContain('Go Engineer');

    // A button of before names a number that is another job's now.
    expect((await found.press('Applied')).text).toContain('That button is from a while ago');
  });

  test('is told of a new job once, where they chose', async () => {
    expect((await here.ask('/link', { path: 'link', options: { platform: 'telegram' } })).text).toContain(
      'I write to you on Telegram',
    );
    await stage.sources.list({ http: [boardJob(3, { title: 'Rust Developer', first_published: at, updated_at: at })] });
    await stage.readBoards();
    await stage.tick('deliver');
    expect((await there.hear()).text).toContain('Rust Developer');
    expect(
      await stage.rows(`select kind, count(*)::integer as told from notifications where kind = 'match' group by 1`),
    ).toEqual([{ kind: 'match', told: 1 }]);
    expect((await there.ask('/link platform discord')).text).toContain('I write to you on Discord');
  });

  test('never links where others read along: the answer shows no code', async () => {
    const person = stage.telegram.person('Ann G', { isOpen: true });
    stage.telegram.group().says(person, `/link@${stage.telegram.botName}`);
    expect((await person.nextMessage()).text).toContain('only where nobody else reads along');
    const before = await stage.rows('select count(*)::integer as codes from link_codes');
    stage.telegram.group().says(person, `/start@${stage.telegram.botName} link_AAAABBBBCCCC`);
    expect((await person.nextMessage()).text).toContain('only where nobody else reads along');
    expect(await stage.rows('select count(*)::integer as codes from link_codes')).toEqual(before);
  });

  test('parts again and keeps everything on the side that asked', async () => {
    const asked = await (await here.ask('/link')).press('Unlink');
    expect((await asked.press('Unlink')).text).toContain('Unlinked from Ann T on Telegram');
    expect((await there.ask('/search list')).text).toContain('You have no saved search');
    expect((await here.ask('/search list')).text).toContain('rust');
    expect(errorsIn(stage.running.log)).toEqual([]);
  });
});
