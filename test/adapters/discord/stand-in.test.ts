import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask as request } from '../../support/discord/ask.ts';
import { type Discord, type PersonHere, startDiscord } from '../../support/discord/index.ts';

let discord: Discord;
let ann: PersonHere;
let chat: string;
const close: (() => Promise<void>)[] = [];

beforeEach(async () => {
  discord = await startDiscord({ maxNewChats: 1 });
  close.push(discord.close);
  ann = discord.person('ann', { hasChat: true });
  chat = `/channels/${ann.channelId}/messages`;
});
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

const ask = (method: string, path: string, body?: unknown, token = discord.token) =>
  request({ apiUrl: discord.apiUrl, token }, method, path, body);

const button = (more: object = {}) => ({ type: 2, style: 2, label: 'x', custom_id: 'x', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const withRows = (...components: object[]) => ({ content: 'x', components });
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }], ...more });
const nine = (n: number) => Array.from({ length: n }, (_, i) => button({ custom_id: `b${i}` }));

describe('a message', () => {
  test.each([
    ['content over 2000', { content: 'x'.repeat(2001) }],
    ['a label over 80', withRows(row(button({ label: 'x'.repeat(81) })))],
    ['no label', withRows(row(button({ label: '' })))],
    ['an empty custom id', withRows(row(button({ custom_id: '' })))],
    ['a custom id over 100', withRows(row(button({ custom_id: 'x'.repeat(101) })))],
    ['a custom id twice', withRows(row(button()), row(button()))],
    ['six rows', withRows(...nine(6).map((one) => row(one)))],
    ['six buttons in a row', withRows(row(...nine(6)))],
    ['an empty row', withRows(row())],
    ['a button outside of a row', withRows(button())],
    ['a button beside a select', withRows(row(button(), select()))],
    ['a button of an unknown style', withRows(row(button({ style: 9 })))],
    ['a link that is not http', withRows(row({ type: 2, style: 5, label: 'x', url: 'javascript:alert(1)' }))],
    ['a link over 512', withRows(row({ type: 2, style: 5, label: 'x', url: `https://x.example/${'a'.repeat(512)}` }))],
    [
      'a link with a custom id',
      withRows(row({ type: 2, style: 5, label: 'x', url: 'https://x.example', custom_id: 'x' })),
    ],
    ['a select without options', withRows(row(select({ options: [] })))],
    [
      'a select of 26',
      withRows(row(select({ options: Array.from({ length: 26 }, (_, i) => ({ label: 'x', value: `${i}` })) }))),
    ],
    [
      'a select with a value twice',
      withRows(
        row(
          select({
            options: [
              { label: 'a', value: 'a' },
              { label: 'b', value: 'a' },
            ],
          }),
        ),
      ),
    ],
    ['a placeholder over 150', withRows(row(select({ placeholder: 'x'.repeat(151) })))],
    ['a nonce over 25', { content: 'x', nonce: 'x'.repeat(26) }],
    ['unknown mentions', { content: 'x', allowed_mentions: { parse: ['all'] } }],
    ['unknown flags', { content: 'x', flags: 1 << 15 }],
    ['an attachment that is not there', { content: 'x', attachments: [{ id: '0' }] }],
  ])('with %s is refused as 50035', async (_name, body) => {
    expect(await ask('POST', chat, body)).toMatchObject({ status: 400, code: 50035 });
    expect(discord.dms('ann')).toEqual([]);
  });

  test.each([{}, { content: '' }, { content: ' \n' }, { components: [row(button())] }])(
    'that is empty (%j) is refused as 50006',
    async (body) => {
      expect(await ask('POST', chat, body)).toMatchObject({ status: 400, code: 50006 });
    },
  );

  test('that is no JSON is refused as 50109', async () => {
    expect(await ask('POST', chat, '{')).toMatchObject({ status: 400, code: 50109 });
  });

  test('with a file over 10 MiB is refused as 40005', async () => {
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ content: 'x' }));
    form.set('files[0]', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), 'x');
    expect(await ask('POST', chat, form)).toMatchObject({ status: 413, code: 40005 });
  });

  test('to nobody, to a blocker, of nobody, and with a wrong token is refused', async () => {
    expect(await ask('POST', '/channels/1/messages', { content: 'x' })).toMatchObject({ status: 404, code: 10003 });
    expect(await ask('PATCH', `${chat}/1`, { content: 'x' })).toMatchObject({ status: 404, code: 10008 });
    expect(await ask('POST', chat, { content: 'x' }, 'wrong')).toMatchObject({ status: 401, code: 0 });
    ann.blocks();
    expect(await ask('POST', chat, { content: 'x' })).toMatchObject({ status: 403, code: 50007 });
  });

  test('with a nonce that is enforced exists once for three minutes', async () => {
    const body = { content: 'x', nonce: 'n', enforce_nonce: true };
    const [first, second] = [await ask('POST', chat, body), await ask('POST', chat, body)];
    expect(second.body?.id).toBe(first.body?.id);
    expect(discord.dms('ann')).toHaveLength(1);
    await ask('POST', chat, { ...body, enforce_nonce: false });
    expect(discord.dms('ann')).toHaveLength(2);
    await ask('DELETE', `${chat}/${first.body?.id}`);
    expect(await ask('POST', chat, body)).toMatchObject({ status: 404, code: 10008 });
    discord.advance(180_001);
    expect((await ask('POST', chat, body)).status).toBe(200);
  });

  test('pings everybody it names, unless told not to, in edits too', async () => {
    const content = '@everyone <@1> <@&2>';
    const first = await ask('POST', chat, { content });
    expect(discord.dms('ann')[0]?.shown.pings).toHaveLength(3);
    await ask('POST', chat, { content, allowed_mentions: { parse: [] } });
    expect(discord.dms('ann')[1]?.shown.pings).toEqual([]);
    await ask('PATCH', `${chat}/${first.body?.id}`, { content });
    expect(discord.dms('ann')[0]?.shown.pings).toHaveLength(6);
  });
});

describe('a chat', () => {
  test('with nobody, and one too many, is refused', async () => {
    const [bob, cat] = ['bob', 'cat'].map((name) => discord.person(name));
    expect(await ask('POST', '/users/@me/channels', { recipient_id: '1' })).toMatchObject({ status: 400, code: 50033 });
    expect((await ask('POST', '/users/@me/channels', { recipient_id: bob?.id })).status).toBe(200);
    expect(await ask('POST', '/users/@me/channels', { recipient_id: cat?.id })).toMatchObject({
      status: 403,
      code: 40003,
    });
    expect((await ask('POST', '/users/@me/channels', { recipient_id: bob?.id })).status).toBe(200);
  });
});
