import { afterEach, describe, expect, test } from 'vitest';
import type { Incoming } from '../../../src/chat/adapter.ts';
import { endAll, later, reply, run } from '../../support/discord/running.ts';

afterEach(endAll);

describe('an answer', () => {
  test('a long answer goes on in further messages, as private as the first', async () => {
    const { discord } = await run({
      answer: () => ({ text: [`${'a'.repeat(1500)}\n${'b'.repeat(1500)}`], buttons: [{ label: 'OK', data: 'ok' }] }),
    });
    const ann = discord.person('ann').at(discord.server());
    ann.command('help');
    const [first, second] = [await ann.nextMessage(), await ann.nextMessage()];
    expect([first.text, second.text]).toEqual(['a'.repeat(1500), 'b'.repeat(1500)]);
    expect([first.buttons.length, second.buttons.length]).toEqual([0, 1]);
    expect(second.isEphemeral).toBe(true);
  });

  test('an answer after 14 minutes comes as a direct message', async () => {
    const { answer, give } = later();
    const { discord } = await run({ answer: () => answer });
    const ann = discord.person('ann');
    const there = ann.at(discord.server());
    await there.command('help').acknowledged();
    discord.advance(14 * 60_000 + 1_000);
    give(reply('took a while'));
    expect((await ann.nextMessage()).text).toBe('took a while');
    expect(discord.requests.some(({ path }) => path.startsWith('/webhooks/'))).toBe(false);
  });

  test('an interaction that Discord no longer knows is answered by a direct message', async () => {
    const { discord, log } = await run();
    const ann = discord.person('ann');
    discord.trouble('POST', /callback$/, { status: 404, code: 10062 });
    ann.at(discord.server()).command('help');
    expect((await ann.nextMessage()).text).toBe('fine');
    expect(log.some((line) => line.includes('10062'))).toBe(true);
  });

  test('a token that expired under way is answered by a direct message', async () => {
    const { answer, give } = later();
    const { discord } = await run({ answer: () => answer });
    const ann = discord.person('ann');
    discord.trouble('PATCH', /@original$/, { status: 401, code: 50027 });
    await ann.at(discord.server()).command('help').acknowledged();
    give(reply('late'));
    expect((await ann.nextMessage()).text).toBe('late');
  });

  test.each(['process-then-500', 'process-then-reset', 'html-502'] as const)(
    'a callback that meets %s is answered once',
    async (as) => {
      const { discord, adapter } = await run();
      const ann = discord.person('ann');
      discord.trouble('POST', /callback$/, as);
      ann.command('help');
      const message = await ann.nextMessage();
      await discord.until(
        'the repeat to be over',
        () => discord.requests.filter(({ path }) => /callback|original/.test(path)).length > 1,
      );
      await adapter.stop();
      expect(message.text).toBe('fine');
      expect(ann.messages()).toHaveLength(1);
    },
  );

  test('what a process that ended left is answered by editing, and dropped where Discord knows it no more', async () => {
    const at = Date.now();
    const left = (id: string): Incoming => ({
      updateId: id,
      sender: { platform: 'discord', id: '1', name: null, language: null },
      chat: { id: '2', isPrivate: false },
      message: { kind: 'text', text: 'help' },
      origin: { id, token: 'forgotten', app: '1', at, isInPlace: false, isHidden: true },
    });
    const { discord, adapter, log } = await run({}, {}, [left('11')]);
    const edit = await discord.nextRequest('PATCH', /@original$/);
    expect(edit.path).toBe('/webhooks/1/forgotten/messages/@original');
    await adapter.stop();
    expect(log.join('')).toContain('discord.answer_dropped');
    expect(log.join('')).not.toContain('forgotten');
  });
});
