import { TelegramError } from 'telegraf';

/**
 * Why a call failed, without what telegraf's and node-fetch's errors carry along: the message that
 * was sent, and an address with the token in it.
 * - `answered`: Telegram said no, in its own words.
 * - `unsent`: no connection was made, so nothing was done.
 * - `unheard`: the request went out, and what became of it is unknown.
 */
export type Failure =
  | {
      readonly kind: 'answered';
      readonly code: number;
      readonly description: string;
      readonly retryAfterMs: number | null;
      /** The group became a supergroup with this id. */
      readonly movedTo: string | null;
    }
  | { readonly kind: 'unsent'; readonly reason: string }
  | { readonly kind: 'unheard'; readonly reason: string };

export class TelegramFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(
      failure.kind === 'answered' ? `${failure.code} ${failure.description}` : `${failure.kind}: ${failure.reason}`,
    );
    this.name = 'TelegramFailure';
    this.failure = failure;
  }
}

const UNSENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ECONNECTTIMEOUT|EPROTO|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|\w*_CERT_?\w*|UNABLE_TO_\w+)$/;

/** Reads the library's error. Pure. */
export const toFailure = (error: unknown): Failure => {
  if (error instanceof TelegramFailure) return error.failure;
  if (error instanceof TelegramError) {
    if (error.code >= 500) return { kind: 'unheard', reason: `HTTP ${error.code}` };
    const after = error.parameters?.retry_after;
    const movedTo = error.parameters?.migrate_to_chat_id;
    return {
      kind: 'answered',
      code: error.code,
      description: error.description,
      retryAfterMs: typeof after === 'number' ? after * 1000 : null,
      movedTo: typeof movedTo === 'number' ? String(movedTo) : null,
    };
  }
  if (!(error instanceof Error)) return { kind: 'unheard', reason: 'unknown' };
  if (error.name === 'AbortError') return { kind: 'unheard', reason: 'timeout' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const inHandshake = /before secure TLS connection|connect ETIMEDOUT/.test(error.message);
  if (code !== null && (UNSENT.test(code) || inHandshake)) return { kind: 'unsent', reason: code };
  const type = 'type' in error && typeof error.type === 'string' ? error.type : error.name;
  return { kind: 'unheard', reason: code ?? type };
};
