import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDiscordAdapter } from '../../../src/adapters/discord/index.ts';
import { createLogger } from '../../../src/logger.ts';
import { converse } from '../../support/discord/conversation.ts';
import { startDiscord } from '../../support/discord/index.ts';
import { loadOpenApi } from '../../support/openapi.ts';

const file = new URL('../../../../shared/specs/discord-openapi.json.gz', import.meta.url);

describe.skipIf(!existsSync(file))('against the official description of the API', () => {
  test('every request of a typical conversation is valid', async () => {
    const discord = await startDiscord();
    const logger = createLogger('silent');
    const adapter = createDiscordAdapter({
      token: discord.token,
      apiUrl: discord.apiUrl,
      logger,
      clock: discord.clock,
    });
    const card = {
      title: 'Backend Engineer',
      number: '#14',
      body: [['Berlin']],
      link: { label: 'Open', url: 'https://jobs.example/14' },
      buttons: ['Save', 'Draft letter', 'Applied', 'Not for me', 'Why?'].map((label) => ({ label, data: label })),
    };
    const select = { label: 'How often?', data: 'c', choices: [{ label: 'Daily', value: 'd' }] };
    const page = { number: 1, of: 2, next: { label: 'Next', data: 'next' } };
    const file = { name: 'letter.txt', mediaType: 'text/plain', bytes: new Uint8Array([65]) };
    const fields = [
      { name: 'query', label: 'What?', hint: 'For example: rust', required: true, long: true },
      { name: 'remote', label: 'Remote?', required: false, long: false, choices: [{ label: 'Yes', value: 'y' }] },
    ];
    let hold = Promise.resolve();
    await adapter.start(
      converse({
        answer: async (message) => {
          if (message.kind === 'text') await hold;
          if (message.kind === 'select') await hold;
          if (message.kind === 'button')
            return { text: ['page two'], page: { number: 2, of: 2, previous: { label: 'Previous', data: 'p' } } };
          return { text: ['x'.repeat(2500)], cards: [card], select, page, files: [file] };
        },
        preview: (message) =>
          message.kind === 'command' && message.path === 'search add'
            ? { form: { data: 'f', title: 'Search', fields } }
            : { inPlace: message.kind === 'button' || message.kind === 'select' },
      }),
    );
    const ann = discord.person('ann');
    const there = ann.at(discord.server());
    there.command('help');
    await there.nextMessage();
    const last = await there.nextMessage();
    there.press(last, 'Next');
    await last.edited();
    there.command('search add', { query: 'rust' });
    there.fillIn(await there.nextModal(), { query: 'rust' });
    await there.nextMessage();
    const again = await there.nextMessage();
    let release: () => void = () => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    await there.choose(again, 'Daily').acknowledged();
    release();
    await again.edited();
    await ann.says('hello');
    await ann.nextMessage();
    await adapter.send(
      { kind: 'person', accountId: discord.person('bob').id, chatId: null },
      { text: ['a push'], cards: [card], files: [file] },
      'k',
    );
    await adapter.stop();

    const api = loadOpenApi(new URL('../../../../shared/specs/discord-openapi.json.gz', import.meta.url));
    const kinds = new Set(
      discord.requests.map(({ method, path }) => `${method} ${path.replace(/\d{6,}|token-\d+/g, ':id')}`),
    );
    expect(kinds.size).toBeGreaterThanOrEqual(6);
    expect(discord.requests.flatMap(({ method, path, body }) => api.validateBody(method, path, body))).toEqual([]);
    await discord.close();
  });

  test('a wrong request is found', () => {
    const api = loadOpenApi(file);
    expect(api.validateBody('POST', '/channels/1/messages', { content: 5 })).not.toEqual([]);
    expect(api.validateBody('POST', '/channels/1/nothing', {})).not.toEqual([]);
  });
});
