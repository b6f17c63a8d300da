import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/**
 * Why a request failed:
 * - `refused`: Discord answered no, with its code (null where something in between answered).
 * - `limited`: not now; `isEverybody` where the limit is not only of this route and chat.
 * - `unsent`: it certainly never reached Discord.
 * - `unheard`: it may have been carried out.
 */
export type Fault =
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | null; readonly afterMs: number | null }
  | { readonly kind: 'limited'; readonly afterMs: number; readonly isEverybody: boolean }
  | { readonly kind: 'unsent'; readonly reason: string }
  | { readonly kind: 'unheard'; readonly reason: string };

/** Longer than any bucket of Discord's; only Cloudflare's ban of an address lasts as long. */
const BAN_MS = 60_000;

/** Wait where a 429 came without a time. */
const UNSTATED_MS = 5_000;

/** Reads an error of the REST client. Pure. */
export const readFault = (error: unknown): Fault => {
  if (error instanceof RateLimitError) {
    const stated = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    const afterMs = Math.ceil(stated > 0 ? stated : UNSTATED_MS);
    const isBan = error.scope === 'user' && error.limit === Number.POSITIVE_INFINITY && afterMs >= BAN_MS;
    return { kind: 'limited', afterMs, isEverybody: error.global || isBan };
  }
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : null;
    const seconds = 'retry_after' in error.rawError ? error.rawError.retry_after : null;
    return {
      kind: 'refused',
      status: error.status,
      code,
      afterMs: typeof seconds === 'number' ? seconds * 1000 : null,
    };
  }
  if (error instanceof HTTPError) return { kind: 'unheard', reason: `http ${error.status}` };
  return readNetworkError(error);
};

const unsentCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** TLS could not be set up, so no request was written. */
const tlsCode = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

const readNetworkError = (error: unknown): Fault => {
  const code = codeOf(error);
  if (unsentCodes.has(code) || tlsCode.test(code)) return { kind: 'unsent', reason: code };
  // The REST client holds no token: it forgets it at a 401.
  if (error instanceof Error && error.message.startsWith('Expected token')) {
    return { kind: 'refused', status: 401, code: 0, afterMs: null };
  }
  return { kind: 'unheard', reason: code };
};

/** A name for the error that holds nothing of the request. */
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error.cause instanceof Error) return codeOf(error.cause);
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : error.name;
};
