import type { Sequelize } from 'sequelize';
import { Job } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Model } from '../model/contract.ts';
import { type CrawlDeps, crawlSource } from './crawl/crawl.ts';
import { addBoard } from './discover/add-board.ts';
import { createDiscover } from './discover/find-board.ts';
import { ghostSignal } from './lifecycle/ghost-signal.ts';
import { askModel } from './paste/ask-model.ts';
import type { FetchPage } from './paste/board-posting.ts';
import { type Corrections, corrected } from './paste/correct.ts';
import { keepJob, rewriteJob } from './paste/keep-job.ts';
import { knownJob } from './paste/known-job.ts';
import { linkIn, readPasted } from './paste/paste.ts';
import { recogniseSource, refusedSite, sourceOfKind } from './sources/index.ts';

export interface BoardsDeps extends CrawlDeps {
  readonly sequelize: Sequelize;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Null: no model is configured. */
  readonly model: Model | null;
}

/** What the rest of the bot asks of boards besides reading them on a schedule. */
export const createBoards = (deps: BoardsDeps) => {
  const { sequelize, clock, fetcher, keys = {}, model } = deps;

  const fetchPage: FetchPage = async (request) => {
    const ready = recogniseSource(new URL(request.url))?.authorise?.(request, keys) ?? request;
    if (typeof ready === 'string') return { failed: 'needs a key' };
    const fetched = await fetcher.ask(ready);
    if (fetched.status === 'ok') return { url: request.url, body: fetched.body, finalUrl: fetched.finalUrl };
    return { failed: fetched.status === 'failed' ? fetched.reason : 'answered nothing' };
  };

  return {
    describe: (kind: string) => {
      const source = sourceOfKind(kind);
      return source === null ? null : { label: source.label, attribution: source.terms.attribution ?? null };
    },

    ghostSignal,

    paste: async (userId: number, text: string, { mayAskModel }: { readonly mayAskModel: boolean }) => {
      const url = linkIn(text);
      const known = url === null ? null : await knownJob(sequelize, userId, url);
      if (known !== null) return { jobId: known.id, isPrivate: known.isPrivate, unsure: [], board: null };
      const ask = mayAskModel && model !== null ? (posting: string) => askModel(model, posting) : null;
      const read = await readPasted(text, { fetchPage, recognise: recogniseSource, refusedSite, ask });
      if ('refused' in read) return read;
      const jobId = await keepJob({ sequelize, now: clock.now() }, userId, read.posting);
      return { jobId, isPrivate: true, unsure: read.unsure, board: read.board };
    },

    correct: async (jobId: number, corrections: Corrections): Promise<void> => {
      const job = await Job.findByPk(jobId, { rejectOnEmpty: true });
      await rewriteJob({ sequelize, now: clock.now() }, jobId, corrected(job, corrections));
    },

    run: async (sourceId: number): Promise<string> => {
      const crawled = await crawlSource({ ...deps, sourceId });
      if (crawled === null) return 'It is being read right now.';
      if (crawled.error !== null) return `It could not be read (${crawled.error}).`;
      const { found, added, merged, changed, gone, rejected } = crawled;
      return `Read: ${found} postings, ${added} new, ${merged} merged, ${changed} changed, ${gone} gone, ${rejected} rejected.`;
    },

    add: (url: string, requestedBy: number) =>
      addBoard(url, requestedBy, { ...deps, discover: createDiscover(fetcher) }),
  };
};
