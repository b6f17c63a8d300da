import { QueryTypes, type Sequelize } from 'sequelize';
import {
  AlertSettingsRow,
  type Community,
  CommunityChannel,
  CoverLetter,
  JobNumber,
  type NotificationKind,
  SavedSearch,
  Source,
} from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { readStoredFilter } from '../matching/stored-filter.ts';
import { selectTelling } from './alerts.sql.ts';
import type { Digest, DigestSearch, Digests } from './digests.ts';
import type { JobView } from './job-view.ts';
import type { Jobs } from './jobs.ts';
import { countMisses } from './link-tries.ts';
import type { LinkedAccounts, LinkQuestion, Links } from './links.ts';
import type { PostedJob, PostedJobs } from './posted-jobs.ts';

/** What a row of the outbox tells, as it is true when it is sent. */
export type News =
  | { readonly kind: 'match'; readonly view: JobView; readonly searches: readonly DigestSearch[] }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'still-looking'; readonly search: SavedSearch }
  | { readonly kind: 'letter'; readonly letter: CoverLetter; readonly number: number | null }
  | { readonly kind: 'overflow' }
  | { readonly kind: 'source-off'; readonly source: Source }
  | { readonly kind: 'link-question'; readonly question: LinkQuestion }
  | { readonly kind: 'linked'; readonly linked: LinkedAccounts }
  | { readonly kind: 'link-guessing'; readonly misses: number }
  | { readonly kind: 'channel-off'; readonly channel: CommunityChannel; readonly community: Community }
  | { readonly kind: 'channel'; readonly posted: PostedJob }
  | { readonly kind: 'channel-more'; readonly search: SavedSearch }
  | { readonly kind: 'platform-off'; readonly platform: string };

interface Row {
  readonly id: number;
  readonly kind: NotificationKind;
  readonly to:
    | { readonly kind: 'person'; readonly userId: number; readonly chatAccountId: number }
    | { readonly kind: 'channel'; readonly channelId: number };
  /** Of what is off: `channel:ID:...` or `platform:NAME:...`. */
  readonly dedupeKey: string;
  readonly jobId: number | null;
  readonly savedSearchId: number | null;
  readonly coverLetterId: number | null;
  readonly sourceId: number | null;
}

interface Deps {
  readonly jobs: Jobs;
  readonly links: Links;
  readonly postedJobs: PostedJobs;
  readonly clock: Clock;
  readonly sequelize: Sequelize;
  readonly digests: Digests;
}

/** Not told where somebody has switched it on again meanwhile. */
const channelOff = async (dedupeKey: string): Promise<News | null> => {
  const channel = await CommunityChannel.findByPk(Number(dedupeKey.split(':')[1]), { include: 'community' });
  if (channel === null || channel.isActive || channel.community === undefined) return null;
  return { kind: 'channel-off', channel, community: channel.community };
};

const isPaused = ({ pausedUntil }: AlertSettingsRow, now: Date): boolean => pausedUntil !== null && pausedUntil > now;

/** Reads what the outbox is about to tell. Null: it is gone, or the person no longer wants to hear it. */
export const createNews = ({ jobs, links, postedJobs, clock, sequelize, digests }: Deps) => {
  const searchesToldBy = (id: number, userId: number, savedSearchId: number | null) =>
    sequelize.query<DigestSearch & { filter: unknown }>(selectTelling, {
      bind: [id, userId, savedSearchId],
      type: QueryTypes.SELECT,
    });
  return {
    read: async (row: Row): Promise<News | null> => {
      if (row.kind === 'source-off') {
        const source = row.sourceId === null ? null : await Source.findByPk(row.sourceId);
        return source === null || source.isActive ? null : { kind: 'source-off', source };
      }
      if (row.kind === 'channel-off') return channelOff(row.dedupeKey);
      if (row.kind === 'platform-off') return { kind: 'platform-off', platform: row.dedupeKey.split(':')[1] ?? '' };
      if (row.to.kind === 'channel') {
        const posted = await postedJobs.read(row.jobId, row.savedSearchId);
        if (posted === null) return null;
        return 'job' in posted ? { kind: 'channel', posted } : { kind: 'channel-more', search: posted };
      }
      const { userId, chatAccountId } = row.to;
      if (row.kind === 'link-question') {
        const question = await links.questionFor(chatAccountId);
        return question === null ? null : { kind: 'link-question', question };
      }
      if (row.kind === 'linked') {
        const linked = await links.accountsOf(userId);
        return linked.accounts.length < 2 ? null : { kind: 'linked', linked };
      }
      if (row.kind === 'link-guessing') return { kind: 'link-guessing', misses: await countMisses(clock.now()) };
      const [settings, searches] = await Promise.all([
        AlertSettingsRow.findByPk(userId),
        row.kind === 'match' ? searchesToldBy(row.id, userId, row.savedSearchId) : [],
      ]);
      if (settings === null || isPaused(settings, clock.now())) return null;
      if (row.kind === 'digest') {
        const digest = await digests.read(userId, row.id);
        return digest === null ? null : { kind: 'digest', digest };
      }
      if (row.kind === 'still-looking') {
        const search = row.savedSearchId === null ? null : await SavedSearch.findByPk(row.savedSearchId);
        return search === null || !search.isActive ? null : { kind: 'still-looking', search };
      }
      if (row.kind === 'overflow') return settings.cadence === 'silent' ? null : { kind: 'overflow' };
      if (row.kind === 'letter') {
        if (settings.cadence === 'silent') return null;
        const letter = row.coverLetterId === null ? null : await CoverLetter.findByPk(row.coverLetterId);
        if (letter === null || letter.body === null) return null;
        const shown =
          letter.jobId === null ? null : await JobNumber.findOne({ where: { userId, jobId: letter.jobId } });
        return { kind: 'letter', letter, number: shown?.number ?? null };
      }
      if (row.kind !== 'match') return null;
      const [first] = searches;
      if (first === undefined || row.jobId === null) return null;
      const view = await jobs.view(userId, row.jobId, readStoredFilter(first.filter));
      return view === null || view.job.status !== 'active' ? null : { kind: 'match', view, searches };
    },
  };
};

export type NewsReader = ReturnType<typeof createNews>;
