import type { Migration } from './migration.ts';

export const deepenSources: Migration = {
  name: '0007-deepen-sources',
  description: 'Sources with a host and a plan, postings that share a job, what is known of a job',
  up: (run) =>
    run(`
alter table sources
  add column host text generated always as
    (lower(substring(url from '^[Hh][Tt][Tt][Pp][Ss]?://(?:[^/?#@]*@)?([^/?#]+)'))) stored,
  add column cron text,
  add column asked_at timestamptz,
  add column lease_token text,
  add column requested_by integer references users (id) on delete set null,
  add column disabled_reason text;
create index sources_host on sources (host);
create index sources_requested_by on sources (requested_by);
comment on column sources.cron is 'When to read it, in UTC; null: every_ms after the last reading';
comment on column sources.asked_at is 'When a reading last asked its host, whatever came of it; null: never';
comment on column sources.lease_token is 'Changes with every claim, so that a reading that was slow knows that it was replaced';
comment on column sources.host is 'No two sources of one host are read at once; null: it is no web address';
comment on column sources.disabled_reason is 'Why it was switched off; null: it is on, or an operator switched it off';

alter table crawl_runs
  add column pages integer not null default 0,
  add column merged integer not null default 0;
comment on column crawl_runs.merged is 'Of the new postings, those of a job that another posting announced before';

alter table jobs
  add column places jsonb not null default '[]',
  add column signature bytea,
  add column checked_at timestamptz,
  add column closed_reason text,
  add constraint jobs_level_check check (level in
    ('intern', 'junior', 'mid', 'senior', 'lead', 'principal', 'manager', 'director', 'executive'));
-- Nothing asks for it, and every new job pays for it.
drop index jobs_tech_stack;
create index jobs_deadline_at on jobs (deadline_at) where status = 'active' and deadline_at is not null;
create index jobs_vacancy_key on jobs (vacancy_key) where vacancy_key is not null;
comment on column jobs.places is 'Cities, regions and countries that the location means';
comment on column jobs.signature is 'MinHash of the description, by which two texts are compared';
comment on column jobs.vacancy_key is 'Shared by the jobs of one vacancy in several cities: messages group by it';
comment on column jobs.checked_at is 'When its own page was last looked at';

alter table postings
  add column is_primary boolean not null default true,
  add column listed_hash text;
comment on column postings.is_primary is 'The one of a job''s postings whose words the job has';
comment on column postings.listed_hash is 'Of the item as the list gave it, where a detail page was read too; null: none was needed or read';

create table job_keys (
  key bigint not null,
  job_id integer not null references jobs (id) on delete cascade,
  primary key (key, job_id)
);
create index job_keys_job_id on job_keys (job_id);
comment on table job_keys is 'Hashes of what identifies a job: addresses, ids of boards, company with title and place';

create table job_search (
  job_id integer primary key references jobs (id) on delete cascade,
  posted_at timestamptz not null,
  search_vector tsvector not null,
  remote text,
  remote_from text,
  employment_type text,
  salary_yearly_min bigint,
  salary_yearly_max bigint,
  salary_currency text,
  visible_to integer references users (id) on delete cascade,
  is_sample boolean not null default false,
  labels tsvector generated always as (
    ts_filter(search_vector, '{a,b,c}') || array_to_tsvector(array[
      '=remote-' || coalesce(remote, 'unsaid'),
      '=type-' || coalesce(employment_type, 'unsaid'),
      case when remote = 'yes' and remote_from is null then '=anywhere' else '=somewhere' end,
      '=6h-' || floor(extract(epoch from posted_at at time zone 'UTC') / 21600)::bigint::text,
      '=1d-' || floor(extract(epoch from posted_at at time zone 'UTC') / 86400)::bigint::text,
      '=4d-' || floor(extract(epoch from posted_at at time zone 'UTC') / 345600)::bigint::text,
      '=16d-' || floor(extract(epoch from posted_at at time zone 'UTC') / 1382400)::bigint::text
    ])
  ) stored
);
alter table job_search alter column search_vector set storage external;
create index job_search_visible_to on job_search (visible_to);
create index job_search_newest on job_search (posted_at desc, job_id desc);
create index job_search_words on job_search using gin (search_vector, labels);
comment on column job_search.labels is
  'Words of title (A), company (B) and place (C), and what a search asks the index for besides words: when it was published too';
comment on table job_search is 'What a search looks at: active jobs alone, narrow. Written with the job in one statement';
insert into job_search (job_id, posted_at, search_vector, remote, remote_from, employment_type, salary_yearly_min,
                        salary_yearly_max, salary_currency, visible_to, is_sample)
select id, coalesce(posted_at, first_seen_at), search_vector, remote, remote_from, employment_type, salary_yearly_min,
       salary_yearly_max, salary_currency, visible_to, is_sample
from jobs where status = 'active';
drop index jobs_search;
drop index jobs_newest;
alter table jobs drop column search_vector;

alter table saved_searches
  add column source_id integer references sources (id) on delete set null;
create index saved_searches_source_id on saved_searches (source_id);
comment on column saved_searches.source_id is 'The board that /watch added for it';

alter table notifications add column source_id integer references sources (id) on delete cascade;
create index notifications_source_id on notifications (source_id);
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check
  check (kind in ('match', 'overflow', 'letter', 'source-off'));
`),
  down: (run) =>
    run(`
delete from notifications where kind = 'source-off';
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check check (kind in ('match', 'overflow', 'letter'));
alter table notifications drop column source_id;
alter table saved_searches drop column source_id;

alter table jobs add column search_vector tsvector not null default '';
alter table jobs alter column search_vector set storage external;
update jobs set search_vector = s.search_vector from job_search s where s.job_id = jobs.id;
create index jobs_newest on jobs (posted_at desc nulls last, id desc) where status = 'active';
create index jobs_search on jobs using gin (search_vector) where status = 'active';
drop table job_search;
drop table job_keys;
alter table postings drop column is_primary, drop column listed_hash;
drop index jobs_vacancy_key;
drop index jobs_deadline_at;
create index jobs_tech_stack on jobs using gin (tech_stack jsonb_path_ops);
alter table jobs drop column places, drop column signature, drop column checked_at, drop column closed_reason,
  drop constraint jobs_level_check;
alter table crawl_runs drop column pages, drop column merged;
alter table sources drop column host, drop column cron, drop column asked_at, drop column lease_token,
  drop column requested_by, drop column disabled_reason;
`),
};
