import type { Sequelize } from 'sequelize';
import { initAlertSettings } from './alert-settings.ts';
import { initApplication } from './application.ts';
import { initApplicationEvent } from './application-event.ts';
import { associate } from './associations.ts';
import { initButtonLine } from './button-line.ts';
import { initChatAccount } from './chat-account.ts';
import { initCommunity } from './community.ts';
import { initCommunityChannel } from './community-channel.ts';
import { initCompany } from './company.ts';
import { initCoverLetter } from './cover-letter.ts';
import { initCrawlRun } from './crawl-run.ts';
import { initForm } from './form.ts';
import { initJob } from './job.ts';
import { initJobKey } from './job-key.ts';
import { initJobNumber } from './job-number.ts';
import { initJobSearch } from './job-search.ts';
import { initLinkCode } from './link-code.ts';
import { initLinkTry } from './link-try.ts';
import { initMatch } from './match.ts';
import { initMatchBatch } from './match-batch.ts';
import { initMatchCursor } from './match-cursor.ts';
import { initNotification } from './notification.ts';
import { initPosting } from './posting.ts';
import { initProfile } from './profile.ts';
import { initSavedSearch } from './saved-search.ts';
import { initScheduleTurn } from './schedule-turn.ts';
import { initSearchChange } from './search-change.ts';
import { initSeenUpdate } from './seen-update.ts';
import { initSetting } from './setting.ts';
import { initSource } from './source.ts';
import { initUser } from './user.ts';

export * from './alert-settings.ts';
export * from './application.ts';
export * from './application-event.ts';
export * from './button-line.ts';
export * from './chat-account.ts';
export * from './community.ts';
export * from './community-channel.ts';
export * from './company.ts';
export * from './cover-letter.ts';
export * from './crawl-run.ts';
export * from './form.ts';
export * from './job.ts';
export * from './job-key.ts';
export * from './job-number.ts';
export * from './job-search.ts';
export * from './link-code.ts';
export * from './link-try.ts';
export * from './match.ts';
export * from './match-batch.ts';
export * from './match-cursor.ts';
export * from './notification.ts';
export * from './posting.ts';
export * from './profile.ts';
export * from './saved-search.ts';
export * from './schedule-turn.ts';
export * from './search-change.ts';
export * from './seen-update.ts';
export * from './setting.ts';
export * from './source.ts';
export * from './user.ts';

const inits = [
  initAlertSettings,
  initApplication,
  initApplicationEvent,
  initButtonLine,
  initChatAccount,
  initCommunity,
  initCommunityChannel,
  initCompany,
  initCoverLetter,
  initCrawlRun,
  initForm,
  initJob,
  initJobKey,
  initJobNumber,
  initJobSearch,
  initLinkCode,
  initLinkTry,
  initMatch,
  initMatchBatch,
  initMatchCursor,
  initNotification,
  initPosting,
  initProfile,
  initSavedSearch,
  initSearchChange,
  initScheduleTurn,
  initSeenUpdate,
  initSetting,
  initSource,
  initUser,
];

/**
 * Binds every model to this database and declares how they belong together. Once per process: the
 * models are classes that know one database.
 */
export const initModels = (sequelize: Sequelize): void => {
  for (const init of inits) init(sequelize);
  associate();
};
