import { AlertSettingsRow } from './alert-settings.ts';
import { Application } from './application.ts';
import { ApplicationEvent } from './application-event.ts';
import { ButtonLine } from './button-line.ts';
import { ChatAccount } from './chat-account.ts';
import { Community } from './community.ts';
import { CommunityChannel } from './community-channel.ts';
import { Company } from './company.ts';
import { CoverLetter } from './cover-letter.ts';
import { CrawlRun } from './crawl-run.ts';
import { Form } from './form.ts';
import { Job } from './job.ts';
import { JobKey } from './job-key.ts';
import { JobNumber } from './job-number.ts';
import { JobSearch } from './job-search.ts';
import { LinkCode } from './link-code.ts';
import { Match } from './match.ts';
import { MatchBatch } from './match-batch.ts';
import { Notification } from './notification.ts';
import { Posting } from './posting.ts';
import { Profile } from './profile.ts';
import { SavedSearch } from './saved-search.ts';
import { Source } from './source.ts';
import { User } from './user.ts';

/** Declares what belongs to what: one `belongsTo` per foreign key, and the ways back that are used. */
export const associate = (): void => {
  ChatAccount.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  User.belongsTo(ChatAccount, { as: 'alertAccount', foreignKey: 'alertAccountId' });
  LinkCode.belongsTo(ChatAccount, { as: 'chatAccount', foreignKey: 'chatAccountId' });
  LinkCode.belongsTo(ChatAccount, { as: 'redeemer', foreignKey: 'redeemedBy' });
  Profile.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  User.hasMany(ChatAccount, { as: 'chatAccounts', foreignKey: 'userId' });
  User.hasOne(Profile, { as: 'profile', foreignKey: 'userId' });
  AlertSettingsRow.belongsTo(User, { as: 'user', foreignKey: 'userId' });

  Source.belongsTo(Company, { as: 'company', foreignKey: 'companyId' });
  Source.belongsTo(User, { as: 'requester', foreignKey: 'requestedBy' });
  CrawlRun.belongsTo(Source, { as: 'source', foreignKey: 'sourceId' });
  CrawlRun.belongsTo(User, { as: 'requester', foreignKey: 'requestedBy' });
  Job.belongsTo(Company, { as: 'company', foreignKey: 'companyId' });
  Job.belongsTo(User, { as: 'poster', foreignKey: 'postedBy' });
  Job.belongsTo(User, { as: 'viewer', foreignKey: 'visibleTo' });
  JobSearch.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });
  JobSearch.belongsTo(User, { as: 'viewer', foreignKey: 'visibleTo' });
  JobKey.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });
  Posting.belongsTo(Source, { as: 'source', foreignKey: 'sourceId' });
  Posting.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });
  Job.hasMany(Posting, { as: 'postings', foreignKey: 'jobId' });
  JobNumber.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  JobNumber.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });

  SavedSearch.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  User.hasMany(SavedSearch, { as: 'savedSearches', foreignKey: 'userId' });
  SavedSearch.belongsTo(CommunityChannel, { as: 'channel', foreignKey: 'channelId' });
  SavedSearch.belongsTo(Source, { as: 'source', foreignKey: 'sourceId' });
  Match.belongsTo(SavedSearch, { as: 'savedSearch', foreignKey: 'savedSearchId' });
  Match.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  Match.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });
  MatchBatch.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });
  Match.belongsTo(Notification, { as: 'notification', foreignKey: 'notificationId' });
  SavedSearch.hasMany(Match, { as: 'matches', foreignKey: 'savedSearchId' });

  Application.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  Application.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });
  Application.belongsTo(CoverLetter, { as: 'coverLetter', foreignKey: 'coverLetterId' });
  ApplicationEvent.belongsTo(Application, { as: 'application', foreignKey: 'applicationId' });
  Application.hasMany(ApplicationEvent, { as: 'events', foreignKey: 'applicationId' });
  CoverLetter.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  CoverLetter.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });
  CoverLetter.belongsTo(Application, { as: 'application', foreignKey: 'applicationId' });

  Notification.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  Notification.belongsTo(ChatAccount, { as: 'chatAccount', foreignKey: 'chatAccountId' });
  Notification.belongsTo(CommunityChannel, { as: 'channel', foreignKey: 'channelId' });
  Notification.belongsTo(Job, { as: 'job', foreignKey: 'jobId' });
  Notification.belongsTo(SavedSearch, { as: 'savedSearch', foreignKey: 'savedSearchId' });
  Notification.belongsTo(CoverLetter, { as: 'coverLetter', foreignKey: 'coverLetterId' });

  Notification.belongsTo(Source, { as: 'source', foreignKey: 'sourceId' });

  Community.belongsTo(User, { as: 'founder', foreignKey: 'setUpBy' });
  Community.hasMany(CommunityChannel, { as: 'channels', foreignKey: 'communityId' });
  CommunityChannel.belongsTo(Community, { as: 'community', foreignKey: 'communityId' });
  CommunityChannel.belongsTo(User, { as: 'follower', foreignKey: 'followedBy' });

  Form.belongsTo(ChatAccount, { as: 'chatAccount', foreignKey: 'chatAccountId' });
  ButtonLine.belongsTo(ChatAccount, { as: 'chatAccount', foreignKey: 'chatAccountId' });
};
