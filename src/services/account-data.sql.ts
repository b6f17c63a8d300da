import {
  mergeAccounts,
  mergeAlertSettings,
  mergeApplications,
  mergeJobNumbers,
  mergeLetters,
  mergeNotifications,
  mergeProfiles,
  mergeSearches,
  mergeUsers,
} from './merge-people.sql.ts';

interface PersonalTable {
  /** `$1` is the person's id. */
  readonly select: string;
  readonly remove: string;
  /**
   * How the rows of the person `$goes` become those of `$stays`, when the two turn out to be one. Run
   * children first; none where the rows belong to an account, which changes its person with all it has.
   */
  readonly merge: readonly string[];
}

const byUser = (table: string, columns = '*'): PersonalTable => ({
  select: `select ${columns} from ${table} where user_id = $1 order by 1`,
  remove: `delete from ${table} where user_id = $1`,
  merge: [`update ${table} set user_id = $stays where user_id = $goes`],
});

/** What an account is in the middle of: it names numbers of the person whose account it was. */
const byAccount = (table: string): PersonalTable => ({
  select: `select * from ${table} where chat_account_id in (select id from chat_accounts where user_id = $1) order by 1`,
  remove: `delete from ${table} where chat_account_id in (select id from chat_accounts where user_id = $1)`,
  merge: [`delete from ${table} where chat_account_id in (select id from chat_accounts where user_id = $goes)`],
});

/**
 * Every table in which a person appears, parents first. A test reads the schema and fails where a
 * column that refers to a person is missing here.
 */
export const personalTables: Readonly<Record<string, PersonalTable>> = {
  users: {
    select: 'select * from users where id = $1',
    remove: 'delete from users where id = $1',
    merge: mergeUsers,
  },
  chat_accounts: { ...byUser('chat_accounts'), merge: mergeAccounts },
  // pg-hstore stores every apostrophe twice.
  profiles: {
    ...byUser('profiles', `profiles.*, hstore_to_json(replace(links::text, '''''', '''')::hstore) as links`),
    merge: mergeProfiles,
  },
  alert_settings: { ...byUser('alert_settings'), merge: mergeAlertSettings },
  jobs: {
    select: `select id, title, company_name, location, description, url, status, visible_to, posted_by, created_at
      from jobs where visible_to = $1 or posted_by = $1 order by id`,
    remove: 'delete from jobs where visible_to = $1 or posted_by = $1',
    merge: [
      'update jobs set visible_to = $stays where visible_to = $goes',
      'update jobs set posted_by = $stays where posted_by = $goes',
    ],
  },
  job_search: {
    select: `select job_id, posted_at, visible_to from job_search where visible_to = $1 order by job_id`,
    remove: 'delete from job_search where visible_to = $1',
    merge: ['update job_search set visible_to = $stays where visible_to = $goes'],
  },
  sources: {
    select: 'select id, kind, url, name, requested_by, created_at from sources where requested_by = $1 order by id',
    // A board that nobody else watches is not read any more.
    remove: `update sources set requested_by = null, is_active = is_active and exists (
        select from saved_searches s where s.source_id = sources.id and s.user_id <> $1
      ) where requested_by = $1`,
    merge: ['update sources set requested_by = $stays where requested_by = $goes'],
  },
  crawl_runs: {
    select: 'select * from crawl_runs where requested_by = $1 order by id',
    remove: 'update crawl_runs set requested_by = null, query = null, location = null where requested_by = $1',
    merge: ['update crawl_runs set requested_by = $stays where requested_by = $goes'],
  },
  saved_searches: { ...byUser('saved_searches'), merge: mergeSearches },
  job_numbers: { ...byUser('job_numbers'), merge: mergeJobNumbers },
  matches: byUser('matches'),
  applications: { ...byUser('applications'), merge: mergeApplications },
  application_events: {
    select: `select e.* from application_events e join applications a on a.id = e.application_id
      where a.user_id = $1 order by e.id`,
    remove: 'delete from application_events where application_id in (select id from applications where user_id = $1)',
    merge: [],
  },
  cover_letters: { ...byUser('cover_letters'), merge: mergeLetters },
  notifications: { ...byUser('notifications'), merge: mergeNotifications },
  link_codes: {
    select: `select l.id, l.chat_account_id, l.redeemed_by, l.status, l.expires_at, l.created_at from link_codes l
      join chat_accounts c on c.id in (l.chat_account_id, l.redeemed_by) where c.user_id = $1 group by l.id order by l.id`,
    remove: `delete from link_codes l using chat_accounts c
      where c.id in (l.chat_account_id, l.redeemed_by) and c.user_id = $1`,
    merge: [],
  },
  // A server and its channels are many people's: they stay, without whoever set them up.
  communities: {
    select: 'select id, platform, title, set_up_by, created_at from communities where set_up_by = $1 order by id',
    remove: 'update communities set set_up_by = null where set_up_by = $1',
    merge: ['update communities set set_up_by = $stays where set_up_by = $goes'],
  },
  community_channels: {
    select: 'select id, title, followed_by, created_at from community_channels where followed_by = $1 order by id',
    remove: 'update community_channels set followed_by = null where followed_by = $1',
    merge: ['update community_channels set followed_by = $stays where followed_by = $goes'],
  },
  forms: byAccount('forms'),
  button_lines: byAccount('button_lines'),
  seen_updates: {
    select: `select s.platform, s.update_id, s.payload, s.received_at, s.handled_at from seen_updates s
      join chat_accounts c on c.platform = s.platform and c.platform_id = s.platform_account_id
      where c.user_id = $1 order by s.id`,
    remove: `delete from seen_updates s using chat_accounts c
      where c.platform = s.platform and c.platform_id = s.platform_account_id and c.user_id = $1`,
    merge: [],
  },
};
