import { z } from 'zod';
import type { Endpoint } from './envelopes.ts';

/** An error as the API words it. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
}

const refuse = (status: number, message: string, code: string | null, param: string | null = null): Refusal => ({
  status,
  message,
  type: 'invalid_request_error',
  param,
  code,
});

const format = z.strictObject({
  type: z.literal('json_schema'),
  name: z.string().regex(/^[\w-]{1,64}$/),
  strict: z.literal(true),
  schema: z.record(z.string(), z.unknown()),
});

const bodies = {
  responses: z.strictObject({
    model: z.string(),
    input: z.string().min(1),
    instructions: z.string(),
    store: z.boolean().optional(),
    max_output_tokens: z.number().int().min(16).optional(),
    text: z.strictObject({ format }),
  }),
  'chat/completions': z.strictObject({
    model: z.string(),
    messages: z
      .array(z.strictObject({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: z.string() }))
      .min(1),
    store: z.boolean().optional(),
    max_completion_tokens: z.number().int().min(1).optional(),
    response_format: z.strictObject({ type: z.literal('json_schema'), json_schema: format.omit({ type: true }) }),
  }),
} as const;

const node = z.object({
  type: z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  description: z.string().optional(),
});

/** What strict structured output refuses in a schema; null: nothing. */
const schemaFault = (schema: unknown, path: string): string | null => {
  const parsed = node.strict().safeParse(schema);
  if (!parsed.success) return `In context=${path}, schema is not supported: ${parsed.error.issues[0]?.message}`;
  const { type, properties = {}, required = [], additionalProperties, items } = parsed.data;
  if (type === 'array') return schemaFault(items, `${path}.items`);
  if (type !== 'object') return null;
  if (additionalProperties !== false)
    return `In context=${path}, 'additionalProperties' is required to be supplied and to be false.`;
  const missing = Object.keys(properties).find((key) => !required.includes(key));
  if (missing !== undefined)
    return `In context=${path}, 'required' is required to include every key in properties. Missing '${missing}'.`;
  return (
    Object.entries(properties)
      .map(([key, value]) => schemaFault(value, `${path}.${key}`))
      .find((fault) => fault !== null) ?? null
  );
};

export interface Checked {
  readonly model: string;
  /** What the model reads as the person's message. */
  readonly input: string;
}

/** Judges a request as the API would: who asks, for which model, with which fields and which schema. */
export const judge = (
  endpoint: Endpoint,
  request: {
    readonly authorization: string | undefined;
    readonly contentType: string | undefined;
    readonly body: unknown;
  },
  known: { readonly apiKey: string; readonly model: string },
): Checked | Refusal => {
  if (request.authorization !== `Bearer ${known.apiKey}`)
    return refuse(401, 'Incorrect API key provided.', 'invalid_api_key');
  if (!request.contentType?.startsWith('application/json')) return refuse(400, 'Unsupported content type.', null);
  const parsed = bodies[endpoint].safeParse(request.body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(400, issue?.message ?? 'Invalid body.', 'invalid_request', issue?.path.join('.') ?? null);
  }
  const { data } = parsed;
  if (data.model !== known.model)
    return refuse(404, `The model '${data.model}' does not exist.`, 'model_not_found', 'model');
  const schema = 'text' in data ? data.text.format.schema : data.response_format.json_schema.schema;
  const fault = schemaFault(schema, '()');
  if (fault !== null)
    return refuse(400, `Invalid schema for response_format: ${fault}`, 'invalid_json_schema', 'text.format.schema');
  return {
    model: data.model,
    input: 'input' in data ? data.input : (data.messages.findLast((message) => message.role === 'user')?.content ?? ''),
  };
};
