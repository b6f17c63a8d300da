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
});

/** The client for everything that the bot sends, which works while the gateway is away. */
export const createRest = (token: string, apiUrl: string | null, logger: Logger): REST => {
  const rest = new REST(restOptions(apiUrl)).setToken(token);
  rest.on('invalidRequestWarning', ({ count, remainingTime }) => {
    logger.warn('discord.invalid_requests', { count, remainingMs: remainingTime });
  });
  return rest;
};

/** Ends the client's timers. */
export const closeRest = (rest: REST): void => {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
};
