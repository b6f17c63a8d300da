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

const postings = attacks.map((attack, i) =>
  boardJob(7000 + i, {
    title: `Engineer ${7000 + i} ${attack}`,
    company_name: `Corp ${attack}`,
    location: { name: `Berlin ${attack}` },
    content: `&lt;p&gt;Mark ${attack}&lt;/p&gt;`,
  }),
);

const DAY_MS = 24 * 3_600_000;

describe('postings whose titles and companies attack the reader', () => {
  const stage = useStage();
  let talkers: readonly Talker[];

  const each = async (act: (talker: Talker) => Promise<Answer>): Promise<readonly Answer[]> => {
    const answers = await Promise.all(talkers.map(act));
    for (const { reaches, opens } of answers) {
      expect(reaches).toEqual([]);
      expect(opens.filter((host) => host !== 'job-boards.greenhouse.io')).toEqual([]);
    }
    return answers;
  };
  const find = (query: string) =>
    each((one) => one.ask(`/jobs find ${query}`, { path: 'jobs find', options: { query } }));

  beforeAll(async () => {
    talkers = [onDiscord(stage.discord.person('Ann', { hasChat: true })), onTelegram(stage.telegram.person('Ben'))];
    await each((one) => one.ask('/search add engineer', { path: 'search add', options: { query: 'engineer' } }));
    await stage.sources.list({
      http: [...postings, boardJob(8000, { title: 'Engineer 8000', absolute_url: 'javascript:alert(1)' })],
    });
    await stage.readBoards();
  });

  test('five come as messages, the others in the digest of the next day: none pings or links', async () => {
    for (let i = 0; i < 5; i += 1)
      for (const { text } of await each((one) => one.hear())) expect(text).toContain('Engineer 70');
    await stage.tick('digest', new Date(new Date(Date.now() + DAY_MS).setUTCHours(9, 30)));
    await stage.tick('deliver');
    for (const { text } of await each((one) => one.hear())) expect(text).toContain('Engineer 70');
  });

  test.each(attacks.map((attack, i) => [7000 + i, attack] as const))(
    '%i pings nobody and makes no link: %j',
    async (id) => {
      const [found] = await find(String(id));
      const number = /#(\d+)/.exec(found?.text ?? '')?.[1] ?? '';
      expect(found?.text).toContain(`Engineer ${id}`);
      // Each person has numbers of their own; the one message went to both, in one order.
      await each((one) => one.ask(`/jobs show ${number}`, { path: 'jobs show', options: { number: Number(number) } }));
    },
  );

  test('one whose address is no web page is not shown at all, and nothing was an error', async () => {
    for (const { text } of await find('8000')) expect(text).toContain('Nothing open fits');
    expect(errorsIn(stage.running.log)).toEqual([]);
  });
});
