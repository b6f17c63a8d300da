/** What the server itself says about its process and port. */
export const selectPostmasterFile = `select pg_read_file('postmaster.pid') as file`;

export const markStopping = `set application_name = 'jobhound stopping'`;

export const selectOtherClients = `
select exists (
  select from pg_stat_activity
  where backend_type = 'client backend' and application_name <> 'jobhound stopping'
) as others`;
