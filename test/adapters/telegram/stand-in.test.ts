import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTelegram, type TelegramStandIn } from '../../support/telegram/index.ts';

let telegram: TelegramStandIn;
beforeEach(async () => {
  telegram = await startTelegram();
});
afterEach(() => telegram.close());

interface Reply {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly result?: unknown;
  readonly parameters?: unknown;
}

const call = async (method: string, params?: object, token = telegram.token): Promise<Reply> => {
  const response = await fetch(`${telegram.url}/bot${token}/${method}`, {
    method: 'POST',
    ...(params ? { body: JSON.stringify(params), headers: { 'content-type': 'application/json' } } : {}),
  });
  const reply = (await response.json()) as Reply;
  if (!reply.ok) expect(reply.error_code).toBe(response.status);
  return reply;
};

const refused = (code: number, description: string) => ({ ok: false, error_code: code, description });

describe('the stand-in refuses', () => {
  test('a wrong token, and what is no token', async () => {
    expect(await call('getMe', undefined, `1:${'x'.repeat(35)}`)).toEqual(refused(401, 'Unauthorized'));
    expect(await call('getMe', undefined, 'nonsense')).toEqual(refused(404, 'Not Found'));
    expect(await call('getEverything')).toEqual(refused(404, 'Not Found: method not found'));
  });

  test('parameters that are missing, unknown or of the wrong type', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const description = async (params: object) => (await call('sendMessage', params)).description;
    expect(await description({ text: 'x' })).toBe('Bad Request: chat_id is empty');
    expect(await description({ chat_id: ann.id })).toBe('Bad Request: message text is empty');
    expect(await description({ chat_id: ann.id, text: ' \n ' })).toBe('Bad Request: message text is empty');
    expect(await description({ chat_id: ann.id, text: 'x', disable_web_page_preview: true })).toContain('no parameter');
    expect(await description({ chat_id: 'ann', text: 'x' })).toContain('not an Integer');
    expect(await description({ chat_id: ann.id, text: 5 })).toContain('not a String');
    expect(await description({ chat_id: ann.id, text: 'x', parse_mode: 'Markdown' })).toContain(
      'unsupported parse_mode',
    );
    expect(await description({ chat_id: ann.id, text: '\ud800' })).toContain('UTF-8');
  });

  test('a body that is not JSON', async () => {
    const response = await fetch(`${telegram.url}/bot${telegram.token}/getMe`, {
      method: 'POST',
      body: '{"a":',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(400);
  });

  test('HTML that Telegram does not read', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const description = async (text: string) =>
      (await call('sendMessage', { chat_id: ann.id, text, parse_mode: 'HTML' })).description;
    expect(await description('<b>x')).toBe(
      'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
    );
    expect(await description('a < b')).toContain("can't parse entities: Unsupported start tag");
    expect(await description('ö<br>')).toBe(
      'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 2',
    );
    expect(await description('</b>')).toContain('Unexpected end tag');
  });

  test('a text beyond 4096 units after parsing, and takes one of 4096', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const text = `<b>${'x'.repeat(4096)}</b>`;
    expect((await call('sendMessage', { chat_id: ann.id, text, parse_mode: 'HTML' })).ok).toBe(true);
    expect(await call('sendMessage', { chat_id: ann.id, text: 'x'.repeat(4097) })).toEqual(
      refused(400, 'Bad Request: message is too long'),
    );
  });

  test('buttons that Telegram does not take', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const description = async (button: object) =>
      (await call('sendMessage', { chat_id: ann.id, text: 'x', reply_markup: { inline_keyboard: [[button]] } }))
        .description;
    expect(await description({ text: 'a', callback_data: 'ö'.repeat(33) })).toBe('Bad Request: BUTTON_DATA_INVALID');
    expect(await description({ text: 'a', callback_data: '' })).toBe('Bad Request: BUTTON_DATA_INVALID');
    expect(await description({ text: 'a', callback_data: 'x'.repeat(64) })).toBeUndefined();
    expect(await description({ text: 'a' })).toContain('Text buttons are unallowed');
    expect(await description({ text: ' ', callback_data: 'a' })).toContain('non-empty');
    expect(await description({ text: 'a', url: 'javascript:alert(1)' })).toContain('Unsupported URL protocol');
    expect(await description({ text: 'a', url: 'http://localhost' })).toContain('Wrong HTTP URL');
    expect(await description({ text: 'a', callback_data: 'a', color: 'red' })).toContain('no field');
  });

  test('chats that the bot may not write to', async () => {
    const ann = telegram.person('ann');
    const group = telegram.group();
    const write = (id: number) => call('sendMessage', { chat_id: id, text: 'x' });
    expect(await write(42)).toEqual(refused(400, 'Bad Request: chat not found'));
    expect(await write(ann.id)).toEqual(refused(403, "Forbidden: bot can't initiate conversation with a user"));
    ann.says('/start');
    expect((await write(ann.id)).ok).toBe(true);
    ann.blocksBot();
    expect(await write(ann.id)).toEqual(refused(403, 'Forbidden: bot was blocked by the user'));
    ann.state.isDeactivated = true;
    expect(await write(ann.id)).toEqual(refused(403, 'Forbidden: user is deactivated'));
    group.state.hasKickedBot = true;
    expect(await write(group.id)).toEqual(refused(403, 'Forbidden: bot was kicked from the group chat'));
  });

  test("edits of what is not there, not the bot's, not text, or not changed", async () => {
    const ann = telegram.person('ann', { isOpen: true });
    ann.says('mine');
    await call('sendMessage', { chat_id: ann.id, text: 'old' });
    const answer = await ann.nextMessage();
    const edit = async (message_id: number, text = 'new') =>
      (await call('editMessageText', { chat_id: ann.id, message_id, text })).description;
    expect(await edit(999)).toBe('Bad Request: message to edit not found');
    expect(await edit(answer.id - 1)).toBe("Bad Request: message can't be edited");
    expect(await edit(answer.id, 'old')).toContain('Bad Request: message is not modified');
    expect(await edit(answer.id)).toBeUndefined();
    expect(await ann.nextMessage()).toMatchObject({ id: answer.id, text: 'new', edits: 1 });
    ann.deletes(answer);
    expect(await edit(answer.id)).toBe('Bad Request: message to edit not found');
    const form = new FormData();
    form.set('chat_id', String(ann.id));
    form.set('document', new Blob(['hello']), 'a.txt');
    await fetch(`${telegram.url}/bot${telegram.token}/sendDocument`, { method: 'POST', body: form });
    const sent = await ann.nextMessage();
    expect(sent.file).toEqual({ name: 'a.txt', bytes: Buffer.from('hello') });
    expect(await edit(sent.id)).toBe('Bad Request: there is no text in the message to edit');
  });

  test('an edit of the keyboard that changes nothing, and makes one that does', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] };
    await call('sendMessage', { chat_id: ann.id, text: 'x', reply_markup });
    const { id: message_id } = await ann.nextMessage();
    const edit = (markup?: object) =>
      call('editMessageReplyMarkup', { chat_id: ann.id, message_id, ...(markup ? { reply_markup: markup } : {}) });
    expect((await edit(reply_markup)).description).toContain('message is not modified');
    expect((await edit()).ok).toBe(true);
    expect((await ann.nextMessage()).buttons).toEqual([]);
  });

  test('a document that is empty or absent', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    expect((await call('sendDocument', { chat_id: ann.id })).description).toBe(
      'Bad Request: there is no document in the request',
    );
    const form = new FormData();
    form.set('chat_id', String(ann.id));
    form.set('document', new Blob([]), 'a.txt');
    const response = await fetch(`${telegram.url}/bot${telegram.token}/sendDocument`, { method: 'POST', body: form });
    expect(await response.json()).toEqual(refused(400, 'Bad Request: file must be non-empty'));
  });

  test('to answer a button twice, or late', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    await call('sendMessage', {
      chat_id: ann.id,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] },
    });
    const query = ann.press(await ann.nextMessage(), 'a');
    const answer = () => call('answerCallbackQuery', { callback_query_id: query });
    expect(telegram.isSpinning(query)).toBe(true);
    expect((await answer()).ok).toBe(true);
    expect((await answer()).description).toBe(
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });

  test('a menu with a wrong name or description', async () => {
    const set = async (command: string, description: string) =>
      (await call('setMyCommands', { commands: [{ command, description }] })).description;
    expect(await set('Help', 'x')).toBe('Bad Request: BOT_COMMAND_INVALID');
    expect(await set('help', '')).toBe('Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
    expect(await set('help', 'x')).toBeUndefined();
    expect(telegram.commands()).toEqual([{ command: 'help', description: 'x' }]);
  });
});

