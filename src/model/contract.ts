/** What is asked: who the model is, what it is given, and the shape of the answer as strict structured output wants it. */
export interface Question {
  readonly instructions: string;
  readonly input: string;
  readonly answer: { readonly name: string; readonly schema: Record<string, unknown> };
}

/** Why a model gave no usable answer. `refused` is its own will; the rest is weather. */
export type ModelFailure =
  | 'timeout'
  | 'stopped'
  | 'unreachable'
  | 'rate_limited'
  | 'server_error'
  | 'rejected'
  | 'refused'
  | 'empty'
  | 'truncated'
  | 'too_long'
  | 'unreadable';

export type ModelAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly failure: ModelFailure };

/** A model that answers in JSON. One `ask` is at most one billed call; it never throws and ends within 50 s. */
export interface Model {
  readonly name: string;
  readonly ask: (question: Question, signal?: AbortSignal) => Promise<ModelAnswer>;
}
