/**
 * SQLSTATEs of a server that is not there, not yet or no longer: 08 lost connections, 53300 full of
 * connections, 57P01 to 57P03 stopping, crashed, starting.
 */
const awayStates = /^(08\w{3}|53300|57P0[123])$/;

/** What node's sockets say of a peer that is not there; ENOENT: of a socket file that is not. */
const awaySockets: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** pg has no codes for these (`pg/lib/client.js`). */
const awayMessages =
  /^(Connection terminated( unexpectedly)?$|timeout expired$|Client (has encountered a connection error|was closed) and is not queryable)/;

/** Not `SequelizeConnectionError`: a wrong password is one too, and what it wraps says which. */
const awayNames: ReadonlySet<string> = new Set([
  'SequelizeConnectionRefusedError',
  'SequelizeConnectionTimedOutError',
  'SequelizeConnectionAcquireTimeoutError',
  'SequelizeHostNotFoundError',
  'SequelizeHostNotReachableError',
]);

/** How deep errors are unwrapped: the migrator's, Sequelize's, pg's, one to spare. */
const DEPTH = 4;

/**
 * True where the error means that the database cannot be reached, is starting or is stopping, so
 * that the same thing may well succeed later. False for everything else: a wrong password, a
 * missing database, a statement that failed, another server that cannot be reached.
 */
export const isStorageAway = (error: unknown): boolean =>
  // Bare socket errors come from pg; HTTP clients wrap theirs (TypeError, FetchError).
  error instanceof Error && says(error, error.name === 'Error' || error.name === 'AggregateError', DEPTH);

const says = (error: Error, fromDatabase: boolean, depth: number): boolean => {
  if (awayNames.has(error.name) || awayMessages.test(error.message)) return true;
  const isOurs = fromDatabase || error.name.startsWith('Sequelize');
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (awayStates.test(code)) return true;
  if (isOurs && awaySockets.has(code) && (code !== 'ENOENT' || isConnecting(error))) return true;
  return depth > 1 && wrapped(error).some((inner) => says(inner, isOurs && error.name !== 'Error', depth - 1));
};

const isConnecting = (error: Error): boolean => 'syscall' in error && error.syscall === 'connect';

const wrapped = (error: Error): Error[] =>
  [
    error.cause,
    'original' in error ? error.original : undefined,
    'parent' in error ? error.parent : undefined,
    ...(error instanceof AggregateError ? error.errors : []),
  ].filter((inner) => inner instanceof Error);
