/** Boards that `/watch` added and that nobody watches any more. */
export const switchOffUnwatched = `
update sources set is_active = false, updated_at = $1
where requested_by is not null and is_active
  and not exists (select from saved_searches s where s.source_id = sources.id)`;
