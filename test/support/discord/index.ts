import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/clock.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { asText } from './json.ts';
import { createRestSide, type Recorded } from './server.ts';
import { type Shown, show } from './shown.ts';
import type { Planned, Trouble } from './trouble.ts';
import { createVoice, type Voice } from './voice.ts';
import { botMayPost, type Channel, chatWith, createWorld, type Message, type Person } from './world.ts';

export type { Recorded } from './server.ts';
export type { Shown, ShownModal } from './shown.ts';
export type { Trouble } from './trouble.ts';
export type { Done, Voice } from './voice.ts';
export { botMayPost, may } from './world.ts';

/** A person of this Discord, speaking in the direct messages with the bot. */
export interface PersonHere extends Voice {
  /** The same person in a server's channel. */
  readonly at: (server: ServerHere) => Voice;
}

/** A server, seen at one of its channels. */
export interface ServerHere {
  readonly id: string;
  readonly channelId: string;
  /** A thread of this channel. */
  readonly thread: (name: string) => ServerHere;
  /** What a member may do from now on: bits of Discord's permissions. */
  readonly grants: (person: { readonly id: string }, permissions: bigint) => void;
  /** What the bot may do in this channel from now on. */
  readonly allowsBot: (permissions: bigint) => void;
  readonly removesBot: () => void;
  /** An outage of Discord's: the server cannot be reached for a while. */
  readonly fails: () => void;
}

/** A Discord on this machine: gateway and REST, strict where Discord is. */
export interface Discord {
  /** For `DISCORD_API_URL`: the REST root without `/v10`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly port: number;
  readonly gateway: Gateway;
  /** Every request below `/v10` in the order of arrival, refused ones too. */
  readonly requests: readonly Recorded[];
  /** The time here; `advance` moves it. */
  readonly clock: Clock;
  readonly advance: (ms: number) => void;
  /** Made at the first call with this name; `id` is drawn or given. */
  readonly person: (name: string, options?: { readonly id?: string; readonly hasChat?: boolean }) => PersonHere;
  readonly server: (name?: string) => ServerHere;
  /** The direct messages of the bot to a person (their id or name), in the order in which they were first seen. */
  readonly dms: (person: string) => readonly Sent[];
  /** Something goes wrong with the next requests that match; gives a function that cancels it. */
  readonly trouble: (method: string, path: RegExp, as: Trouble, times?: number) => () => void;
  /** Resolves with the next request that matches, or one already here that no call has been given. */
  readonly nextRequest: (method: string, path: RegExp, ms?: number) => Promise<Recorded>;
  /** Resolves when the bot has registered its commands; gives their names. */
  readonly commands: () => Promise<readonly string[]>;
  /** Resolves when `find` gives something; it is asked after every change here. */
  readonly until: <T>(what: string, find: () => T | undefined | null, ms?: number) => Promise<T>;
  readonly delete: (messageId: string) => void;
  readonly close: () => Promise<void>;
}

export interface Sent {
  readonly id: string;
  readonly content: string;
  readonly nonce: string | null;
  /** ms since 1970 by the clock here. */
  readonly at: number;
  readonly shown: Shown;
}

export interface Options {
  /** 0: any free port. */
  readonly port?: number;
  readonly token?: string;
  readonly now?: () => number;
  /** Chats that the bot may open before Discord says it opens them too fast. */
  readonly maxNewChats?: number;
  readonly heartbeatMs?: number;
}

