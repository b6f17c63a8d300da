import { beforeAll, describe, expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import { boardJob } from '../support/greenhouse-board.ts';
import type { Answer, Talker } from '../support/scenario.ts';
import { onDiscord } from '../support/scenario-discord.ts';
import { onTelegram } from '../support/scenario-telegram.ts';

const title = 'Engineer @everyone <@&1> [x](https://evil.example) <a href="https://evil.example">x';
const hostile = (id: number) =>
  boardJob(id, {
    title: `${title} ${id}`,
    company_name: '@here <@1> **Evil** https://evil.example </a> #evil',
    location: { name: 'Berlin <b>@everyone</b> [x](https://evil.example)' },
    content: '@everyone [x](https://evil.example) &lt;a href="https://evil.example"&gt;x&lt;/a&gt; <@&1>',
  });

describe('one hostile posting through everything that names it', () => {
  const stage = useStage((sources) => sources.list({ http: [hostile(1)] }));
  let talkers: readonly Talker[];
  let latest: readonly Answer[] = [];

  const each = async (act: (talker: Talker, latest: Answer) => Promise<Answer>): Promise<void> => {
    latest = await Promise.all(talkers.map((one, i) => act(one, latest[i] as Answer)));
    for (const { reaches, text } of latest) {
      expect(reaches).toEqual([]);
      expect(text).not.toBe('');
    }
  };

  beforeAll(async () => {
    talkers = [onDiscord(stage.discord.person('Ann', { hasChat: true })), onTelegram(stage.telegram.person('Ben'))];
    await stage.readBoards();
  });

  test('it pings nobody and links nowhere where it is found, explained, saved, listed, noted on and dismissed', async () => {
    await each((one) => one.ask('/search add engineer', { path: 'search add', options: { query: 'engineer' } }));
    await each((one) => one.ask('/jobs find engineer', { path: 'jobs find', options: { query: 'engineer' } }));
    // It is shown as what it is: text.
    for (const { text, opens } of latest) {
      for (const part of ['@everyone', '<@&1>', '[x](https://evil.example)', '<a href=', '**Evil**']) {
        expect(text).toContain(part);
      }
      expect(opens).toEqual(['job-boards.greenhouse.io']);
    }
    const found = latest;
    for (const label of ['Why?', 'Save', 'Applied', 'Not for me']) {
      latest = found;
      await each((_, card) => card.press(label));
    }
    await each((one) => one.ask('/jobs show 1', { path: 'jobs show', options: { number: 1 } }));
    await each((one) =>
      one.ask('/applications note 1 @everyone [x](https://evil.example)', {
        path: 'applications note',
        options: { number: 1, note: '@everyone [x](https://evil.example)' },
      }),
    );
    await each((one) => one.ask('/applications list'));
    await each((one) => one.ask('/applications show 1', { path: 'applications show', options: { number: 1 } }));
  });

  test('its letter pings nobody and links nowhere, by the template and by a model that obeys it', async () => {
    await each((one) => one.ask('/letter draft 1', { path: 'letter draft', options: { number: 1 } }));
    await each((_, asked) => asked.press('No, use the template'));
    await each((one) => one.ask('/profile edit consent:yes', { path: 'profile edit', options: { consent: 'yes' } }));
    stage.openai.answers({
      writes: ['Hello @everyone, see [x](https://evil.example) </b><a href="https://evil.example">.'],
    });
    await each((one) => one.ask('/letter draft 1', { path: 'letter draft', options: { number: 1 } }));
    expect(stage.openai.requests).toHaveLength(2);
  });

  test('the loop pushes it to both without a ping or a link, and no message to Discord may mention anybody', async () => {
    await stage.sources.list({ http: [hostile(1), hostile(2)] });
    await stage.readBoards();
    await each((one) => one.hear());
    for (const { text } of latest) expect(text).toContain(`${title} 2`);
    const contents = stage.discord.requests.flatMap(({ body }) => {
      const outer = typeof body === 'object' && body !== null ? body : {};
      const inner = 'data' in outer && typeof outer.data === 'object' && outer.data !== null ? outer.data : outer;
      return 'content' in inner ? [inner] : [];
    });
    expect(contents.length).toBeGreaterThan(10);
    for (const content of contents) expect(content).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(errorsIn(stage.running.log)).toEqual([]);
  });
});
