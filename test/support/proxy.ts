import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface TcpProxy {
  readonly port: number;
  /** Nothing is forwarded any more and nothing closed: neither side hears that the other is not there. */
  readonly swallow: () => void;
  /** New connections are forwarded again; those that were there stay as dead as a lost route leaves them. */
  readonly restore: () => void;
  readonly close: () => Promise<void>;
}

/** A TCP proxy on the loopback interface; what the target says comes after `delayMs()`. */
export const startProxy = async (target: number, delayMs: () => number = () => 0): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  let lost = new WeakSet<Socket>();
  let swallows = false;

  const keep = (socket: Socket): void => {
    sockets.add(socket);
    // A side that was killed resets its connections.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    if (swallows) lost.add(socket);
  };
  const pass = (from: Socket, to: Socket, wait: () => number): void => {
    let last: Promise<unknown> = Promise.resolve();
    const inOrder = (act: () => void): void => {
      const ms = wait();
      last = last.then(() => (ms > 0 ? delay(ms) : undefined)).then(() => lost.has(from) || act());
    };
    from.on('data', (bytes) => inOrder(() => to.write(bytes)));
    from.on('close', () => inOrder(() => to.destroy()));
  };

  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    keep(client);
    keep(upstream);
    pass(client, upstream, () => 0);
    pass(upstream, client, delayMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    swallow: () => {
      swallows = true;
      lost = new WeakSet(sockets);
    },
    restore: () => {
      swallows = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
