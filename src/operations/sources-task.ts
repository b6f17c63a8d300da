import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { initModels, Source } from '../../models/index.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { type CrawlDeps, type Crawled, crawlDue, crawlMany } from '../ingest/crawl/crawl.ts';
import { readOperatorFile } from '../ingest/crawl/read-source.ts';
import { createDiscover } from '../ingest/discover/find-board.ts';
import { createFetcher } from '../ingest/fetch/fetch.ts';
import { removeSource } from '../ingest/lifecycle/remove-source.ts';
import { collectEntries } from '../ingest/source-list/collect.ts';
import { printEvery } from '../ingest/source-list/entry.ts';
import { type Imported, importSources } from '../ingest/source-list/import.ts';
import { readSourceList } from '../ingest/source-list/read.ts';
import { printSourcesYaml } from '../ingest/source-list/yaml.ts';
import type { Logger } from '../logger.ts';
import { openStorage } from '../storage.ts';
import { type ListedSource, listSources } from './sources.sql.ts';
import { addUp, healthLines, listLine, sourceLine, totalLine } from './sources-report.ts';
import type { SourcesTask } from './sources-usage.ts';

interface Deps {
  readonly config: Config;
  readonly logger: Logger;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly progress?: (line: string) => void;
}

/** Does what the operator asked for. Gives the exit code. Throws SourceListError and what the database throws. */
export const runSourcesTask = async (task: SourcesTask, deps: Deps): Promise<number> => {
  const { config, logger } = deps;
  // Before the database is started: a mistyped name should cost nothing.
  const listed =
    task.name === 'import'
      ? await readSourceList(task.file)
      : task.name === 'add'
        ? collectEntries([{ value: task.entry, at: (message) => message.replace(/^\./, '') }], resolve('.', 'add'))
        : [];
  const storage = await openStorage(config, logger);
  initModels(storage.sequelize);
  const fetcher = createFetcher({ allowHosts: config.fetchAllowHosts, logger });
  try {
    const crawling: CrawlDeps = {
      sequelize: storage.sequelize,
      fetcher,
      readFile: readOperatorFile,
      keys: config.sourceKeys,
      clock: systemClock,
      logger,
    };
    if (task.name === 'import' || task.name === 'add') {
      const imported = await importSources({ ...crawling, sources: listed, discover: createDiscover(fetcher) });
      for (const { url, reason } of imported.refused) deps.complain(`${url}: ${reason}`);
      const code = imported.ids.length === 0 ? 1 : await readAll(imported.ids, crawling, deps);
      return refusedCode(imported, code);
    }
    return await runOnStored(task, crawling, deps);
  } finally {
    await fetcher.close();
    await storage.close();
  }
};

const refusedCode = ({ refused }: Imported, code: number): number => (refused.length > 0 ? 1 : code);

const runOnStored = async (
  task: Exclude<SourcesTask, { name: 'import' | 'add' }>,
  crawling: CrawlDeps,
  { print, complain, progress }: Deps,
): Promise<number> => {
  const { sequelize } = crawling;
  switch (task.name) {
    case 'list':
      for (const source of await listSources(sequelize)) print(listLine(source));
      return 0;
    case 'health': {
      const sources = await listSources(sequelize);
      for (const line of healthLines(sources, systemClock.now())) print(line);
      return sources.some(isAiling) ? 1 : 0;
    }
    case 'export': {
      const yaml = printSourcesYaml((await listSources(sequelize)).filter(({ isSample }) => !isSample).map(asEntry));
      if (task.file === null) print(yaml.trimEnd());
      else await writeFile(task.file, yaml);
      return 0;
    }
    case 'run': {
      if (task.id !== null) return readAll([task.id], crawling, { print, complain, ...(progress ? { progress } : {}) });
      const { read } = await crawlDue(crawling);
      print(`${read} sources read`);
      return 0;
    }
    case 'enable':
    case 'disable':
      return turn(task.id, task.name === 'enable', { print, complain });
    case 'remove': {
      const closed = await removeSource({ sequelize, sourceId: task.id, now: systemClock.now() });
      if (closed === null) complain(`there is no source ${task.id}`);
      else print(`source ${task.id} removed, ${closed} jobs closed`);
      return closed === null ? 1 : 0;
    }
  }
};

const isAiling = ({ isActive, failures, disabledReason }: ListedSource): boolean =>
  disabledReason !== null || (isActive && failures > 0);

const asEntry = (source: ListedSource) => ({
  url: source.url,
  kind: source.kind,
  company: source.company ?? undefined,
  every: printEvery(source.everyMs),
  cron: source.cron ?? undefined,
  name: source.name,
});

const turn = async (
  id: number,
  isOn: boolean,
  { print, complain }: Pick<Deps, 'print' | 'complain'>,
): Promise<number> => {
  const again = { failures: 0, lastError: null, nextRunAt: systemClock.now() };
  const [changed] = await Source.update(
    { isActive: isOn, disabledReason: null, ...(isOn ? again : {}) },
    { where: { id } },
  );
  if (changed === 0) complain(`there is no source ${id}`);
  else print(`source ${id} is ${isOn ? 'on' : 'off'}`);
  return changed === 0 ? 1 : 0;
};

const readAll = async (
  ids: readonly number[],
  crawling: CrawlDeps,
  { print, complain, progress }: Pick<Deps, 'print' | 'complain' | 'progress'>,
): Promise<number> => {
  let done = 0;
  const onCrawled = (one: Crawled): void => {
    done += 1;
    const line = sourceLine(one);
    if (line !== null) complain(line);
    progress?.(`${done} of ${ids.length} sources read`);
  };
  const crawled = await crawlMany({ ...crawling, sourceIds: ids, onCrawled });
  const missed = ids.filter((id) => !crawled.some(({ sourceId }) => sourceId === id));
  for (const id of missed) complain(`source ${id}: there is none, or another process reads it now`);
  print(totalLine(addUp(crawled)));
  return missed.length === 0 && crawled.every(({ status }) => status !== 'failed') ? 0 : 1;
};
