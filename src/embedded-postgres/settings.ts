/** Reachable from this machine only, and by the one password; nothing in a shared folder. */
const access = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

/** For a small machine that also runs the bot: the database must never be what fills it. */
export const settings: Readonly<Record<string, string>> = {
  ...access,
  shared_buffers: '128MB',
  max_connections: '60',
  max_wal_size: '256MB',
  // Nobody replicates or archives this server, so its log need not carry what that takes.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Compiling pays off on queries of seconds only, and ours are of milliseconds.
  jit: 'off',
  // A transaction that was forgotten keeps locks and stops the clearing away of old rows.
  idle_in_transaction_session_timeout: '60s',
  log_checkpoints: 'off',
  timezone: 'UTC',
};

/** For a server that may lose everything with the machine, which is what tests want. */
export const throwawaySettings: Readonly<Record<string, string>> = {
  ...settings,
  max_connections: '200',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
};
