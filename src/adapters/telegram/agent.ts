import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

const CONNECT_MS = 5_000;
const IDLE_MS = 15_000; // well before Telegram closes it: a request on a connection that is being closed is lost unseen

type Connect = http.Agent['createConnection'];

/**
 * An agent whose connections are made within `connectMs` or fail as `ECONNECTTIMEOUT`: only so can
 * "never sent" be told from "no answer", since node-fetch has one timeout for both.
 */
export const createAgent = (protocol: string, connectMs: number = CONNECT_MS): http.Agent => {
  const agent =
    protocol === 'http:'
      ? new http.Agent({ keepAlive: true, timeout: IDLE_MS })
      : new https.Agent({ keepAlive: true, timeout: IDLE_MS });
  const ready = protocol === 'http:' ? 'connect' : 'secureConnect';
  const connect: Connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (socket) watch(socket, ready, connectMs);
    return socket;
  };
  return agent;
};

const watch = (socket: Duplex, ready: string, connectMs: number): void => {
  const late = setTimeout(() => {
    socket.destroy(Object.assign(new Error('connect timed out'), { code: 'ECONNECTTIMEOUT' }));
  }, connectMs);
  const done = (): void => clearTimeout(late);
  socket.once(ready, done).once('error', done).once('close', done);
};