/** Starts a Discord on the loopback interface. */
export const startDiscord = async (options: Options = {}): Promise<Discord> => {
  const world = createWorld({
    token: options.token ?? 'stand-in-token',
    now: options.now ?? Date.now,
    maxNewChats: options.maxNewChats ?? Number.POSITIVE_INFINITY,
  });
  const rest = createRestSide(world);
  const { gateway, close } = createGateway(rest.server, world, { heartbeatMs: options.heartbeatMs ?? 41_250 });
  rest.server.listen(options.port ?? 0, '127.0.0.1');
  await once(rest.server, 'listening');
  const { port } = rest.server.address() as AddressInfo;
  const given = new Set<Recorded>();
  const people = new Map<string, PersonHere>();

  const newPerson = (name: string, id: string, hasChat: boolean): PersonHere => {
    const person: Person = { id, name, isBlocking: false };
    world.people.set(id, person);
    if (hasChat) chatWith(world, id);
    // The chat comes to be when the person is first there, not before.
    const direct = (): Voice => createVoice({ world, person, channel: chatWith(world, id) }, gateway);
    let voice: Voice | null = null;
    const here = (): Voice => (voice ??= direct());
    return {
      id,
      name,
      get channelId() {
        return here().channelId;
      },
      command: (...args) => here().command(...args),
      press: (...args) => here().press(...args),
      choose: (...args) => here().choose(...args),
      fillIn: (...args) => here().fillIn(...args),
      types: (...args) => here().types(...args),
      says: (text) => here().says(text),
      saysAsBot: (text) => here().saysAsBot(text),
      nextMessage: (ms) => here().nextMessage(ms),
      nextModal: (ms) => here().nextModal(ms),
      messages: () => here().messages(),
      blocks: () => {
        person.isBlocking = true;
      },
      unblocks: () => {
        person.isBlocking = false;
      },
      at: (server) => {
        const channel = world.channels.get(server.channelId);
        if (channel === undefined) throw new Error('no such server');
        return createVoice({ world, person, channel }, gateway);
      },
    };
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token: world.token,
    applicationId: world.applicationId,
    port,
    gateway,
    requests: rest.requests,
    clock: { now: () => new Date(world.now()) },
    advance: world.advance,
    person: (name, { id, hasChat = false } = {}) => {
      const known = people.get(name);
      if (known !== undefined) return known;
      const person = newPerson(name, id ?? world.newId(), hasChat);
      people.set(name, person);
      return person;
    },
    server: (name = 'Rustaceans') => {
      const server = { id: world.newId(), name };
      gateway.dispatch('GUILD_CREATE', guildOf(server), 'servers');
      const here = (channelName: string, isThread: boolean): ServerHere => {
        const about = { id: world.newId(), personId: null, serverId: server.id, name: channelName, isThread };
        const channel: Channel = { ...about, botMay: botMayPost };
        world.channels.set(channel.id, channel);
        return {
          id: server.id,
          channelId: channel.id,
          thread: (threadName) => here(threadName, true),
          grants: (member, permissions) => void world.members.set(`${server.id} ${member.id}`, permissions),
          allowsBot: (permissions) => {
            channel.botMay = permissions;
          },
          removesBot: () => gateway.dispatch('GUILD_DELETE', { id: server.id }, 'servers'),
          fails: () => gateway.dispatch('GUILD_DELETE', { id: server.id, unavailable: true }, 'servers'),
        };
      };
      return here('jobs', false);
    },
    dms: (nameOrId) => {
      const id = people.get(nameOrId)?.id ?? nameOrId;
      const channel = [...world.channels.values()].find(({ personId }) => personId === id);
      const isHere = (message: Message): boolean => message.channelId === channel?.id && !message.isDeleted;
      return [...world.messages.values()]
        .filter((message) => isHere(message) && !message.isThinking)
        .map((message) => ({
          id: message.id,
          content: message.content,
          nonce: message.nonce,
          at: message.at,
          shown: show(world, message),
        }));
    },
    trouble: (method, path, as, times = 1) => {
      const plan: Planned = { method, path, as, times };
      rest.plans.push(plan);
      return () => {
        plan.times = 0;
      };
    },
    nextRequest: async (method, path, ms) => {
      const find = () => rest.requests.find((one) => !given.has(one) && one.method === method && path.test(one.path));
      const request = await world.until(`${method} ${path}`, find, ms);
      given.add(request);
      return request;
    },
    commands: async () => {
      await world.until('the commands', () => (world.commands.length > 0 ? true : null), 15_000);
      return world.commands.map(({ name }) => asText(name));
    },
    until: world.until,
    delete: (messageId) => {
      const message = world.messages.get(messageId);
      if (message !== undefined) message.isDeleted = true;
    },
    close: async () => {
      close();
      rest.server.closeAllConnections();
      rest.server.close();
      await once(rest.server, 'close');
    },
  };
};

const guildOf = ({ id, name }: { readonly id: string; readonly name: string }) => ({
  ...{ id, name, icon: null, splash: null, discovery_splash: null, owner_id: '1', afk_channel_id: null },
  ...{ afk_timeout: 60, verification_level: 0, default_message_notifications: 0, explicit_content_filter: 0 },
  ...{ roles: [], emojis: [], features: [], mfa_level: 0, application_id: null, system_channel_id: null },
  ...{ system_channel_flags: 0, rules_channel_id: null, vanity_url_code: null, description: null, banner: null },
  ...{ premium_tier: 0, preferred_locale: 'en-GB', public_updates_channel_id: null, nsfw_level: 0, stickers: [] },
  ...{ joined_at: new Date(0).toISOString(), large: false, unavailable: false, member_count: 2, members: [] },
  ...{ voice_states: [], channels: [], threads: [], presences: [], stage_instances: [], soundboard_sounds: [] },
  ...{ guild_scheduled_events: [], premium_progress_bar_enabled: false, safety_alerts_channel_id: null },
});
