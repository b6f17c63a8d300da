import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Op, type Sequelize } from 'sequelize';
import { commands } from '../commands/index.ts';
import { initModels, Source } from '../models/index.ts';
import { createConsoleAdapter } from './adapters/console/index.ts';
import { askStillLooking } from './alerts/still-looking.ts';
import type { Adapter, Conversation, Platform } from './chat/adapter.ts';
import { type ButtonSeal, createButtonSeal } from './chat/buttons.ts';
import { createConversation } from './chat/conversation.ts';
import { createErrorReport } from './chat/middleware/report-errors.ts';
import { createRegistry } from './chat/registry.ts';
import { createRouter } from './chat/router.ts';
import type { Clock } from './clock.ts';
import type { Config, TickName } from './config.ts';
import { isStorageAway } from './database.ts';
import { createBoards } from './ingest/boards.ts';
import { readOperatorFile } from './ingest/crawl/read-source.ts';
import { createDiscover } from './ingest/discover/find-board.ts';
import { createFetcher, type Fetcher } from './ingest/fetch/fetch.ts';
import { maintainJobs } from './ingest/lifecycle/maintain.ts';
import { sampleBoard } from './ingest/sample/board.ts';
import { sampleSource } from './ingest/sample/source.ts';
import { importSources } from './ingest/source-list/import.ts';
import { readSourceList } from './ingest/source-list/read.ts';
import type { LetterWriter } from './letters/contract.ts';
import { createLetterModel } from './letters/model.ts';
import { createLetterWriter } from './letters/writer.ts';
import { listen } from './listen.ts';
import type { Logger } from './logger.ts';
import { createLoops } from './loops.ts';
import { forgetOldChanges } from './matching/engine/load.ts';
import type { Model } from './model/contract.ts';
import { tellPlatformOff } from './operations/tell-operators.ts';
import { createDelivery, type DeliveryDeps } from './outbox/deliver.ts';
import type { DueNotification } from './outbox/notification.ts';
import { news } from './presenters/news.ts';
import { moved } from './presenters/reachable.ts';
import { startSchedule } from './schedule/cron.ts';
import type { Boards } from './services/boards.ts';
import type { AskRights } from './services/communities.ts';
import { createServices, loadLetterRequest, type Services } from './services/index.ts';
import { createSuggestions } from './services/suggestions.ts';
import { openStorage } from './storage.ts';
import { createAccounts } from './stores/accounts.ts';
import { loadButtonKey } from './stores/button-key.ts';
import { createButtonLines } from './stores/button-lines.ts';
import { createCommunityStore } from './stores/communities.ts';
import { createForms } from './stores/forms.ts';
import { createInbox } from './stores/inbox.ts';

export interface AppDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where the conversation takes place when no chat platform is set. */
  readonly terminal: { readonly input: Readable; readonly output: Writable; readonly isInteractive: boolean };
  /** Told of each step of each message that is sent. Must not throw. */
  readonly onStep?: DeliveryDeps['onStep'];
}

export interface App {
  /** Runs one turn of a loop, as the schedule does at `at`. Never overlaps with itself. */
  readonly tick: (name: TickName, at: Date) => Promise<void>;
  /** Resolves when every chat platform is connected. Rejects with `PlatformRefused` where one refuses its token. */
  readonly connected: Promise<void>;
  /** Resolves when the terminal has nothing more to read; never where there is no terminal. */
  readonly ended: Promise<void>;
  /** Takes nothing new, finishes what is under way, closes everything. */
  readonly stop: () => Promise<void>;
}

/** A chat platform does not take its token; trying again cannot help. */
export class PlatformRefused extends Error {
  readonly platform: Platform;

  constructor(platform: Platform, cause: unknown) {
    super(`${platform} does not accept the token in ${platform.toUpperCase()}_TOKEN.`, { cause });
    this.name = 'PlatformRefused';
    this.platform = platform;
  }
}

type OnStop = (close: () => Promise<void>) => void;

/**
 * Builds everything and starts it: database, migrations, sources, chat platforms, loops. The one
 * file that knows every other. Throws where it cannot start; then nothing of it is left running.
 */
