import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { honestLetter, obedientLetter, written } from './authors.ts';
import type { Behaviour } from './behaviour.ts';
import { type Endpoint, envelope, type Output } from './envelopes.ts';
import { judge } from './strict.ts';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The bytes as text, to search for what must not leave. */
  readonly raw: string;
  readonly body: unknown;
  /** What it was answered; null while it hangs. */
  readonly status: number | null;
}

export interface OpenAiStandIn {
  /** Base URL for the SDK, with `/v1`. */
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
  /** Every request that arrived, refused ones too. */
  readonly requests: readonly ReceivedRequest[];
  /** How the next requests are answered, in order; the last one stays. Starts as `honest`. */
  readonly answers: (...behaviours: readonly Behaviour[]) => void;
  /** Resolves when the next request has arrived. */
  readonly nextRequest: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface OpenAiOptions {
  /** False: an endpoint that knows only Chat Completions. */
  readonly hasResponses?: boolean;
}

const endpoints: Readonly<Record<string, Endpoint>> = {
  '/v1/responses': 'responses',
  '/v1/chat/completions': 'chat/completions',
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const outputOf = (behaviour: Behaviour, input: string): Output => {
  if (typeof behaviour === 'object') {
    if ('writes' in behaviour) return { text: written(input, behaviour.writes, behaviour.facts) };
    return { text: 'says' in behaviour ? behaviour.says : '' };
  }
  const outputs: Partial<Record<typeof behaviour, Output>> = {
    obedient: { text: obedientLetter(input) },
    refusal: { refusal: 'I cannot help with that.' },
    filtered: { text: '', cut: 'filter' },
    empty: { text: '' },
    'no output': { nothing: true },
    truncated: { text: honestLetter(input).slice(0, 40), cut: 'length' },
    '100 KB': { text: written(input, ['I would be glad to join. '.repeat(4096)]) },
    'wrong schema': { text: JSON.stringify({ letter: 'Dear team', paragraphs: 'none' }) },
  };
  return outputs[behaviour] ?? { text: honestLetter(input) };
};

/**
 * A local server that speaks the two OpenAI endpoints the SDK is used for, and refuses whatever the
 * API would refuse: wrong keys, unknown models and fields, schemas that strict output does not take.
 */
export const startOpenAi = async ({ hasResponses = true }: OpenAiOptions = {}): Promise<OpenAiStandIn> => {
  const apiKey = 'sk-stand-in-0123456789';
  const model = 'stand-in-1';
  const requests: ReceivedRequest[] = [];
  const waiting: (() => void)[] = [];
  let script: Behaviour[] = ['honest'];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await readBody(request);
    const body = parse(raw);
    const path = request.url ?? '';
    const record = (status: number | null): void => {
      requests.push({ path, headers: request.headers, raw, body, status });
      for (const wake of waiting.splice(0)) wake();
    };
    const send = (status: number, text: string, type = 'application/json'): void => {
      record(status);
      response.writeHead(status, { 'content-type': type, 'x-request-id': 'req_stand_in' }).end(text);
    };
    const fail = (status: number, message: string, code: string | null): void =>
      send(status, JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } }));

    const endpoint = endpoints[path];
    if (request.method !== 'POST' || endpoint === undefined || (endpoint === 'responses' && !hasResponses)) {
      return fail(404, `Invalid URL (${request.method} ${path})`, null);
    }
    const { authorization, 'content-type': contentType } = request.headers;
    const checked = judge(endpoint, { authorization, contentType, body }, { apiKey, model });
    if ('status' in checked) return fail(checked.status, checked.message, checked.code);

    const behaviour = (script.length > 1 ? script.shift() : script[0]) ?? 'honest';
    if (behaviour === 'hang') return record(null);
    if (behaviour === 'html') return send(200, '<html><body>Bad gateway</body></html>', 'text/html');
    if (typeof behaviour === 'object' && 'status' in behaviour) {
      return fail(behaviour.status, `Scripted ${behaviour.status}.`, behaviour.code ?? null);
    }
    const text = envelope(endpoint, checked.model, outputOf(behaviour, checked.input));
    if (behaviour === 'drip' || behaviour === 'cut' || behaviour === 'endless') {
      record(200);
      response.writeHead(200, { 'content-type': 'application/json' }).write(text.slice(0, 20));
      if (behaviour === 'cut') response.destroy();
      if (behaviour === 'endless') pour(response);
      return;
    }
    send(200, text);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    apiKey,
    model,
    requests,
    answers: (...behaviours) => {
      script = [...behaviours];
    },
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** A body without end, as fast as the other side reads it. */
const pour = (response: ServerResponse): void => {
  const block = ' '.repeat(64 * 1024);
  const more = (): void => {
    while (!response.destroyed && response.write(block));
  };
  response.on('drain', more);
  more();
};
