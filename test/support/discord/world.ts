import { setTimeout as timer } from 'node:timers/promises';
import { asList, asObject, asText, type Json } from './json.ts';

/** A message as people see it. */
export interface Message {
  readonly id: string;
  readonly channelId: string;
  content: string;
  components: readonly Json[];
  files: readonly File[];
  flags: number;
  /** Who or what the message notified, from its content and `allowed_mentions`; edits add theirs. */
  pings: readonly string[];
  readonly nonce: string | null;
  readonly at: number;
  edits: number;
  isThinking: boolean;
  isDeleted: boolean;
  /** The one person who sees it; null: everybody in the channel. */
  readonly onlyFor: string | null;
}

export interface File {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface Channel {
  readonly id: string;
  /** The person of a direct message channel; null: a server's channel. */
  readonly personId: string | null;
  readonly serverId: string | null;
  /** A server's: what people read above it. */
  readonly name: string | null;
  readonly isThread: boolean;
  /** What the bot may do here: bits of Discord's permissions. */
  botMay: bigint;
}

/** https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
export const may = {
  administrator: 1n << 3n,
  manageServer: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  sendInThreads: 1n << 38n,
} as const;

export const botMayPost = may.viewChannel | may.sendMessages | may.sendInThreads | may.embedLinks;

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly personId: string;
  readonly channel: Channel;
  readonly kind: 'command' | 'component' | 'modal' | 'typing';
  /** The message that holds the pressed component. */
  readonly source: Message | null;
  readonly at: number;
  /** The type of the one callback, and when it came. */
  callback: { readonly type: number; readonly at: number; readonly data: Json } | null;
  /** What `@original` is. */
  original: Message | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  isBlocking: boolean;
}

/** Everything that exists on this Discord, and the time there. */
export interface World {
  readonly applicationId: string;
  readonly token: string;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  readonly newId: () => string;
  readonly people: Map<string, Person>;
  readonly channels: Map<string, Channel>;
  /** What members may do, by server and person; who is not here may nothing special. */
  readonly members: Map<string, bigint>;
  readonly messages: Map<string, Message>;
  readonly interactions: Map<string, Interaction>;
  commands: readonly Json[];
  /** Message ids by channel and nonce. */
  readonly nonces: Map<string, { readonly messageId: string; readonly at: number }>;
  openedChats: number;
  readonly maxNewChats: number;
  /** Resolves as soon as `find` finds something; asked again after every change. */
  readonly until: <T>(what: string, find: () => T | undefined | null, ms?: number) => Promise<T>;
  readonly changed: () => void;
}

/** Discord's nonce is remembered for "the past few minutes". */
export const NONCE_MS = 180_000;

const EPOCH = 1_420_070_400_000n;

export const createWorld = (options: {
  readonly token: string;
  readonly now: () => number;
  readonly maxNewChats: number;
}): World => {
  let offset = 0;
  let counter = 0n;
  const waiting = new Set<() => void>();
  const now = (): number => options.now() + offset;
  const newId = (): string => String(((BigInt(Math.floor(now())) - EPOCH) << 22n) + (counter++ & 0x3fffffn));

  const until: World['until'] = async (what, find, ms = 5_000) => {
    const timeout = new AbortController();
    let retry: () => void = () => undefined;
    try {
      const found = new Promise<NonNullable<ReturnType<typeof find>>>((resolve) => {
        retry = () => {
          const value = find();
          if (value !== undefined && value !== null) resolve(value);
        };
        waiting.add(retry);
        retry();
      });
      const late = timer(ms, undefined, { signal: timeout.signal }).then(() => {
        throw new Error(`Discord stand-in: waited ${ms} ms for ${what}`);
      });
      return await Promise.race([found, late]);
    } finally {
      waiting.delete(retry);
      timeout.abort();
    }
  };

  return {
    applicationId: newId(),
    token: options.token,
    now,
    advance: (ms) => {
      offset += ms;
    },
    newId,
    people: new Map(),
    channels: new Map(),
    members: new Map(),
    messages: new Map(),
    interactions: new Map(),
    commands: [],
    nonces: new Map(),
    openedChats: 0,
    maxNewChats: options.maxNewChats,
    until,
    changed: () => {
      for (const retry of [...waiting]) retry();
    },
  };
};

