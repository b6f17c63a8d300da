/**
 * What goes wrong with a request: `hang`, `reset` and an error before it is carried out, the
 * `process-then-…` after it.
 */
export type Trouble =
  | 'hang'
  | 'reset'
  | 'process-then-hang'
  | 'process-then-reset'
  | 'process-then-500'
  | 'process-then-truncate'
  | 'html-502'
  | { readonly status: number; readonly code?: number; readonly message?: string }
  | { readonly seconds: number; readonly scope: 'user' | 'shared' | 'global' };

export interface Planned {
  readonly method: string;
  readonly path: RegExp;
  readonly as: Trouble;
  /** How many requests; Infinity: until the plan is cancelled. */
  times: number;
}
