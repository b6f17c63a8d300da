/**
 * How the rows of a person who goes ($goes) become those of the person who stays ($stays), where a
 * plain change of the owner would break a rule of the table. Numbers of the one who goes are counted
 * on from the last number of the one who stays, so each moves by the same distance.
 */

const twinSearches = `
with twins as (
  select distinct on (theirs.id) theirs.id as goes, ours.id as stays
  from saved_searches theirs
  join saved_searches ours on ours.user_id = $stays and ours.filter = theirs.filter
  where theirs.user_id = $goes
  order by theirs.id, ours.id
)`;

/** The same filter is kept once, with what both have found. */
export const mergeSearches: readonly string[] = [
  `${twinSearches}
update matches m set seen_at = coalesce(m.seen_at, other.seen_at)
from twins join matches other on other.saved_search_id = twins.goes
where m.saved_search_id = twins.stays and m.job_id = other.job_id`,
  `${twinSearches}
update matches m set saved_search_id = twins.stays from twins
where m.saved_search_id = twins.goes
  and not exists (select from matches o where o.saved_search_id = twins.stays and o.job_id = m.job_id)`,
  `${twinSearches}
update notifications n set saved_search_id = twins.stays from twins where n.saved_search_id = twins.goes`,
  `${twinSearches}
update saved_searches s set letters = s.letters or theirs.letters, is_active = s.is_active or theirs.is_active,
  source_id = coalesce(s.source_id, theirs.source_id), updated_at = now()
from twins join saved_searches theirs on theirs.id = twins.goes where s.id = twins.stays`,
  `${twinSearches} delete from saved_searches s using twins where s.id = twins.goes`,
  `update saved_searches
set user_id = $stays, number = number + (select last_search_number from users where id = $stays)
where user_id = $goes`,
];

/** A job keeps the number under which the person who stays knows it. */
export const mergeJobNumbers: readonly string[] = [
  `update job_numbers ours
set opened_at = coalesce(ours.opened_at, theirs.opened_at),
  dismissed_at = coalesce(ours.dismissed_at, theirs.dismissed_at),
  dismiss_reason = coalesce(ours.dismiss_reason, theirs.dismiss_reason)
from job_numbers theirs
where ours.user_id = $stays and theirs.user_id = $goes and theirs.job_id = ours.job_id`,
  `delete from job_numbers theirs using job_numbers ours
where theirs.user_id = $goes and ours.user_id = $stays and ours.job_id = theirs.job_id`,
  `update job_numbers
set user_id = $stays, number = number + (select last_job_number from users where id = $stays)
where user_id = $goes`,
];

/** How far an application is, from 1; one that ended is further than one that goes on. */
const progress = (status: string): string => `array_position(array['saved', 'failed', 'applied', 'viewed',
  'screening', 'ghosted', 'interviewing', 'offered', 'withdrawn', 'rejected', 'accepted'], ${status})`;

const sameApplications = `
applications ours join applications theirs
  on ours.user_id = $stays and theirs.user_id = $goes and theirs.job_id = ours.job_id`;

/** Two applications to one job are one: as far as the further of them, with both histories. */
export const mergeApplications: readonly string[] = [
  `update applications kept set
  status = further.status,
  notes = nullif(concat_ws(E'\\n', ours.notes, theirs.notes), ''),
  source_name = coalesce(further.source_name, ours.source_name, theirs.source_name),
  match_score = coalesce(further.match_score, ours.match_score, theirs.match_score),
  applied_at = least(ours.applied_at, theirs.applied_at),
  response_at = least(ours.response_at, theirs.response_at),
  offer_amount = offered.offer_amount,
  offer_currency = offered.offer_currency,
  rejection_reason = coalesce(further.rejection_reason, ours.rejection_reason, theirs.rejection_reason),
  error_message = further.error_message,
  cover_letter_id = coalesce(further.cover_letter_id, ours.cover_letter_id, theirs.cover_letter_id),
  is_active = ours.is_active or theirs.is_active,
  created_at = least(ours.created_at, theirs.created_at),
  updated_at = now()
from ${sameApplications}
cross join lateral (
  select a.* from applications a where a.id in (ours.id, theirs.id)
  order by a.is_active desc, ${progress('a.status')} desc, a.user_id = $stays desc limit 1
) further
cross join lateral (
  select a.offer_amount, a.offer_currency from applications a where a.id in (ours.id, theirs.id)
  order by a.offer_amount is null, a.id = further.id desc limit 1
) offered
where kept.id = ours.id`,
  `update application_events e set application_id = ours.id from ${sameApplications} where e.application_id = theirs.id`,
  `update cover_letters l set application_id = ours.id from ${sameApplications} where l.application_id = theirs.id`,
  `delete from applications a using ${sameApplications} where a.id = theirs.id`,
  `update applications
set user_id = $stays, number = number + (select last_application_number from users where id = $stays)
where user_id = $goes`,
];