export const startApp = async (deps: AppDeps): Promise<App> => {
  const closers: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    // The last that was started ends first.
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
      await close().catch((error: unknown) => deps.logger.error('stop failed', {}, error));
    }
  };
  try {
    return { ...(await start(deps, (close) => closers.push(close))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const start = async (deps: AppDeps, onStop: OnStop): Promise<Omit<App, 'stop'>> => {
  const { config, clock, logger, terminal } = deps;
  const { sequelize, url, close } = await openStorage(config, logger);
  onStop(close);
  initModels(sequelize);

  const model = config.openai === null ? null : await createModel(config.openai, logger);
  const letterWriter = createLetterWriter({ model: model && createLetterModel({ model, logger }), logger });
  const fetcher = createFetcher({ allowHosts: config.fetchAllowHosts, logger, clock });
  onStop(fetcher.close);
  const hasChat = config.discord !== null || config.telegram !== null;
  await addSources(deps, sequelize, hasChat, fetcher);
  const readsSample = !hasChat && (await Source.count({ where: { isSample: { [Op.not]: true } } })) === 0;
  const reading = {
    fetcher,
    readFile: readOperatorFile,
    keys: config.sourceKeys,
    concurrency: config.crawlConcurrency,
    sampleBoard: readsSample ? sampleBoard : undefined,
  };
  const boards = createBoards({ ...reading, sequelize, clock, logger, model });
  const chats = await createChats(deps);
  const askRights: AskRights = async (platform, chat, platformId) =>
    (await chats.find((one) => one.platform === platform)?.rights?.(chat, platformId)) ?? null;
  const composed = await composeConversation(deps, sequelize, { letterWriter, boards, askRights });
  const { conversation, services, seal, forgetOld } = composed;

  const console = hasChat
    ? null
    : createConsoleAdapter({
        ...terminal,
        filesDirectory: join(config.dataDirectory, 'files'),
        afterLine: () => loops.guarded(() => loops.turnAll(clock.now())),
      });
  const adapters = [...chats, ...(console === null ? [] : [console])];

  const delivery = createDelivery({
    sequelize,
    adapters: new Map<Platform, Adapter>(adapters.map((adapter) => [adapter.platform, adapter])),
    render: (row) => renderNews(row, services, seal, clock.now()),
    clock,
    logger,
    onStep: deps.onStep,
    onShut: (platform) => {
      const told = tellPlatformOff({ sequelize, operatorAccounts: config.adminAccounts, platform, now: clock.now() });
      told.catch((error: unknown) => logger.error('operators.not_told', { platform }, error));
    },
  });
  const loops = createLoops({
    sequelize,
    logger,
    delivery,
    reading,
    operatorAccounts: config.adminAccounts,
    drafting: { writer: letterWriter, loadRequest: loadLetterRequest },
    maintain: async (at) => {
      await forgetOld();
      await maintainJobs({ sequelize, now: at, ...config });
      await forgetOldChanges(sequelize);
      await askStillLooking(sequelize, at);
    },
    clock,
  });
  // In a terminal the first question comes when there is something to find.
  if (console !== null) await loops.guarded(() => loops.turnAll(clock.now()));

  onStop(conversation.idle);
  for (const adapter of adapters) onStop(adapter.stop);
  onStop(delivery.stop);
  onStop(loops.stop);
  // Not awaited here: a platform that cannot be reached now must not keep the other one waiting.
  const connect = (adapter: Adapter) =>
    adapter.start(conversation).catch((error: unknown) => {
      throw new PlatformRefused(adapter.platform, error);
    });
  const connected = Promise.all(adapters.map(connect)).then(() => {});
  connected.catch(() => {});
  if (hasChat || terminal.isInteractive) {
    onStop(listen({ url, on: loops.wake, logger }).stop);
    onStop(startSchedule(config.cron, (name, at) => loops.guarded(() => loops.tick(name, at)), logger).stop);
  }
  return { tick: loops.tick, connected, ended: console?.ended ?? new Promise<void>(() => {}) };
};

const composeConversation = async (
  { config, clock, logger }: AppDeps,
  sequelize: Sequelize,
  given: { readonly letterWriter: LetterWriter; readonly boards: Boards; readonly askRights: AskRights },
) => {
  const inbox = createInbox(clock);
  const buttonLines = createButtonLines(clock);
  const forms = createForms();
  const seal = createButtonSeal(await loadButtonKey(), buttonLines);
  const services = createServices({
    ...{ sequelize, clock, ...given },
    operatorAccounts: config.adminAccounts,
  });
  const registry = createRegistry(commands);
  const conversation: Conversation = createConversation({
    router: createRouter({ registry, services, forms, seal, clock }),
    commands: registry.views,
    seal,
    stores: {
      accounts: createAccounts({ sequelize, clock }),
      communities: createCommunityStore({ sequelize }),
      suggestions: createSuggestions({ sequelize }),
      ...{ inbox, forms, buttonLines },
    },
    clock,
    logger,
    reportError: createErrorReport(logger, isStorageAway),
  });
  const forgetOld = async (): Promise<void> => {
    await inbox.forgetOld();
    await buttonLines.forgetOld();
    await services.links.forgetOld();
  };
  return { conversation, services, seal, forgetOld };
};

const renderNews = async (row: DueNotification, services: Services, seal: ButtonSeal, now: Date) => {
  const told = await services.news.read(row);
  if (told === null) return null;
  const { to } = row;
  if (to.kind === 'channel') return seal.sealForAll(news(told, now));
  const owner = `${row.platform}:${to.platformId}`;
  const reply = row.movedFrom === null ? news(told, now) : moved(news(told, now), row.movedFrom);
  return seal.sealReply(reply, { id: to.chatAccountId, owner, epoch: to.buttonEpoch });
};

/** What the operator lists, or, for a terminal without any source, the sample board. */
const addSources = async (
  { config, clock, logger }: AppDeps,
  sequelize: Sequelize,
  hasChat: boolean,
  fetcher: Fetcher,
): Promise<void> => {
  const discover = createDiscover(fetcher);
  if (config.sourcesFile !== null) {
    const sources = await readSourceList(config.sourcesFile);
    const { refused } = await importSources({ sequelize, clock, sources, discover });
    for (const fields of refused) logger.warn('source.refused', fields);
  } else if (!hasChat && (await Source.count()) === 0) {
    await importSources({ sequelize, clock, sources: [sampleSource], discover });
  }
};

// The libraries of the platforms and of the model take half a second to load: only where they are used.

const createChats = async ({ config, clock, logger }: AppDeps): Promise<Adapter[]> => {
  const adapters: Adapter[] = [];
  if (config.discord !== null) {
    const { createDiscordAdapter } = await import('./adapters/discord/index.ts');
    adapters.push(createDiscordAdapter({ ...config.discord, logger, clock }));
  }
  if (config.telegram !== null) {
    const { createTelegramAdapter } = await import('./adapters/telegram/index.ts');
    adapters.push(createTelegramAdapter({ ...config.telegram, logger, clock }));
  }
  return adapters;
};

const createModel = async (openai: NonNullable<Config['openai']>, logger: Logger): Promise<Model> => {
  const { createModel: create } = await import('./model/openai.ts');
  return create({ ...openai, logger });
};
