import { afterEach, describe, expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import { botMayPost, may, type ServerHere, type Voice } from '../support/discord/index.ts';
import { readMarkdown } from '../support/discord/markdown.ts';
import { boardJob } from '../support/greenhouse-board.ts';
import type { Person } from '../support/telegram/index.ts';

const follow = { path: 'community follow', options: { query: 'rust' } };

describe('a community that follows the jobs of a search', () => {
  const stage = useStage();
  afterEach(async () => {
    await stage.rows('truncate communities cascade');
    expect(errorsIn(stage.running.log)).toEqual([]);
  });

  const followed = () =>
    stage.rows(`select c.platform, c.title as community, c.is_active as is_in, ch.chat_id, ch.topic_id, ch.title,
        ch.is_active, s.number, s.query, s.user_id
      from communities c join community_channels ch on ch.community_id = c.id
      join saved_searches s on s.channel_id = ch.id order by ch.id, s.number`);
  const nothingFollowed = async () => expect(await followed()).toEqual([]);

  describe('on Discord', () => {
    const answered = async (voice: Voice, path: string, options: Record<string, string | number> = {}) => {
      voice.command(path, options);
      return readMarkdown((await voice.nextMessage()).text).text;
    };
    const server = (): ServerHere => stage.discord.server('Rustaceans');

    test('is set up by who may manage the server, and nobody else, whatever they try', async () => {
      const ada = stage.discord.person('Ada', { hasChat: true });
      const refused = 'Only those who manage Rustaceans can do that';
      // Every right but the one that counts; those of a thread and of the channel alike.
      for (const rights of [0n, may.sendMessages | may.viewChannel, may.embedLinks | may.sendInThreads]) {
        const here = server();
        here.grants(ada, rights);
        for (const voice of [ada.at(here), ada.at(here.thread('Remote'))]) {
          expect(await answered(voice, 'community follow', follow.options)).toContain(refused);
          expect(await answered(voice, 'community list')).toContain(refused);
          expect(await answered(voice, 'community unfollow', { number: 1 })).toContain(refused);
        }
      }
      await nothingFollowed();
      for (const rights of [may.manageServer, may.administrator]) {
        const here = server();
        here.grants(ada, rights);
        for (const place of [here, here.thread('Remote')]) {
          const voice = ada.at(place);
          expect(await answered(voice, 'community follow', follow.options)).toContain('follows search 1 now: rust');
          expect(await answered(voice, 'community list')).toContain('1 rust');
          expect(await answered(voice, 'community unfollow', { number: 1 })).toContain('no longer follows rust');
        }
      }
      await nothingFollowed();
    });

    test('says in direct messages where to use it', async () => {
      const ada = stage.discord.person('Ada');
      for (const [path, options] of [
        ['community follow', follow.options],
        ['community list', {}],
        ['community unfollow', { number: 1 }],
      ] as const) {
        expect(await answered(ada, path, options)).toContain("is for a server's channel");
      }
    });

    test('names what the bot itself lacks, in a channel and in a thread', async () => {
      const here = server();
      const ada = stage.discord.person('Ada');
      here.grants(ada, may.manageServer);
      const voices = new Map<ServerHere, Voice>();
      const lacking = async (place: ServerHere, rights: bigint) => {
        place.allowsBot(rights);
        const voice = voices.get(place) ?? ada.at(place);
        voices.set(place, voice);
        return answered(voice, 'community follow', follow.options);
      };
      expect(await lacking(here, 0n)).toContain('I lack View Channel, Send Messages, Embed Links.');
      expect(await lacking(here, botMayPost & ~may.embedLinks)).toContain('I lack Embed Links.');
      expect(await lacking(here, may.administrator)).toContain('follows search 1');
      const thread = here.thread('Remote');
      expect(await lacking(thread, botMayPost & ~may.sendInThreads)).toContain('I lack Send Messages in Threads.');
      expect(await lacking(thread, botMayPost & ~may.sendMessages)).toContain('follows search 1');
    });

    test('who is no longer allowed to can do nothing, be it by a button of before', async () => {
      const here = server();
      const ada = stage.discord.person('Ada');
      here.grants(ada, may.manageServer);
      const voice = ada.at(here);
      voice.command(follow.path, follow.options);
      const shown = await voice.nextMessage();
      here.grants(ada, 0n);
      voice.press(shown, 'Unfollow');
      expect(readMarkdown((await voice.nextMessage()).text).text).toContain('Only those who manage');
      expect(await followed()).toMatchObject([
        { community: 'Rustaceans', title: '#jobs', query: 'rust', user_id: null },
      ]);
    });

    test('ends for a server that the bot is removed from, not for one in an outage, and goes on when followed again', async () => {
      const here = server();
      const ada = stage.discord.person('Ada');
      here.grants(ada, may.manageServer);
      const voice = ada.at(here);
      await answered(voice, 'community follow', follow.options);
      here.fails();
      here.removesBot();
      const isOut = async () => (await followed())[0]?.is_in === false;
      for (let tries = 0; tries < 100 && !(await isOut()); tries += 1) await stage.tick('maintain');
      expect(await followed()).toMatchObject([{ is_in: false, is_active: false }]);
      expect(await answered(voice, 'community follow', follow.options)).toContain('follows that already');
      expect(await followed()).toMatchObject([{ is_in: true, is_active: true }]);
    });
  });

  describe('on Telegram', () => {
    const told = async (person: Person): Promise<string> => (await person.nextMessage()).text;
    const line = (words: string): string => `/community@${stage.telegram.botName} ${words}`;

    test('is set up by its creator and admins, in the group or in a topic of it, and nobody else', async () => {
      const group = stage.telegram.group('Rust Berlin', [7]);
      for (const status of ['member', 'restricted', 'left', 'kicked'] as const) {
        const bo = stage.telegram.person('Bo', { isOpen: true });
        group.makes(bo, status);
        for (const topic of [null, 7]) {
          for (const words of ['follow rust', 'list', 'unfollow 1']) {
            group.says(bo, line(words), topic);
            expect(await told(bo), `${status} ${words}`).toContain('Only those who manage Rust Berlin can do that');
          }
        }
      }
      await nothingFollowed();
      for (const status of ['creator', 'administrator'] as const) {
        const bo = stage.telegram.person('Bo', { isOpen: true });
        group.makes(bo, status);
        for (const topic of [null, 7]) {
          group.says(bo, line('follow rust'), topic);
          expect(await told(bo)).toContain('follows search 1 now: rust');
          expect(await followed()).toMatchObject([
            {
              platform: 'telegram',
              community: 'Rust Berlin',
              chat_id: String(group.id),
              topic_id: topic?.toString() ?? null,
            },
          ]);
          group.says(bo, line('unfollow 1'), topic);
          expect(await told(bo)).toContain('no longer follows rust');
        }
      }
      await nothingFollowed();
      const bo = stage.telegram.person('Bo', { isOpen: true });
      for (const words of ['follow rust', 'list', 'unfollow 1']) {
        bo.says(`/community ${words}`);
        expect(await told(bo)).toContain('is for a server');
      }
    });

    test('believes no account that all anonymous admins share, and no channel that writes there', async () => {
      const group = stage.telegram.group('Rust Berlin');
      group.saysAnonymously(line('follow rust'));
      expect((await group.nextMessage()).text).toContain('You write as the group itself');
      group.saysAnonymously(line('follow rust'), -1_009_999);
      const bo = stage.telegram.person('Bo', { isOpen: true });
      group.says(bo, line('list'));
      await told(bo);
      expect(group.unread()).toEqual([]);
      await nothingFollowed();
      expect(
        await stage.rows(`select from chat_accounts where platform_id in ('1087968824', $1)`, [String(group.id)]),
      ).toEqual([]);
    });

    test('names what the bot lacks, and an admin who was demoted loses the right within a minute', async () => {
      const group = stage.telegram.group('Quiet');
      const bo = stage.telegram.person('Bo', { isOpen: true });
      group.makes(bo, 'administrator');
      group.state.mayMembersSend = false;
      group.says(bo, line('follow rust'));
      expect(await told(bo)).toContain('I lack Send Messages.');
      const other = stage.telegram.group('Loud');
      other.makes(bo, 'administrator');
      other.says(bo, line('follow rust'));
      expect(await told(bo)).toContain('follows search 1');
      const asked = () => stage.telegram.calls('getChatMember').length;
      const before = asked();
      other.says(bo, line('list'));
      await told(bo);
      expect(asked()).toBe(before);
    });

    test('ends for a group that the bot is removed from', async () => {
      const group = stage.telegram.group('Short');
      const bo = stage.telegram.person('Bo', { isOpen: true });
      group.makes(bo, 'creator');
      group.says(bo, line('follow rust'));
      await told(bo);
      group.removesBot(bo);
      const isOut = async () => (await followed())[0]?.is_in === false;
      for (let tries = 0; tries < 100 && !(await isOut()); tries += 1) await stage.tick('maintain');
      expect(await followed()).toMatchObject([{ is_in: false, is_active: false }]);
    });
  });

  test('posts each new job once, in the channel and in the topic, with what anybody there may do', async () => {
    const here = stage.discord.server('Rustaceans');
    const ada = stage.discord.person('Ada', { hasChat: true });
    here.grants(ada, may.manageServer);
    const room = ada.at(here);
    room.command(follow.path, follow.options);
    await room.nextMessage();
    const group = stage.telegram.group('Rust Berlin', [7]);
    const bo = stage.telegram.person('Bo', { isOpen: true });
    group.makes(bo, 'creator');
    group.says(bo, `/community@${stage.telegram.botName} follow rust`, 7);
    await bo.nextMessage();

    const at = new Date().toISOString();
    const job = boardJob(1, { title: 'Rust Engineer', first_published: at, updated_at: at });
    await stage.sources.list({ http: [job] });
    await stage.readBoards();
    await stage.tick('deliver');
    const post = await room.nextMessage();
    expect(readMarkdown(post.text).text).toContain('Rust Engineer · ');
    expect(post.buttons.map(({ label }) => label)).toEqual(['Track it', 'Open posting']);
    const inTopic = await group.nextMessage();
    expect(inTopic.text).toContain('Rust Engineer');
    expect(stage.telegram.calls('sendMessage').at(-1)?.params).toMatchObject({
      chat_id: group.id,
      message_thread_id: 7,
    });

    // Somebody who never talked to the bot presses it: only they see the answer, and it is theirs.
    const cy = stage.discord.person('Cy').at(here);
    cy.press(post, 'Track it');
    const own = await stage.discord.until('the answer to Cy', () => cy.messages().find(({ id }) => id !== post.id));
    expect(readMarkdown(own.text).text).toContain('Saved as application 1:');
    expect(room.messages().map(({ id }) => id)).not.toContain(own.id);
    const di = stage.telegram.person('Di', { isOpen: true });
    di.press(inTopic, 'Track it');
    expect((await di.nextMessage()).text).toContain('Saved as application 1:');

    await stage.readBoards();
    await stage.tick('deliver');
    expect(
      await stage.rows(`select platform, n.status from notifications n
      join community_channels c on c.id = n.channel_id join communities on communities.id = c.community_id order by 1`),
    ).toEqual([
      { platform: 'discord', status: 'delivered' },
      { platform: 'telegram', status: 'delivered' },
    ]);
  });

  test('goes on without the person who set it up, once they are forgotten, and another is untouched', async () => {
    const here = stage.discord.server('Rustaceans');
    const [ada, eve] = [stage.discord.person('Ada', { hasChat: true }), stage.discord.person('Eve', { hasChat: true })];
    const other = stage.discord.server('Gophers');
    for (const [person, server] of [
      [ada, here],
      [eve, other],
    ] as const) {
      server.grants(person, may.manageServer);
      const voice = person.at(server);
      voice.command(follow.path, follow.options);
      await voice.nextMessage();
    }
    const before = await stage.rows('select * from community_channels where followed_by is not null order by id');
    expect(before).toHaveLength(2);
    ada.command('forget', { confirm: 'yes' });
    await stage.discord.until('the answer to Ada', () =>
      ada.messages().find(({ text }) => text.includes('is deleted')),
    );
    expect(await followed()).toMatchObject([
      { query: 'rust', is_active: true },
      { query: 'rust', is_active: true },
    ]);
    expect(await stage.rows('select * from community_channels where followed_by is not null order by id')).toEqual(
      before.slice(1),
    );
    expect(await stage.rows('select set_up_by is null as is_nobodys from communities order by id')).toEqual([
      { is_nobodys: true },
      { is_nobodys: false },
    ]);
  });
});
