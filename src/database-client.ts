import { Socket } from 'node:net';
import pg from 'pg';

/** Longer than the server works at a statement before it ends it with an error. */
const SILENCE_MS = 21_000;

/** An error without a listener ends the process, and Sequelize listens only some moments after a client has connected. */
class GuardedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // Nothing is lost: whoever uses the client next is told that it is broken.
    this.on('error', () => {});
  }
}

/** What Sequelize takes for `pg`. Not a copy, which would load `pg.native`. */
export const guardedPg: object = Object.create(pg, { Client: { value: GuardedClient } });

/**
 * The socket of a connection that is given up after 21 s without a word. Where the way to the server
 * is lost nobody says so: its answers just do not come, and the system would wait for them for a
 * quarter of an hour, with the pool used up.
 */
export const impatientSocket = (): Socket => {
  const socket = new Socket();
  socket.setTimeout(SILENCE_MS, () => socket.destroy());
  return socket;
};
