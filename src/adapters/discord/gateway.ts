import {
  type APIInteraction,
  Client,
  Events,
  GatewayDispatchEvents,
  type GatewayGuildDeleteDispatchData,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  Options,
  Partials,
  SimpleShardingStrategy,
} from 'discord.js';
import type { Logger } from '../../logger.ts';
import { restOptions } from './rest.ts';
import { waitUntil, within } from './wait.ts';

interface Deps {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly logger: Logger;
  readonly onInteraction: (interaction: APIInteraction) => void;
  readonly onMessage: (message: GatewayMessageCreateDispatchData) => void;
  /** The bot was removed from this server, or the server is gone. */
  readonly onLeft: (serverId: string) => void;
}

export interface Gateway {
  /**
   * Connects and keeps connected; resolves with the application's id at the first success, with null
   * where it was closed before.
   * @throws where Discord refuses the token or the intents
   */
  readonly connect: () => Promise<string | null>;
  readonly close: () => Promise<void>;
  /** Null where it is not known. */
  readonly serverName: (serverId: string) => string | null;
}

const LONGEST_BACKOFF_MS = 30_000;
/** After Discord closed for good (a token that was reset): a try a minute harms nobody. */
const REFUSED_MS = 60_000;
const CLOSE_MS = 3_000;

/** Events in, over the one WebSocket that discord.js keeps up; a client that gave up is replaced. */
export const createGateway = ({ token, apiUrl, logger, onInteraction, onMessage, onLeft }: Deps): Gateway => {
  const closing = new AbortController();
  let client: Client | null = null;

  const open = async (): Promise<string> => {
    const next = createClient(apiUrl, logger);
    client = next;
    listen(next);
    const ready = new Promise<string>((resolve) => {
      next.once(Events.ClientReady, ({ application }) => resolve(application.id));
    });
    await next.login(token);
    return ready;
  };

  /** A throwing listener would end the process: discord.js does not catch it. */
  const guarded =
    <A extends unknown[]>(event: string, listener: (...args: A) => void) =>
    (...args: A): void => {
      try {
        listener(...args);
      } catch (error) {
        logger.error('discord.listener_failed', { event }, error);
      }
    };

  const listen = (on: Client): void => {
    on.ws.on(GatewayDispatchEvents.InteractionCreate, guarded('interaction', onInteraction));
    on.ws.on(GatewayDispatchEvents.MessageCreate, guarded('message', onMessage));
    on.ws.on(
      GatewayDispatchEvents.GuildDelete,
      // `unavailable`: an outage of Discord's, after which it is there again.
      guarded('server left', ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
        if (unavailable !== true) onLeft(id);
      }),
    );
    on.on(Events.Error, (error) => logger.error('discord.error', {}, error));
    on.on(Events.ShardError, (error) => logger.warn('discord.gateway_error', { error: error.name }));
    on.on(Events.Warn, () => logger.warn('discord.warning'));
    on.on(Events.ShardReconnecting, () => logger.info('discord.reconnecting'));
    on.on(Events.ShardResume, () => logger.info('discord.resumed'));
    on.on(Events.ShardDisconnect, ({ code }) => {
      if (on !== client || !on.isReady()) return;
      logger.error('discord.disconnected', { code });
      void replace(on);
    });
  };

  const replace = async (old: Client): Promise<void> => {
    await old.destroy().catch(() => undefined);
    while (!closing.signal.aborted) {
      await waitUntil(REFUSED_MS, closing.signal);
      try {
        if ((await connect()) !== null) return;
      } catch (error) {
        logger.error('discord.refused', {}, error);
      }
    }
  };

  const connect = async (): Promise<string | null> => {
    for (let backoffMs = 500; !closing.signal.aborted; backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS)) {
      try {
        const application = await Promise.race([open(), aborted(closing.signal)]);
        if (application !== null) logger.info('discord.connected');
        return application;
      } catch (error) {
        if (closing.signal.aborted) break;
        if (isFinal(error)) throw error;
        logger.warn('discord.connect_failed', { error: error instanceof Error ? error.name : 'unknown', backoffMs });
        await waitUntil(backoffMs, closing.signal);
      }
    }
    return null;
  };

  return {
    connect,
    serverName: (serverId) => client?.guilds.cache.get(serverId)?.name ?? null,
    close: async () => {
      closing.abort();
      await within(CLOSE_MS, client?.destroy().catch(() => undefined) ?? Promise.resolve(), undefined);
    },
  };
};

const createClient = (apiUrl: string | null, logger: Logger): Client =>
  new Client({
    // Guilds: to hear of servers that the bot is removed from.
    intents: [GatewayIntentBits.DirectMessages, GatewayIntentBits.Guilds],
    // A direct message comes from a channel that was never seen before.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest: restOptions(apiUrl),
    ws: {
      // An event that the library itself cannot read would end the process as an unhandled rejection.
      buildStrategy: (manager) => {
        const emit = manager.emit.bind(manager);
        const guardedEmit = (...event: Parameters<typeof emit>): boolean => {
          try {
            return emit(...event);
          } catch (error) {
            logger.error('discord.event_unreadable', {}, error);
            return true;
          }
        };
        return new SimpleShardingStrategy(Object.assign(manager, { emit: guardedEmit }));
      },
    },
    // Events are read as they come; nothing of them is looked up again.
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      GuildMemberManager: 0,
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user?.id },
    }),
  });

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });

/** Close codes 4004 and 4010 to 4014 and a refused `GET /gateway/bot`, in discord.js's words. */
const isFinal = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'TokenInvalid') return true;
  return /^(Authentication failed|Invalid shard|Sharding is required|Used (an invalid API version|invalid intents|disallowed intents))/.test(
    error.message,
  );
};
