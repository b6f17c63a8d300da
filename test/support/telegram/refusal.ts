/** An answer with `ok: false`, in Telegram's own words. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: { readonly retry_after?: number; readonly migrate_to_chat_id?: number } | undefined;

  constructor(code: number, description: string, parameters?: Refusal['parameters']) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export const bad = (reason: string): Refusal => new Refusal(400, `Bad Request: ${reason}`);
export const forbidden = (reason: string): Refusal => new Refusal(403, `Forbidden: ${reason}`);
export const conflict = (reason: string): Refusal => new Refusal(409, `Conflict: ${reason}`);
export const tooMany = (seconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
