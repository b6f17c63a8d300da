import type { Body } from './body.ts';
import { bad } from './refusal.ts';

export type Params = Readonly<Record<string, unknown>>;

type Kind = 'integer' | 'text' | 'flag' | 'chat' | 'json' | 'file';

// The methods that exist here, with every parameter that may be given; `!` marks a required one.
const METHODS: Readonly<Record<string, Readonly<Record<string, Kind | `${Kind}!`>>>> = {
  getme: {},
  deletewebhook: { drop_pending_updates: 'flag' },
  getupdates: { offset: 'integer', limit: 'integer', timeout: 'integer', allowed_updates: 'json' },
  setmycommands: { commands: 'json!', scope: 'json', language_code: 'text' },
  getchat: { chat_id: 'chat!' },
  getchatmember: { chat_id: 'chat!', user_id: 'integer!' },
  sendmessage: {
    chat_id: 'chat!',
    message_thread_id: 'integer',
    text: 'text!',
    parse_mode: 'text',
    link_preview_options: 'json',
    disable_notification: 'flag',
    reply_parameters: 'json',
    reply_markup: 'json',
  },
  senddocument: {
    chat_id: 'chat!',
    message_thread_id: 'integer',
    document: 'file!',
    caption: 'text',
    parse_mode: 'text',
    disable_notification: 'flag',
    reply_parameters: 'json',
    reply_markup: 'json',
  },
  editmessagetext: {
    chat_id: 'chat!',
    message_id: 'integer!',
    text: 'text!',
    parse_mode: 'text',
    link_preview_options: 'json',
    reply_markup: 'json',
  },
  editmessagereplymarkup: { chat_id: 'chat!', message_id: 'integer!', reply_markup: 'json' },
  answercallbackquery: { callback_query_id: 'text!', text: 'text', show_alert: 'flag', cache_time: 'integer' },
};

export const isMethod = (method: string): boolean => method.toLowerCase() in METHODS;

/**
 * The parameters, read as the Bot API reads them: numbers, flags and JSON may come as text.
 * Stricter than Telegram in one thing: a parameter that the method does not have is refused.
 * @throws {Refusal}
 */
export const readParams = (method: string, { kind, params, files }: Body): Params => {
  const known = METHODS[method.toLowerCase()] ?? {};
  const given = new Set([...Object.keys(params), ...files.keys()]);
  if (kind === 'multipart') given.delete('method'); // telegraf sends the method along
  for (const name of given) if (!(name in known)) throw bad(`stand-in: ${method} has no parameter "${name}"`);
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, rule]) => {
      const value = files.get(name) ?? params[name];
      const isRequired = rule.endsWith('!');
      if (value === undefined || value === null || (value === '' && name !== 'text')) {
        if (isRequired) throw bad(missing(name));
        return [];
      }
      return [[name, read(name, value, rule)]];
    }),
  );
};

const missing = (name: string): string =>
  ({
    chat_id: 'chat_id is empty',
    text: 'message text is empty',
    document: 'there is no document in the request',
    message_id: 'message identifier is not specified',
    callback_query_id: 'query is too old and response timeout expired or query ID is invalid',
  })[name] ?? `parameter "${name}" is required`;

const read = (name: string, value: unknown, rule: string): unknown => {
  switch (rule.replace('!', '')) {
    case 'integer':
      return integer(name, value);
    case 'chat':
      return typeof value === 'string' && value.startsWith('@') ? value : integer(name, value);
    case 'flag':
      if (typeof value === 'boolean' || value === 'true' || value === 'false') return String(value) === 'true';
      throw bad(`stand-in: "${name}" is not a Boolean`);
    case 'json':
      return json(name, value);
    case 'text':
      if (typeof value !== 'string') throw bad(`stand-in: "${name}" is not a String`);
      if (!value.isWellFormed()) throw bad('strings must be encoded in UTF-8');
      return value;
    default:
      return value;
  }
};

const integer = (name: string, value: unknown): number => {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw bad(`stand-in: "${name}" is not an Integer`);
  return number;
};

const json = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw bad(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
  }
};