/** Whom a message notifies. Without `allowed_mentions` Discord takes every mention in it. */
export const pingsOf = (content: string, allowed: unknown): string[] => {
  const parse = allowed === undefined || allowed === null ? ['everyone', 'roles', 'users'] : asObject(allowed).parse;
  const kinds: readonly unknown[] = Array.isArray(parse) ? parse : [];
  const named = [...listOf(asObject(allowed).users), ...listOf(asObject(allowed).roles)];
  const isOn = (kind: string, id: string): boolean => kinds.includes(kind) || named.includes(id);
  return [
    ...(kinds.includes('everyone') ? (content.match(/@(everyone|here)/g) ?? []) : []),
    ...[...content.matchAll(/<@&(\d+)>/g)].filter(([, id]) => isOn('roles', id ?? '')).map(([mention]) => mention),
    ...[...content.matchAll(/<@!?(\d+)>/g)].filter(([, id]) => isOn('users', id ?? '')).map(([mention]) => mention),
  ];
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The channel between the bot and a person, made where there is none. */
export const chatWith = (world: World, personId: string): Channel => {
  const known = [...world.channels.values()].find((channel) => channel.personId === personId);
  if (known !== undefined) return known;
  const channel = { id: world.newId(), personId, serverId: null, name: null, isThread: false, botMay: 0n };
  world.channels.set(channel.id, channel);
  return channel;
};

export interface Draft {
  readonly channelId: string;
  readonly body: Json;
  readonly files: readonly File[];
  readonly onlyFor?: string | null;
  readonly isThinking?: boolean;
}

export const addMessage = (world: World, draft: Draft): Message => {
  const { channelId, body, files } = draft;
  const message: Message = {
    id: world.newId(),
    channelId,
    content: asText(body.content),
    components: asList(body.components),
    files,
    flags: typeof body.flags === 'number' ? body.flags : 0,
    pings: pingsOf(asText(body.content), body.allowed_mentions),
    nonce: typeof body.nonce === 'string' ? body.nonce : null,
    at: world.now(),
    edits: 0,
    isThinking: draft.isThinking ?? false,
    isDeleted: false,
    onlyFor: draft.onlyFor ?? null,
  };
  world.messages.set(message.id, message);
  world.changed();
  return message;
};

/** What the body of an edit names is replaced; the rest stays. */
export const editMessage = (world: World, message: Message, body: Json, files: readonly File[]): Message => {
  if (body.content !== undefined) message.content = asText(body.content);
  if (body.components !== undefined) message.components = asList(body.components);
  if (body.attachments !== undefined || files.length > 0) message.files = files;
  message.pings = [...message.pings, ...pingsOf(message.content, body.allowed_mentions)];
  // The first edit of a message that was only announced is its content, not a change of it.
  if (message.isThinking) message.isThinking = false;
  else message.edits += 1;
  world.changed();
  return message;
};

/** A message as the API tells it. */
export const toApi = (world: World, message: Message): Json => ({
  id: message.id,
  channel_id: message.channelId,
  author: {
    id: world.applicationId,
    username: 'jobhound',
    discriminator: '0',
    avatar: null,
    global_name: null,
    bot: true,
  },
  content: message.content,
  timestamp: new Date(message.at).toISOString(),
  edited_timestamp: message.edits > 0 ? new Date(world.now()).toISOString() : null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: message.files.map(({ name, bytes, mediaType }, id) => ({
    id: String(id),
    filename: name,
    size: bytes.length,
    content_type: mediaType,
    url: 'http://invalid/',
    proxy_url: 'http://invalid/',
  })),
  embeds: [],
  pinned: false,
  type: 0,
  flags: message.flags,
  components: message.components,
  ...(message.nonce === null ? {} : { nonce: message.nonce }),
});
