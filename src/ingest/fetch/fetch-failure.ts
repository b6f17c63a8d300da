import { errors } from 'undici';
import { AddressRefused } from './address-guard.ts';
import { BodyDamaged, BodyEncoding, BodyTooLarge } from './read-body.ts';
import { TooSlow } from './steady.ts';

/**
 * A request that came to nothing. The message is for operators and people: it says nothing about
 * addresses, names or ports inside our network.
 */
export class FetchFailed extends Error {
  readonly httpStatus: number | undefined;
  /** How long the host asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(reason: string, answer: { readonly httpStatus?: number; readonly retryAfterMs?: number } = {}) {
    super(reason);
    this.name = 'FetchFailed';
    this.httpStatus = answer.httpStatus;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

/** The same for whatever was thrown. A name that leads into our network and one that leads nowhere read the same. */
export const asFetchFailed = (error: unknown): FetchFailed =>
  error instanceof FetchFailed ? error : new FetchFailed(reasonOf(error));

const reasonOf = (error: unknown): string => {
  if (error instanceof BodyTooLarge) return 'the answer is too large';
  if (error instanceof BodyEncoding) return 'the answer is packed in a way that is not read';
  if (error instanceof BodyDamaged) return 'the answer is damaged';
  if (error instanceof TooSlow) return 'took too long';
  if (error instanceof AddressRefused) return 'could not be reached';
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) return 'took too long';
  return 'could not be reached';
};
