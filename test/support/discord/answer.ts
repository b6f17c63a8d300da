import type { Json } from './json.ts';
import type { Refusal } from './refusal.ts';
import type { File } from './world.ts';

export interface Request {
  readonly method: string;
  /** Below `/v10`, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | null;
  readonly body: unknown;
  readonly files: readonly File[];
}

/** `body` undefined: 204. */
export type Answer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly refusal: Refusal };

export const accept = (body?: unknown): Answer => ({ ok: true, body });
export const refuse = (refusal: Refusal): Answer => ({ ok: false, refusal });

/** The body of a request that takes an object. */
export const objectOf = (request: Request): Json =>
  typeof request.body === 'object' && request.body !== null ? (request.body as Json) : {};
