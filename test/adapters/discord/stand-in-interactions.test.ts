import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask as request } from '../../support/discord/ask.ts';
import { type Discord, type PersonHere, startDiscord } from '../../support/discord/index.ts';

let discord: Discord;
let ann: PersonHere;
const close: (() => Promise<void>)[] = [];

beforeEach(async () => {
  discord = await startDiscord({ maxNewChats: 1 });
  close.push(discord.close);
  ann = discord.person('ann', { hasChat: true });
});
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

const ask = (method: string, path: string, body?: unknown, token = discord.token) =>
  request({ apiUrl: discord.apiUrl, token }, method, path, body);

const button = (more: object = {}) => ({ type: 2, style: 2, label: 'x', custom_id: 'x', ...more });
const row = (...components: object[]) => ({ type: 1, components });

describe('commands', () => {
  const put = (body: unknown) => ask('PUT', `/applications/${discord.applicationId}/commands`, body);
  const command = (more: object = {}) => ({ name: 'x', description: 'x', ...more });
  const option = (more: object = {}) => ({ type: 3, name: 'o', description: 'x', ...more });

  test.each([
    ['no list', {}],
    ['a capital', [command({ name: 'Help' })]],
    ['a space', [command({ name: 'a b' })]],
    ['no description', [command({ description: '' })]],
    ['a description over 100', [command({ description: 'x'.repeat(101) })]],
    ['a name twice', [command(), command()]],
    ['required after optional', [command({ options: [option(), option({ name: 'p', required: true })] })]],
    ['26 options', [command({ options: Array.from({ length: 26 }, (_, i) => option({ name: `o${i}` })) })]],
    [
      '26 choices',
      [
        command({
          options: [option({ choices: Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` })) })],
        }),
      ],
    ],
    ['a subcommand beside an option', [command({ options: [option(), option({ type: 1, name: 'p' })] })]],
    [
      'more than 8000 characters',
      [
        command({
          options: Array.from({ length: 25 }, (_, i) =>
            option({
              name: `o${i}`,
              choices: Array.from({ length: 25 }, (_unused, n) => ({ name: `${n}`.repeat(10), value: `${n}` })),
            }),
          ),
        }),
      ],
    ],
  ])('with %s are refused as 50035', async (_name, body) => {
    expect(await put(body)).toMatchObject({ status: 400, code: 50035 });
  });

  test('come back with ids', async () => {
    expect((await put([command()])).body).toMatchObject([{ name: 'x', id: expect.any(String) }]);
    expect((await ask('GET', `/applications/${discord.applicationId}/commands`)).body).toHaveLength(1);
    expect(await ask('PUT', '/applications/1/commands', [])).toMatchObject({ status: 404, code: 10002 });
  });
});

describe('an interaction', () => {
  const begin = async () => {
    await ask('PUT', `/applications/${discord.applicationId}/commands`, [{ name: 'help', description: 'x' }]);
    const { id, token } = ann.command('help');
    const callback = (body: object) => ask('POST', `/interactions/${id}/${token}/callback`, body);
    const original = `/webhooks/${discord.applicationId}/${token}/messages/@original`;
    return { id, token, callback, original };
  };

  test('takes one callback, within three seconds', async () => {
    const { callback, original } = await begin();
    expect((await callback({ type: 5 })).status).toBe(204);
    expect(await callback({ type: 4, data: { content: 'x' } })).toMatchObject({ status: 400, code: 40060 });
    expect((await ask('PATCH', original, { content: 'x' })).status).toBe(200);
    const late = await begin();
    discord.advance(3_001);
    expect(await late.callback({ type: 5 })).toMatchObject({ status: 404, code: 10062 });
    expect(await ask('POST', '/interactions/1/x/callback', { type: 5 })).toMatchObject({ status: 404, code: 10062 });
  });

  test('has no message before it is acknowledged, and none after 15 minutes', async () => {
    const { callback, original, token } = await begin();
    expect(await ask('PATCH', original, { content: 'x' })).toMatchObject({ status: 404, code: 10015 });
    await callback({ type: 5 });
    discord.advance(15 * 60_000 + 1);
    expect(await ask('PATCH', original, { content: 'x' })).toMatchObject({ status: 401, code: 50027 });
    expect(await ask('POST', `/webhooks/${discord.applicationId}/${token}`, { content: 'x' })).toMatchObject({
      code: 50027,
    });
    expect(await ask('POST', `/webhooks/${discord.applicationId}/x`, { content: 'x' })).toMatchObject({ code: 10015 });
  });

  test.each([
    ['an update of no message', { type: 7, data: { content: 'x' } }],
    ['a deferred update of no message', { type: 6 }],
    ['an unknown type', { type: 99 }],
    ['a message over 2000', { type: 4, data: { content: 'x'.repeat(2001) } }],
    ['a modal without fields', { type: 9, data: { custom_id: 'x', title: 'x', components: [] } }],
    [
      'a modal of six fields',
      {
        type: 9,
        data: {
          custom_id: 'x',
          title: 'x',
          components: Array.from({ length: 6 }, (_, i) => ({
            type: 18,
            label: 'x',
            component: { type: 4, style: 1, custom_id: `${i}` },
          })),
        },
      },
    ],
    [
      'a modal with a long title',
      {
        type: 9,
        data: {
          custom_id: 'x',
          title: 'x'.repeat(46),
          components: [{ type: 18, label: 'x', component: { type: 4, style: 1, custom_id: 'x' } }],
        },
      },
    ],
    ['a modal of buttons', { type: 9, data: { custom_id: 'x', title: 'x', components: [row(button())] } }],
  ])('refuses %s as 50035', async (_name, body) => {
    const { callback } = await begin();
    expect(await callback(body)).toMatchObject({ status: 400, code: 50035 });
  });

  test('shows an ephemeral answer to its person only', async () => {
    const there = discord.server();
    await ask('PUT', `/applications/${discord.applicationId}/commands`, [{ name: 'help', description: 'x' }]);
    const [hers, his] = [ann.at(there), discord.person('bob').at(there)];
    const { id, token } = hers.command('help');
    await ask('POST', `/interactions/${id}/${token}/callback`, { type: 4, data: { content: 'x', flags: 64 } });
    expect([hers.messages().length, his.messages().length]).toEqual([1, 0]);
  });

  test('cannot be begun with what Discord would not send', async () => {
    expect(() => ann.command('nothing')).toThrow('not registered');
    await begin();
    expect(() => ann.command('help', { x: 'y' })).toThrow('no option');
  });
});
