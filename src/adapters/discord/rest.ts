import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';
import type { Logger } from '../../logger.ts';

/**
 * How requests are made: never repeated by the library (it would repeat at once and without end),
 * never waiting for a rate limit, and given up after 10 s.
 */
export const restOptions = (apiUrl: string | null): Partial<RESTOptions> => ({
  api: apiUrl?.replace(/\/+$/, '') ?? DefaultRestOptions.api,
  retries: 0,
  timeout: 10_000,
  rejectOnRateLimit: () => true,
  invalidRequestWarningInterval: 500,
  makeRequest: async (url, init) => DefaultRestOptions.makeRequest(url, await withEncodedForm(init)),
});

type RequestInit = Parameters<RESTOptions['makeRequest']>[1];

/**
 * A form with files as the bytes that it is on the wire. The library hands its FormData to whichever
 * undici made itself the process's global one, and another one than its own does not take it.
 */
const withEncodedForm = async (init: RequestInit): Promise<RequestInit> => {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const type = form.headers.get('content-type') ?? '';
  return {
    ...init,
    body: new Uint8Array(await form.arrayBuffer()),
    headers: { ...(init.headers as Record<string, string>), 'content-type': type },
  };
};

/** The client for everything that the bot sends, which works while the gateway is away. */
export const createRest = (
  token: string,
  apiUrl: string | null,
  logger: Logger,
  onAnswer: (status: number, scope: string | null) => void,
): REST => {
  const rest = new REST(restOptions(apiUrl)).setToken(token);
  rest.on('invalidRequestWarning', ({ count, remainingTime }) => {
    logger.warn('discord.invalid_requests', { count, remainingMs: remainingTime });
  });
  rest.on('response', (_, response) => onAnswer(response.status, response.headers.get('x-ratelimit-scope')));
  return rest;
};

/** Ends the client's timers. */
export const closeRest = (rest: REST): void => {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
};
