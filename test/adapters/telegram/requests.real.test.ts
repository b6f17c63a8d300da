import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createTelegramAdapter } from '../../../src/adapters/telegram/index.ts';
import type { Incoming, SealedReply } from '../../../src/chat/adapter.ts';
import { bold, say } from '../../../src/chat/reply.ts';
import { systemClock } from '../../../src/clock.ts';
import { createLogger } from '../../../src/logger.ts';
import { createConversation } from '../../support/telegram/conversation.ts';
import { type Call, startTelegram } from '../../support/telegram/index.ts';

const file = new URL('../../../../shared/specs/telegram-api.json.gz', import.meta.url);

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
}
interface Spec {
  readonly methods: Readonly<Record<string, { readonly fields?: readonly Field[] }>>;
  readonly types: Readonly<
    Record<string, { readonly fields?: readonly Field[]; readonly subtypes?: readonly string[] }>
  >;
}

const readSpec = (): Spec => JSON.parse(gunzipSync(readFileSync(file)).toString());

/** What is wrong with a value, as the official description sees it. */
const faultsOf = (spec: Spec, value: unknown, type: string, path: string): string[] => {
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return [`${path}: not an Array`];
    return value.flatMap((one, i) => faultsOf(spec, one, type.slice('Array of '.length), `${path}[${i}]`));
  }
  if (type === 'Integer') return Number.isSafeInteger(value) ? [] : [`${path}: not an Integer`];
  if (type === 'String') return typeof value === 'string' ? [] : [`${path}: not a String`];
  if (type === 'Boolean') return typeof value === 'boolean' ? [] : [`${path}: not a Boolean`];
  const named = spec.types[type];
  if (named?.subtypes) return fits(spec, value, named.subtypes, path);
  if (typeof value !== 'object' || value === null) return [`${path}: not a ${type}`];
  return fieldFaults(spec, { ...value }, named?.fields ?? [], path);
};

const fits = (spec: Spec, value: unknown, types: readonly string[], path: string): string[] => {
  const faults = types.map((type) => faultsOf(spec, value, type, path));
  return faults.find((some) => some.length === 0) ?? faults[0] ?? [];
};

const fieldFaults = (
  spec: Spec,
  given: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  path: string,
): string[] => [
  ...Object.keys(given)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => `${path}.${name}: unknown`),
  ...fields.flatMap((field) => {
    const value = given[field.name];
    if (value === undefined) return field.required ? [`${path}.${field.name}: missing`] : [];
    return fits(spec, value, field.types, `${path}.${field.name}`);
  }),
];

const requestFaults = (spec: Spec, call: Call): string[] => {
  const fields = spec.methods[call.method]?.fields;
  if (!(call.method in spec.methods)) return [`${call.method}: no such method`];
  if (call.kind !== 'multipart') return fieldFaults(spec, call.params, fields ?? [], call.method);
  const { method: _, ...params } = call.params; // telegraf sends the method along
  const names = [...Object.keys(params), ...call.files];
  return [
    ...names
      .filter((name) => !fields?.some((field) => field.name === name))
      .map((name) => `${call.method}.${name}: unknown`),
    ...(fields ?? [])
      .filter((field) => field.required && !names.includes(field.name))
      .map((field) => `${call.method}.${field.name}: missing`),
  ];
};

describe.skipIf(!existsSync(file))("every request against Telegram's own description", () => {
  const card = {
    title: 'Backend Engineer <x>',
    number: '#14',
    body: [say`Fits: ${bold('node')}.`],
    link: { label: 'Open', url: 'https://jobs.fernwood.example/14' },
    buttons: [{ label: 'Save', data: 'nsave 14' }],
  };
  const reply = (incoming: Incoming): SealedReply => ({
    text: say`Answer to ${incoming.message.kind}`,
    cards: [card],
    select: { label: 'Status', data: 'nstatus 14', choices: [{ label: 'Offered', value: 'offered' }] },
    page: { number: 1, of: 2, next: { label: 'Next', data: 'inext' } },
    ...(incoming.message.kind === 'text'
      ? { files: [{ name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('a') }] }
      : {}),
  });
  const preview = ({ message }: Pick<Incoming, 'message'>) => ({
    isPublic: false,
    inPlace: message.kind === 'button' && message.data.startsWith('i'),
  });

  test('of a typical day', async () => {
    const spec = readSpec();
    const telegram = await startTelegram();
    const adapter = createTelegramAdapter({
      token: telegram.token,
      apiUrl: telegram.url,
      clock: systemClock,
      logger: createLogger('silent'),
    });
    const commands = [{ name: 'search', description: 'Saved searches', options: [], subcommands: [] }];
    await adapter.start(createConversation({ reply, preview, commands }).conversation);
    const [ann, ben, group] = [telegram.person('ann'), telegram.person('ben'), telegram.group()];
    ann.says('/search add rust');
    const answer = await ann.nextMessage();
    expect((await ann.nextMessage()).file?.name).toBe('a.txt');
    ann.press(answer, 'Next');
    await ann.nextMessage();
    ann.press(answer, 'Offered');
    await ann.nextMessage();
    group.says(ben, `/search@${telegram.botName}`);
    await group.nextMessage();
    await adapter.send({ kind: 'person', accountId: String(ann.id), chatId: null }, { cards: [card, card] }, 'k');
    await adapter.stop();
    const calls = telegram.calls();
    await telegram.close();
    expect([...new Set(calls.map((call) => call.method))].sort()).toEqual([
      'answerCallbackQuery',
      'deleteWebhook',
      'editMessageText',
      'getMe',
      'getUpdates',
      'sendDocument',
      'sendMessage',
      'setMyCommands',
    ]);
    expect(calls.flatMap((call) => requestFaults(spec, call))).toEqual([]);
  });

  test('and finds what is wrong', () => {
    const call = (method: string, params: object): Call => ({
      method,
      kind: 'json',
      params: { ...params },
      files: [],
      at: 0,
      status: null,
    });
    const spec = readSpec();
    expect(requestFaults(spec, call('sendMessages', {}))).toEqual(['sendMessages: no such method']);
    expect(requestFaults(spec, call('sendMessage', { text: 5, chat: 1 }))).toEqual([
      'sendMessage.chat: unknown',
      'sendMessage.chat_id: missing',
      'sendMessage.text: not a String',
    ]);
    const markup = { inline_keyboard: [[{ callback_data: 'a', colour: 'red' }]] };
    expect(requestFaults(spec, call('sendMessage', { chat_id: 1, text: 'x', reply_markup: markup }))).not.toEqual([]);
  });
});
