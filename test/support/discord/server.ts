import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Request, refuse } from './answer.ts';
import { asObject, type Json } from './json.ts';
import { refusals } from './refusal.ts';
import { handle } from './routes.ts';
import type { Planned, Trouble } from './trouble.ts';
import type { File, World } from './world.ts';

/** A request as it came. */
export interface Recorded extends Request {
  readonly at: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface RestSide {
  readonly server: Server;
  readonly requests: Recorded[];
  readonly plans: Planned[];
}

const PREFIX = '/api/v10';

/** The REST side: reads, records, troubles, carries out and answers. */
export const createRestSide = (world: World): RestSide => {
  const requests: Recorded[] = [];
  const plans: Planned[] = [];
  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch(() => response.destroy());
  });

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '', 'http://localhost');
    const raw = await readAll(incoming);
    if (!url.pathname.startsWith(PREFIX)) {
      write(response, refuse(refusals.notFound));
      return;
    }
    const parsed = await readBody(raw, incoming.headers['content-type'] ?? '');
    const request: Recorded = {
      method: incoming.method ?? 'GET',
      path: decodeURI(url.pathname.slice(PREFIX.length)),
      query: url.searchParams,
      authorization: incoming.headers.authorization ?? null,
      body: parsed?.body,
      files: parsed?.files ?? [],
      at: world.now(),
      headers: incoming.headers,
    };
    requests.push(request);
    world.changed();
    const plan = plans.find(
      ({ method, path, times }) => times > 0 && method === request.method && path.test(request.path),
    );
    if (plan !== undefined) plan.times -= 1;
    const { address, port } = server.address() as AddressInfo;
    const carryOut = (): Answer =>
      parsed === null ? refuse(refusals.invalidJson) : handle(world, request, `ws://${address}:${port}/gateway`);
    if (plan === undefined) write(response, carryOut());
    else trouble(response, plan.as, carryOut);
  };
  return { server, requests, plans };
};

const trouble = (response: ServerResponse, as: Trouble, carryOut: () => Answer): void => {
  if (typeof as === 'object') {
    if ('status' in as) json(response, as.status, { message: as.message ?? 'scripted', code: as.code ?? 0 });
    else limit(response, as.seconds, as.scope);
    return;
  }
  if (as.startsWith('process')) carryOut();
  if (as === 'reset' || as === 'process-then-reset') response.socket?.resetAndDestroy();
  if (as === 'process-then-500') json(response, 500, { message: '500: Internal Server Error', code: 0 });
  if (as === 'process-then-truncate') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"id": "1');
    response.socket?.end();
  }
  if (as === 'html-502') response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>Bad gateway</html>');
};

const limit = (response: ServerResponse, seconds: number, scope: 'user' | 'shared' | 'global'): void => {
  const isGlobal = scope === 'global';
  response.setHeader('Retry-After', String(Math.ceil(seconds)));
  response.setHeader('X-RateLimit-Scope', scope);
  if (isGlobal) response.setHeader('X-RateLimit-Global', 'true');
  else {
    response.setHeader('X-RateLimit-Limit', '5');
    response.setHeader('X-RateLimit-Remaining', '0');
    response.setHeader('X-RateLimit-Reset-After', String(seconds));
    response.setHeader('X-RateLimit-Bucket', 'scripted');
  }
  json(response, 429, { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal });
};

const write = (response: ServerResponse, answer: Answer): void => {
  if (!answer.ok) {
    const { status, ...body } = answer.refusal;
    json(response, status, body);
  } else if (answer.body === undefined) response.writeHead(204).end();
  else json(response, 200, answer.body);
};

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

const readAll = async (incoming: IncomingMessage): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Null: not JSON. */
const readBody = async (
  raw: Buffer<ArrayBuffer>,
  contentType: string,
): Promise<{ readonly body: unknown; readonly files: readonly File[] } | null> => {
  if (raw.length === 0) return { body: undefined, files: [] };
  try {
    if (!contentType.startsWith('multipart/form-data')) return { body: JSON.parse(raw.toString('utf8')), files: [] };
    const form = await new Response(raw, { headers: { 'content-type': contentType } }).formData();
    const files: File[] = [];
    for (const [key, value] of form) {
      if (typeof value === 'string' || !/^files\[\d+\]$/.test(key)) continue;
      files.push({ name: value.name, mediaType: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
    const payload = form.get('payload_json');
    const body: Json = typeof payload === 'string' ? asObject(JSON.parse(payload)) : {};
    return { body, files };
  } catch {
    return null;
  }
};
