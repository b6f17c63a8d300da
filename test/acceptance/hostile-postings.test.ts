import { beforeAll, describe, expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import { boardJob } from '../support/greenhouse-board.ts';
import type { Answer, Talker } from '../support/scenario.ts';
import { onDiscord } from '../support/scenario-discord.ts';
import { onTelegram } from '../support/scenario-telegram.ts';

/** What a posting's author may write to ping, to link, to format or to break the message. */
const attacks = [
  '@everyone come here',
  '<@&1> <@1> <#1>',
  '[x](https://evil.example)',
  '</b><a href="https://evil.example">free</a>',
  'https://evil.example/path',
  'evil.example',
  '@durov',
  '**bold** __u__ ~~s~~ ||hidden|| `code`',
  '# Heading\n> quote\n- list',
  '<t:1> <:smile:1> </start:1>',
  '\u202Edlrow\u202C \u200bzero',
  'emoji 👩‍🚀 and עברית',
] as const;

describe('a posting whose title and company attack the reader', () => {
  const stage = useStage();
  let ann: Talker;
  let ben: Talker;
  const reaching: string[] = [];
  const listed: unknown[] = [];
  const read = (answer: Answer): Answer => {
    reaching.push(...answer.reaches);
    expect(answer.opens.filter((host) => host !== 'job-boards.greenhouse.io')).toEqual([]);
    return answer;
  };

  beforeAll(async () => {
    ann = onDiscord(stage.discord.person('Ann', { hasChat: true }));
    ben = onTelegram(stage.telegram.person('Ben'));
    for (const one of [ann, ben]) read(await one.say('hello'));
    for (const one of [ann, ben]) {
      read(await one.ask('/search add engineer', { path: 'search add', options: { query: 'engineer' } }));
    }
  });

  test.each(attacks.map((attack, i) => [i, attack] as const))(
    '%i pings nobody and makes no link: %j',
    async (i, attack) => {
      const id = 7000 + i;
      listed.push(
        boardJob(id, {
          title: `Engineer ${id} ${attack}`,
          company_name: `Corp ${attack}`,
          location: { name: `Berlin ${attack}` },
          content: `&lt;p&gt;Mark ${attack}&lt;/p&gt;`,
        }),
      );
      await stage.sources.list({ http: listed });
      await stage.readBoards();
      for (const one of [ann, ben]) {
        // Five a day come by themselves, then one message says that there is more.
        if (i < 5) expect(read(await one.hear()).text).toContain(`Engineer ${id}`);
        if (i === 5) expect(read(await one.hear()).text).toContain('More new jobs fit');
        const found = read(await one.ask(`/jobs find ${id}`, { path: 'jobs find', options: { query: String(id) } }));
        const number = /#(\d+)/.exec(found.text)?.[1] ?? '';
        read(await one.ask(`/jobs show ${number}`, { path: 'jobs show', options: { number: Number(number) } }));
        read(await found.press('Why?'));
        read(await found.press('Save'));
      }
      expect(reaching).toEqual([]);
    },
  );

  test('one whose address is no web page is not shown at all', async () => {
    listed.push(boardJob(8000, { title: 'Engineer 8000', absolute_url: 'javascript:alert(1)' }));
    await stage.sources.list({ http: listed });
    await stage.readBoards();
    for (const one of [ann, ben]) {
      const found = read(await one.ask('/jobs find 8000', { path: 'jobs find', options: { query: '8000' } }));
      expect(found.text).toContain('Nothing open fits');
    }
  });

  test('nothing of it was an error', () => {
    expect(errorsIn(stage.running.log)).toEqual([]);
  });
});
