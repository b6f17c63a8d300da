/** What a filter can see of the job has changed: the matcher looks at it again. */
export const touchJob = 'update jobs set changed_xid = pg_current_xact_id(), updated_at = now() where id = $1';
