import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Body, BodyError, readBody } from './body.ts';
import { createFaults, type Fault, type Trouble } from './faults.ts';
import { methods } from './methods.ts';
import { createMoments } from './moments.ts';
import { isMethod, readParams } from './parameters.ts';
import { type Answer, createPeople } from './people.ts';
import { bad, Refusal, tooMany } from './refusal.ts';
import { createUpdates } from './updates.ts';
import { createWorld } from './world.ts';

export type { Answer, Group, Person } from './people.ts';

/** One call that reached the server. */
export interface Call {
  readonly method: string;
  readonly kind: Body['kind'];
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
  readonly at: number;
  /** The HTTP status, or null while there is none. */
  status: number | null;
}

export const TOKEN = '7000000001:AAE-stand-in-token-for-tests-0123456789';
const BOT = { id: 7_000_000_001, username: 'jobhound_test_bot' };

/**
 * Telegram's side of the Bot API as a local server, for one bot. Strict: what Telegram refuses is
 * refused in its words, and a parameter that a method does not have is refused too.
 * @param port of a server that was closed, to come back at the same address
 */
export const startTelegram = async ({ port = 0 }: { port?: number } = {}) => {
  const moments = createMoments();
  const world = createWorld(BOT.id);
  const updates = createUpdates(moments.notify);
  const faults = createFaults();
  const calls: Call[] = [];
  let commands: readonly { readonly command: string; readonly description: string }[] = [];
  const deps = {
    world,
    updates,
    bot: BOT,
    setCommands: (set: typeof commands) => {
      commands = set;
    },
  };

  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stand.in');
    const path = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname);
    if (!path || !/^\d+:[\w-]{30,}$/.test(path[1] ?? '')) return refuse(response, new Refusal(404, 'Not Found'));
    if (path[1] !== TOKEN) return refuse(response, new Refusal(401, 'Unauthorized'));
    const method = path[2] ?? '';
    const closed = new AbortController();
    response.on('close', () => closed.abort());
    let body: Body;
    try {
      body = await readBody(request, url.searchParams);
    } catch (error) {
      return refuse(response, bad(error instanceof BodyError ? error.message : 'unreadable body'));
    }
    const call: Call = {
      method,
      kind: body.kind,
      params: body.params,
      files: [...body.files.keys()],
      at: Date.now(),
      status: null,
    };
    calls.push(call);
    response.on('finish', () => {
      call.status = response.statusCode;
      moments.notify();
    });
    moments.notify();
    const trouble = faults.take(method, body.params.chat_id);
    if (trouble && !trouble.kind.startsWith('process')) return upset(trouble, response);
    try {
      if (!isMethod(method)) throw new Refusal(404, 'Not Found: method not found');
      const result = await methods[method.toLowerCase()]?.(readParams(method, body), deps, closed.signal);
      moments.notify();
      if (trouble) return upset(trouble, response);
      send(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error);
    }
  };

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;

  return {
    token: TOKEN,
    botName: BOT.username,
    port: address.port,
    /** What TELEGRAM_API_URL is set to. */
    url: `http://127.0.0.1:${address.port}`,
    ...createPeople({ world, updates, bot: BOT, moments }),
    /** Every call so far, oldest first. */
    calls: (method?: string): Call[] =>
      calls.filter((call) => method === undefined || call.method.toLowerCase() === method.toLowerCase()),
    commands: () => commands,
    /** Scripts a fault for calls to come. */
    fail: (fault: Fault): void => faults.add(fault),
    faultsLeft: (): number => faults.left(),
    heal: (): void => faults.clear(),
    updates,
    /** Waits until `find` returns something, looking whenever a call comes in or is answered. */
    until: moments.until,
    /** Waits until the bot has a long poll open. */
    polled: (): Promise<true> => moments.until(() => (updates.isPolled() ? true : null), 'a long poll'),
    close: async (): Promise<void> => {
      updates.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type TelegramStandIn = Awaited<ReturnType<typeof startTelegram>>;
export type Seen = Answer;

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, { code, message, parameters }: Refusal): void =>
  send(response, code, { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) });

const upset = (trouble: Trouble, response: ServerResponse): void => {
  switch (trouble.kind) {
    case 'refuse':
      refuse(
        response,
        trouble.retryAfter === undefined ? new Refusal(trouble.code, trouble.description) : tooMany(trouble.retryAfter),
      );
      return;
    case 'bad-gateway':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
      return;
    case 'not-json':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"resu');
      return;
    case 'process-then-500':
      send(response, 500, { ok: false, error_code: 500, description: 'Internal Server Error' });
      return;
    case 'reset':
    case 'process-then-reset':
      response.destroy();
      return;
    case 'hang':
    case 'process-then-hang':
      return; // until the client gives up, or the server is closed
  }
};
