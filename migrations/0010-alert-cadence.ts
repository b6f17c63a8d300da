import type { Migration } from './migration.ts';

export const alertCadence: Migration = {
  name: '0010-alert-cadence',
  description: 'When and how much a person is told: cadence, hour, quiet hours, caps, pauses, digests',
  up: (run) =>
    run(`
create table alert_settings (
  user_id integer primary key references users (id) on delete cascade,
  cadence text not null default 'instant' check (cadence in ('instant', 'hourly', 'daily', 'weekly', 'silent')),
  digest_minute integer not null default 540 check (digest_minute between 0 and 1439),
  weekday integer not null default 1 check (weekday between 1 and 7),
  quiet_from integer not null default 1320 check (quiet_from between 0 and 1439),
  quiet_to integer not null default 480 check (quiet_to between 0 and 1439),
  per_day integer not null default 5 check (per_day between 1 and 50),
  per_message integer not null default 10 check (per_message between 1 and 10),
  per_company integer check (per_company between 1 and 50),
  paused_until timestamptz,
  is_timezone_confirmed boolean not null default false,
  next_tell_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index alert_settings_next_tell_at on alert_settings (next_tell_at) where next_tell_at is not null;
comment on table alert_settings is 'One row for each person, made with them';
comment on column alert_settings.cadence is 'Of the searches that have none of their own';
comment on column alert_settings.digest_minute is 'Minute of the day of daily and weekly digests, in the time zone of the profile';
comment on column alert_settings.weekday is 'Of the weekly digest: 1 (Monday) to 7';
comment on column alert_settings.quiet_to is 'Minute of the day; the same as quiet_from: no quiet hours';
comment on column alert_settings.per_day is 'Messages about single jobs in a local day';
comment on column alert_settings.per_message is 'Jobs listed in one digest';
comment on column alert_settings.per_company is 'Jobs of one company in a day or digest; null: any number';
comment on column alert_settings.is_timezone_confirmed is 'False: the zone of the profile was taken from a place, or is not known';
comment on column alert_settings.next_tell_at is 'When the first of what waits falls due; null: nothing waits';

insert into alert_settings (user_id, cadence)
select id, case when alerts_enabled then 'instant' else 'silent' end from users;

create function add_alert_settings() returns trigger language plpgsql as $$
begin
  insert into alert_settings (user_id) select id from added;
  return null;
end $$;
create trigger users_alert_settings after insert on users
  referencing new table as added for each statement execute function add_alert_settings();
alter table users drop column alerts_enabled;

alter table saved_searches
  add column cadence text check (cadence in ('instant', 'hourly', 'daily', 'weekly', 'silent')),
  add column still_looking_asked_at timestamptz;
create index saved_searches_not_asked on saved_searches (created_at) where still_looking_asked_at is null and is_active;
comment on column saved_searches.cadence is 'Null: the person''s';
comment on column saved_searches.still_looking_asked_at is 'When its person was asked whether they still look; null: never';

alter table matches
  add column waits text check (waits in ('message', 'digest')),
  add column notification_id integer references notifications (id) on delete set null,
  add column told_at timestamptz,
  add column is_listed boolean not null default false;
create index matches_told on matches (user_id, told_at) where told_at is not null;
create index matches_waiting on matches (user_id) where waits is not null;
create index matches_notification_id on matches (notification_id);
comment on column matches.waits is 'For its own message when quiet hours end, or for the next digest; null: told, or never to be told';
comment on column matches.notification_id is 'The message or digest that told it; null: none did';
comment on column matches.told_at is 'When it was decided to tell it; null: it was not told';
comment on column matches.is_listed is 'True where that digest showed the job, false where it counted it among those there are more';

alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check
  check (kind in ('match', 'overflow', 'letter', 'source-off', 'digest', 'still-looking'));
`),
  down: (run) =>
    run(`
alter table matches drop column waits, drop column notification_id, drop column told_at, drop column is_listed;
delete from notifications where kind in ('digest', 'still-looking');
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check
  check (kind in ('match', 'overflow', 'letter', 'source-off'));
drop index saved_searches_not_asked;
alter table saved_searches drop column cadence, drop column still_looking_asked_at;
alter table users add column alerts_enabled boolean not null default true;
update users set alerts_enabled = false from alert_settings a where a.user_id = users.id and a.cadence = 'silent';
drop trigger users_alert_settings on users;
drop function add_alert_settings();
drop table alert_settings;
`),
};
