import type { Migration } from './migration.ts';

export const scoreMatches: Migration = {
  name: '0013-score-matches',
  description: 'How well a match suits its person, and why a job was put aside',
  up: (run) =>
    run(`
alter table matches add column score smallint check (score between 0 and 100);
comment on column matches.score is 'The job against the profile, 0 to 100; null: the profile says nothing, or has changed since';
create index matches_unscored on matches (user_id, job_id desc) where score is null and seen_at is null;

alter table job_numbers
  add column dismiss_reason text
    check (dismiss_reason in ('company', 'pay', 'place', 'skill', 'level', 'other')),
  add constraint job_numbers_reason_of_dismissed check (dismiss_reason is null or dismissed_at is not null);
comment on column job_numbers.dismiss_reason is 'Why it was put aside; null: it was not, or nobody said';
`),
  down: (run) =>
    run(`
alter table job_numbers drop constraint job_numbers_reason_of_dismissed, drop column dismiss_reason;
alter table matches drop column score;
`),
};
