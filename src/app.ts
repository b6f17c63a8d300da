import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { commands } from '../commands/index.ts';
import { initModels, Source } from '../models/index.ts';
import { createConsoleAdapter } from './adapters/console/index.ts';
import { createDiscordAdapter } from './adapters/discord/index.ts';
import { createTelegramAdapter } from './adapters/telegram/index.ts';
import type { Adapter, Platform } from './chat/adapter.ts';
import { createButtonSeal } from './chat/buttons.ts';
import { createConversation } from './chat/conversation.ts';
import { createErrorReport } from './chat/middleware/report-errors.ts';
import { createRegistry } from './chat/registry.ts';
import { createRouter } from './chat/router.ts';
import type { Clock } from './clock.ts';
import type { Config, TickName } from './config.ts';
import { isStorageAway, migrateUp } from './database.ts';
import { crawlDue } from './ingest/crawl.ts';
import { createFetcher } from './ingest/fetch.ts';
import { importSources } from './ingest/import-sources.ts';
import { readOperatorFile } from './ingest/read-source.ts';
import { readSourceList } from './ingest/read-source-list.ts';
import { sampleBoard } from './ingest/sample/board.ts';
import { sampleSource } from './ingest/sample/source.ts';
import { draftQueued } from './letters/draft-queued.ts';
import { createLetterModel } from './letters/openai.ts';
import { createLetterWriter } from './letters/writer.ts';
import type { Logger } from './logger.ts';
import { matchNewJobs } from './matching/match-new-jobs.ts';
import { createDelivery } from './outbox/deliver.ts';
import { news } from './presenters/news.ts';
import { startSchedule } from './schedule/cron.ts';
import { createServices, loadLetterRequest } from './services/index.ts';
import { singleFlight } from './single-flight.ts';
import { openStorage } from './storage.ts';
import { createAccounts } from './stores/accounts.ts';
import { loadButtonKey } from './stores/button-key.ts';
import { createButtonLines } from './stores/button-lines.ts';
import { createForms } from './stores/forms.ts';
import { createInbox } from './stores/inbox.ts';

export interface AppDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where the conversation takes place when no chat platform is set. */
  readonly terminal: { readonly input: Readable; readonly output: Writable; readonly isInteractive: boolean };
}

export interface App {
  /** Runs one turn of a loop, as the schedule does at `at`. Never overlaps with itself. */
  readonly tick: (name: TickName, at: Date) => Promise<void>;
  /** Resolves when the terminal has nothing more to read; never where there is no terminal. */
  readonly ended: Promise<void>;
  /** Takes nothing new, finishes what is under way, closes everything. */
  readonly stop: () => Promise<void>;
}

const TELEGRAM_API = 'https://api.telegram.org';

/**
 * Builds everything and starts it: database, migrations, sources, chat platforms, loops. The one
 * file that knows every other. Throws where it cannot start; then nothing of it is left running.
 */
