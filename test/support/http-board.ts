import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server of somebody else: answers as told and remembers what it was asked. */
export interface HttpBoard {
  /** `host:port`, as an allow list names it. */
  readonly host: string;
  readonly url: (path: string) => string;
  readonly requests: readonly IncomingMessage[];
  readonly close: () => Promise<void>;
}

export const startHttpBoard = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HttpBoard> => {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: (path) => `http://${host}${path}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
