import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerSchema } from '../../../src/letters/model.ts';
import { type OpenAiStandIn, startOpenAi } from './start-openai.ts';

// The stand-in must go on refusing what the API refuses; these ask it without the SDK.
let openai: OpenAiStandIn;
beforeAll(async () => {
  openai = await startOpenAi();
});
afterAll(() => openai.stop());

const format = (schema: unknown) => ({ type: 'json_schema', name: 'letter', strict: true, schema });
const good = (): Record<string, unknown> => ({
  model: openai.model,
  instructions: 'Write.',
  input: 'FACTS\n<posting-ab>\nCompany: Acme\n</posting-ab>',
  text: { format: format(answerSchema) },
});
const goodChat = (): Record<string, unknown> => ({
  model: openai.model,
  messages: [{ role: 'user', content: 'Company: Acme' }],
  response_format: { type: 'json_schema', json_schema: { name: 'letter', strict: true, schema: answerSchema } },
});

const post = async (
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; code: unknown }> => {
  const response = await fetch(`${openai.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${openai.apiKey}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  return {
    status: response.status,
    code: typeof error === 'object' && error !== null && 'code' in error ? error.code : null,
  };
};

describe('the OpenAI stand-in', () => {
  test('takes a right request', async () => {
    expect((await post('/responses', good())).status).toBe(200);
    expect((await post('/chat/completions', goodChat())).status).toBe(200);
  });

  test('refuses a wrong key and none', async () => {
    expect(await post('/responses', good(), { authorization: 'Bearer sk-other' })).toEqual({
      status: 401,
      code: 'invalid_api_key',
    });
    expect((await post('/responses', good(), { authorization: '' })).status).toBe(401);
  });

  test('refuses an unknown model', async () => {
    expect(await post('/responses', { ...good(), model: 'gpt-0' })).toEqual({ status: 404, code: 'model_not_found' });
  });

  test('refuses another path and another method', async () => {
    expect((await post('/completions', good())).status).toBe(404);
    expect((await fetch(`${openai.url}/responses`)).status).toBe(404);
  });

  test('refuses fields it does not know, missing ones and no JSON', async () => {
    const { input: _, ...withoutInput } = good();
    expect((await post('/responses', { ...good(), messages: [] })).status).toBe(400);
    expect((await post('/responses', withoutInput)).status).toBe(400);
    expect((await post('/chat/completions', { ...goodChat(), messages: [] })).status).toBe(400);
    expect((await post('/responses', '{"model":')).status).toBe(400);
    expect((await post('/responses', good(), { 'content-type': 'text/plain' })).status).toBe(400);
  });

  test.each([
    ['an open object', { ...answerSchema, additionalProperties: true }],
    ['an optional property', { ...answerSchema, required: ['paragraphs'] }],
    ['a keyword that strict output does not take', { ...answerSchema, patternProperties: {} }],
    [
      'an open object inside an array',
      {
        ...answerSchema,
        properties: {
          ...answerSchema.properties,
          paragraphs: { type: 'array', items: { type: 'object', properties: {}, required: [] } },
        },
      },
    ],
  ])('refuses a schema with %s', async (_, schema) => {
    expect(await post('/responses', { ...good(), text: { format: format(schema) } })).toEqual({
      status: 400,
      code: 'invalid_json_schema',
    });
  });

  test('without the Responses API answers 404 there and goes on with Chat Completions', async () => {
    const old = await startOpenAi({ hasResponses: false });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${old.apiKey}` };
    const ask = async (path: string, body: unknown) =>
      (await fetch(`${old.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    expect([await ask('/responses', good()), await ask('/chat/completions', goodChat())]).toEqual([404, 200]);
    await old.stop();
  });
});