/** Versions of the letters for one job are counted on. */
export const mergeLetters: readonly string[] = [
  `update cover_letters theirs
set user_id = $stays, version = version + coalesce(
  (select max(ours.version) from cover_letters ours where ours.user_id = $stays and ours.job_id = theirs.job_id), 0)
where theirs.user_id = $goes`,
];

const twinNotifications = `
notifications ours join notifications theirs
  on ours.user_id = $stays and theirs.user_id = $goes and theirs.kind = ours.kind and theirs.dedupe_key = ours.dedupe_key`;

/** The same news to both is told once: what has been sent, or may have been, is kept. */
const told = (row: string): string => `array_position(array['expired', 'dead', 'pending', 'unknown', 'sending',
  'delivered'], ${row}.status)`;

export const mergeNotifications: readonly string[] = [
  `delete from notifications n using ${twinNotifications}
where n.id = case when ${told('theirs')} > ${told('ours')} then ours.id else theirs.id end`,
  `update notifications set user_id = $stays where user_id = $goes`,
];

const profileFacts = [
  ...['full_name', 'location', 'phone', 'current_title', 'current_company', 'remote_preference', 'remote_from'],
  ...['experience', 'years_experience', 'visa_needed', 'letter_template', 'timezone'],
];
const profileLists = [
  ...['desired_titles', 'places', 'job_types', 'preferred_companies', 'avoid_companies', 'avoid_words', 'skills'],
];

const united = (column: string): string => `${column} = (
    select coalesce(jsonb_agg(value order by place), '[]') from (
      select value, min(place) as place from (
        select value, place from jsonb_array_elements(fuller.${column}) with ordinality as one (value, place)
        union all
        select value, 1000 + place from jsonb_array_elements(other.${column}) with ordinality as one (value, place)
      ) both_lists group by value
    ) each_once)`;

/** Columns that only mean something together come from one of the two. */
const together = (columns: readonly string[], isOther: string): string =>
  columns
    .map((column) => `${column} = case when ${isOther} then other.${column} else fuller.${column} end`)
    .join(',\n  ');

/** The fuller profile wins, the other fills its gaps, lists are united; the newer answer about letters counts. */
export const mergeProfiles: readonly string[] = [
  `with both_profiles as (
  select profiles.*, num_nonnulls(${profileFacts.join(', ')}, salary_min, salary_max)
    + ${profileLists.map((column) => `jsonb_array_length(${column})`).join(' + ')} as facts
  from profiles where user_id in ($stays, $goes)
), ranked as (
  select both_profiles.*, row_number() over (order by facts desc, user_id = $stays desc) as place from both_profiles
)
update profiles p set
  ${profileFacts.map((column) => `${column} = coalesce(fuller.${column}, other.${column})`).join(',\n  ')},
  ${profileLists.map(united).join(',\n  ')},
  ${together(['salary_min', 'salary_max', 'salary_currency'], 'num_nonnulls(fuller.salary_min, fuller.salary_max) = 0')},
  ${together(
    ['letter_consent_version', 'letter_consent_at'],
    `coalesce(other.letter_consent_at, '-infinity') > coalesce(fuller.letter_consent_at, '-infinity')`,
  )},
  links = other.links || fuller.links,
  updated_at = now()
from ranked fuller, ranked other
where p.user_id = $stays and fuller.place = 1 and other.place = 2`,
  `delete from profiles where user_id = $goes`,
];

/** The one who stays is told as they chose, and of what waits for the other too. */
export const mergeAlertSettings: readonly string[] = [
  `update alert_settings ours set
  next_tell_at = least(ours.next_tell_at, theirs.next_tell_at),
  is_timezone_confirmed = ours.is_timezone_confirmed or theirs.is_timezone_confirmed,
  updated_at = now()
from alert_settings theirs where ours.user_id = $stays and theirs.user_id = $goes`,
  `delete from alert_settings where user_id = $goes`,
];

/** Their accounts change the person; what the buttons in them name has other numbers now, so those end. */
export const mergeAccounts: readonly string[] = [
  `update chat_accounts set user_id = $stays, button_epoch = (button_epoch + 1) % 16, updated_at = now()
where user_id = $goes`,
];

/** What the one who stays has settled is kept; the one who goes goes. */
export const mergeUsers: readonly string[] = [
  `update users stays set
  role = case when stays.role = goes.role then stays.role else 'both' end,
  display_name = coalesce(stays.display_name, goes.display_name),
  language = coalesce(stays.language, goes.language),
  alert_account_id = coalesce(stays.alert_account_id, goes.alert_account_id),
  last_search_number = stays.last_search_number + goes.last_search_number,
  last_job_number = stays.last_job_number + goes.last_job_number,
  last_application_number = stays.last_application_number + goes.last_application_number,
  is_active = stays.is_active or goes.is_active,
  last_active_at = greatest(stays.last_active_at, goes.last_active_at),
  created_at = least(stays.created_at, goes.created_at),
  updated_at = now()
from users goes where stays.id = $stays and goes.id = $goes`,
  `delete from users where id = $goes`,
];