export const startApp = async (deps: AppDeps): Promise<App> => {
  const { config, logger, terminal } = deps;
  const closers: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
      await close().catch((error: unknown) => logger.error('stop failed', {}, error));
    }
  };
  try {
    return { ...(await compose(deps, (close) => closers.push(close))), stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function compose({ clock }: AppDeps, onStop: (close: () => Promise<void>) => void) {
    const { sequelize, close } = await openStorage(config, logger);
    onStop(close);
    initModels(sequelize);
    await migrateUp(sequelize);

    const stores = {
      accounts: createAccounts({ sequelize, clock }),
      inbox: createInbox(clock),
      forms: createForms(),
      buttonLines: createButtonLines(clock),
    };
    const seal = createButtonSeal(await loadButtonKey(), stores.buttonLines);
    const model = config.openai === null ? null : createLetterModel({ ...config.openai, logger });
    const letterWriter = createLetterWriter({ model, logger });
    const services = createServices({ sequelize, clock, letterWriter });
    const registry = createRegistry(commands);
    const conversation = createConversation({
      router: createRouter({ registry, services, forms: stores.forms, seal, clock }),
      commands: registry.views,
      seal,
      stores,
      clock,
      logger,
      reportError: createErrorReport(logger, isStorageAway),
    });

    const hasChat = config.discord !== null || config.telegram !== null;
    const console = hasChat
      ? null
      : createConsoleAdapter({
          ...terminal,
          filesDirectory: join(config.dataDirectory, 'files'),
          afterLine: () => runLoops(clock.now()),
        });
    const adapters: Adapter[] = [
      ...(config.discord === null ? [] : [createDiscordAdapter({ ...config.discord, logger, clock })]),
      ...(config.telegram === null
        ? []
        : [
            createTelegramAdapter({
              ...config.telegram,
              apiUrl: config.telegram.apiUrl ?? TELEGRAM_API,
              logger,
              clock,
            }),
          ]),
      ...(console === null ? [] : [console]),
    ];

    const delivery = createDelivery({
      sequelize,
      adapters: new Map<Platform, Adapter>(adapters.map((adapter) => [adapter.platform, adapter])),
      render: async (row) => {
        const told = await services.news.read(row);
        if (told === null) return null;
        return seal.sealReply(news(told, clock.now()), {
          id: row.chatAccountId,
          owner: `${row.platform}:${row.platformId}`,
        });
      },
      clock,
      logger,
    });
    const fetcher = createFetcher({ allowHosts: config.fetchAllowHosts, logger, clock });
    onStop(fetcher.close);
    const stopping = new AbortController();

    /** Not awaited: a backlog takes minutes to send and must hold up no other loop. */
    const deliver = () => void delivery.run();
    const match = singleFlight(async () => {
      let found = 0;
      for (let more = true; more && !stopping.signal.aborted; ) {
        const turn = await matchNewJobs({ sequelize, logger });
        found += turn.matches;
        more = turn.more;
      }
      if (found > 0) deliver();
    });
    const draft = singleFlight(async () => {
      const { signal } = stopping;
      const drafted = await draftQueued({
        sequelize,
        writer: letterWriter,
        loadRequest: loadLetterRequest,
        logger,
        signal,
      });
      if (drafted > 0) deliver();
    });
    const crawl = inOrder(async (at: Date) => {
      if (stopping.signal.aborted) return;
      const read = await crawlDue({
        sequelize,
        fetcher,
        readFile: readOperatorFile,
        sampleBoard: hasChat ? undefined : sampleBoard,
        clock: { now: () => at },
        logger,
        signal: stopping.signal,
      });
      if (read > 0) await match();
    });
    const ticks: Readonly<Record<TickName, (at: Date) => Promise<void>>> = {
      crawl,
      match: async () => {
        await match();
        // Not awaited: a letter takes up to a minute and must hold up no match.
        void guarded(draft)();
      },
      deliver: async () => {
        await delivery.run();
      },
      maintain: async () => {
        await stores.inbox.forgetOld();
        await stores.buttonLines.forgetOld();
      },
    };
    /** One turn of every loop, to its end. */
    const runLoops = async (at: Date): Promise<void> => {
      await crawl(at);
      await match();
      await draft();
      await delivery.run();
    };
    const guarded = (work: () => Promise<void>) => () =>
      work().catch((error: unknown) => {
        if (isStorageAway(error)) logger.warn('loop waits for the database');
        else logger.error('loop failed', {}, error);
      });

    if (config.sourcesFile !== null) {
      await importSources({ sequelize, clock, sources: await readSourceList(config.sourcesFile) });
    } else if (!hasChat && (await Source.count()) === 0) {
      await importSources({ sequelize, clock, sources: [sampleSource] });
    }
    if (console !== null) await guarded(() => runLoops(clock.now()))();

    onStop(conversation.idle);
    for (const adapter of adapters) {
      onStop(adapter.stop);
      await adapter.start(conversation);
    }
    onStop(delivery.stop);
    onStop(async () => {
      stopping.abort();
      await Promise.all([crawl(clock.now()), match(), draft()]);
    });
    if (terminal.isInteractive || hasChat) {
      const schedule = startSchedule(config.cron, (name, at) => guarded(() => ticks[name](at))(), logger);
      onStop(schedule.stop);
    }
    return {
      tick: (name: TickName, at: Date) => ticks[name](at),
      ended: console?.ended ?? new Promise<void>(() => {}),
    };
  }
};

/** One call after the other, each with its own argument. */
const inOrder = <T>(work: (argument: T) => Promise<void>): ((argument: T) => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  return (argument) => {
    const run = last.catch(() => {}).then(() => work(argument));
    last = run;
    return run;
  };
};
