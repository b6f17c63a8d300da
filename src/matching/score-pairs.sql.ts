/** What a score looks at of profiles; nobody's twice. */
export const selectProfiles = `
select p.user_id as "userId", u.language, p.skills, p.experience, p.desired_titles as "desiredTitles",
  p.current_title as "currentTitle", p.places, p.location, p.remote_preference as "remotePreference",
  p.remote_from as "remoteFrom", p.salary_min::double precision as "salaryMin",
  p.salary_currency as "salaryCurrency", p.years_experience as "yearsExperience", p.job_types as "jobTypes",
  p.preferred_companies as "preferredCompanies", p.visa_needed as "visaNeeded"
from profiles p join users u on u.id = p.user_id
where p.user_id = any($userIds)`;

export const selectScorableJobs = `
select id, title, company_name as "companyName", location, places, department, description, requirements, remote,
  remote_from as "remoteFrom", employment_type as "employmentType", level, tech_stack as "techStack", language,
  salary_yearly_min::double precision as "salaryYearlyMin", salary_yearly_max::double precision as "salaryYearlyMax",
  salary_currency as "salaryCurrency", source_kind as "sourceKind", posted_at as "postedAt", first_seen_at as "firstSeenAt"
from jobs where id = any($jobIds)`;

/** The newest jobs among a person's matches that nobody has looked at and that have no score. */
export const selectUnscored = `
select distinct job_id as "jobId" from matches
where user_id = $userId and seen_at is null and score is null
order by job_id desc limit $limit`;

export const writeScores = `
update matches m set score = scored.score
from unnest(cast($jobIds as integer[]), cast($scores as smallint[])) as scored (job_id, score)
where m.user_id = $userId and m.job_id = scored.job_id and m.seen_at is null and m.score is null`;

/** Matches that nobody has looked at: their scores are of a profile that was. */
export const clearScores = `
update matches set score = null where user_id = $userId and seen_at is null and score is not null`;
