import type { Migration } from './migration.ts';

export const takeTurns: Migration = {
  name: '0014-take-turns',
  description: 'Whose turn it is to do what only one process may do at a time',
  up: (run) =>
    run(`
create table schedule_turns (
  name text primary key,
  token uuid not null,
  lease_until timestamptz not null,
  is_over boolean not null default false,
  turns integer not null default 1 check (turns > 0),
  refused integer not null default 0 check (refused >= 0),
  abandoned integer not null default 0 check (abandoned >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table schedule_turns is 'Of each exclusive tick: who has it until when, and how often it was had, refused and abandoned';
comment on column schedule_turns.token is 'Only its holder ends the turn';
comment on column schedule_turns.is_over is 'False after the lease: its process ended or hung';
`),
  down: (run) => run('drop table schedule_turns;'),
};