describe('getUpdates of the stand-in', () => {
  test('gives an update again until a higher offset confirms it', async () => {
    const ann = telegram.person('ann');
    const id = ann.says('one');
    const first = await call('getUpdates', { offset: 0 });
    expect(first.result).toMatchObject([{ update_id: id, message: { text: 'one', from: { id: ann.id } } }]);
    expect(await call('getUpdates', { offset: id })).toEqual(first);
    expect(await call('getUpdates', { offset: id + 1 })).toEqual({ ok: true, result: [] });
    expect(await call('getUpdates')).toEqual({ ok: true, result: [] });
  });

  test('holds a long poll until something happens', async () => {
    const poll = call('getUpdates', { timeout: 50 });
    await telegram.polled();
    telegram.person('ann').says('now');
    expect((await poll).result).toHaveLength(1);
  });

  test('ends the first of two pollers', async () => {
    const first = call('getUpdates', { timeout: 50 });
    await telegram.polled();
    const second = call('getUpdates', { timeout: 50 });
    expect(await first).toEqual(
      refused(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'),
    );
    telegram.person('ann').says('now');
    expect((await second).result).toHaveLength(1);
  });

  test('does not go with a webhook', async () => {
    telegram.updates.setWebhook(true);
    expect((await call('getUpdates')).description).toContain(
      "Conflict: can't use getUpdates method while webhook is active",
    );
    await call('deleteWebhook');
    expect((await call('getUpdates')).ok).toBe(true);
  });

  test('gives only the kinds that were asked for', async () => {
    await call('getUpdates', { allowed_updates: ['callback_query'] });
    telegram.person('ann').says('unseen');
    expect((await call('getUpdates')).result).toEqual([]);
  });

  test('reads its parameters from a form and from the address too', async () => {
    telegram.person('ann').says('one');
    const form = await fetch(`${telegram.url}/bot${telegram.token}/getUpdates`, {
      method: 'POST',
      body: new URLSearchParams({ limit: '1' }),
    });
    const address = await fetch(`${telegram.url}/bot${telegram.token}/getUpdates?limit=1`);
    expect(await form.json()).toEqual(await address.json());
  });
});

describe('a fault of the stand-in', () => {
  test('429 says how long to wait, for one chat, as often as scripted', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const ben = telegram.person('ben', { isOpen: true });
    telegram.fail({
      method: 'sendMessage',
      chatId: ann.id,
      trouble: { kind: 'refuse', code: 429, description: '', retryAfter: 3 },
    });
    const write = (id: number) => call('sendMessage', { chat_id: id, text: 'x' });
    expect((await write(ben.id)).ok).toBe(true);
    expect(await write(ann.id)).toEqual({
      ...refused(429, 'Too Many Requests: retry after 3'),
      parameters: { retry_after: 3 },
    });
    expect((await write(ann.id)).ok).toBe(true);
  });

  test('comes before or after the message is shown', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const write = () => fetch(`${telegram.url}/bot${telegram.token}/sendMessage?chat_id=${ann.id}&text=x`);
    telegram.fail({ trouble: { kind: 'bad-gateway' } });
    expect((await write()).status).toBe(502);
    telegram.fail({ trouble: { kind: 'reset' } });
    await expect(write()).rejects.toThrow();
    expect(telegram.messages(ann.id)).toHaveLength(0);
    telegram.fail({ trouble: { kind: 'process-then-500' } });
    expect((await write()).status).toBe(500);
    telegram.fail({ trouble: { kind: 'process-then-reset' } });
    await expect(write()).rejects.toThrow();
    telegram.fail({ trouble: { kind: 'process-then-hang' } });
    const hung = write();
    await telegram.until(() => (telegram.messages(ann.id).length === 3 ? true : null), 'a third message');
    await telegram.close();
    await expect(hung).rejects.toThrow();
    telegram = await startTelegram();
  });
});
