/** Takes the oldest letter that waits, or whose drafter was heard of last a lease ago. `$1` is the new token. */
export const claimLetter = `
update cover_letters
set status = 'drafting', attempts = attempts + 1, lease_token = $1::uuid,
  lease_until = now() + interval '90 seconds', updated_at = now()
where id = (
  select id from cover_letters
  where status = 'queued' or (status = 'drafting' and (lease_until is null or lease_until < now()))
  order by id
  limit 1
  for update skip locked
)
returning id, user_id as "userId", job_id as "jobId", application_id as "applicationId", version,
  asked_by as "askedBy", title, company_name as "companyName", attempts
`;

/** Stores a draft where the lease is still ours: a drafter that slept too long changes nothing. */
export const storeLetter = `
update cover_letters
set status = 'drafted', body = $3, written_by = $4, model = $5, fallback_reason = $6, facts = $7::jsonb,
  lease_until = null, lease_token = null, updated_at = now()
where id = $1 and lease_token = $2::uuid and status = 'drafting'
returning id
`;

/** Gives a letter back undrafted, as if it had not been taken. */
export const releaseLetter = `
update cover_letters
set status = 'queued', attempts = attempts - 1, lease_until = null, lease_token = null, updated_at = now()
where id = $1 and lease_token = $2::uuid and status = 'drafting'
`;

/** Drops a letter that nobody can draft any more. */
export const dropLetter = `
delete from cover_letters where id = $1 and lease_token = $2::uuid and status = 'drafting'
`;
