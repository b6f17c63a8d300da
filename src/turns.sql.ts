/**
 * `$1` name, `$2` milliseconds of lease. A row where the turn is ours; none where it is another's,
 * which is counted. A turn that did not end within its lease was abandoned, by whoever had it.
 */
export const takeTurn = `
with taken as (
  insert into schedule_turns as turn (name, token, lease_until)
  values ($1, gen_random_uuid(), now() + $2 * interval '1 millisecond')
  on conflict (name) do update set
    token = excluded.token, lease_until = excluded.lease_until, is_over = false, updated_at = now(),
    turns = turn.turns + 1, abandoned = turn.abandoned + (not turn.is_over)::integer
  where turn.lease_until <= now()
  returning token
), counted as (
  update schedule_turns set refused = refused + 1, updated_at = now()
  where name = $1 and not exists (select from taken)
)
select token from taken
`;

/** `$1` name, `$2` token: nothing where the turn has been taken by another since. */
export const endTurn = `
update schedule_turns set lease_until = now(), is_over = true, updated_at = now()
where name = $1 and token = $2::uuid`;
