import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildPrompt } from '../../src/letters/prompt.ts';
import { createLogger } from '../../src/logger.ts';
import { letterModel, modelOf } from '../support/openai/ask.ts';
import type { Behaviour } from '../support/openai/behaviour.ts';
import { type OpenAiOptions, type OpenAiStandIn, startOpenAi } from '../support/openai/start-openai.ts';
import { ada, fernwood } from './samples/people.ts';

const prompt = buildPrompt({ applicant: ada, job: fernwood, hasConsent: true }, '00112233');

const failures: readonly (readonly [behaviour: Behaviour, failure: string])[] = [
  ['refusal', 'refused'],
  ['filtered', 'refused'],
  ['empty', 'empty'],
  ['no output', 'empty'],
  [{ writes: [] }, 'empty'],
  [{ writes: [' ', ''] }, 'empty'],
  ['truncated', 'truncated'],
  ['100 KB', 'too_long'],
  ['wrong schema', 'unreadable'],
  [{ says: 'Dear team, here is your letter.' }, 'unreadable'],
  [{ says: '{"companyName":"A","paragraphs":[],"extra":1}' }, 'unreadable'],
  [{ says: '[]' }, 'unreadable'],
  [{ status: 400 }, 'rejected'],
  [{ status: 401 }, 'rejected'],
  [{ status: 429 }, 'rate_limited'],
  [{ status: 500 }, 'server_error'],
  [{ status: 503 }, 'server_error'],
];

describe.each([
  ['Responses', {}],
  ['Chat Completions', { hasResponses: false }],
] as const)('%s', (_, options: OpenAiOptions) => {
  let openai: OpenAiStandIn;
  beforeEach(async () => {
    openai = await startOpenAi(options);
  });
  afterEach(() => openai.stop());

  test('a letter comes back as paragraphs with the facts they state', async () => {
    const answer = await modelOf(openai).ask(prompt);
    expect(answer).toMatchObject({ ok: true, paragraphs: [{ facts: expect.arrayContaining(['f1', 'f2']) }] });
  });

  test('nothing is stored at the endpoint, and no tool is offered', async () => {
    await modelOf(openai).ask(prompt);
    expect(openai.requests.at(-1)?.body).toMatchObject({ store: false, model: openai.model });
    expect(openai.requests.at(-1)?.raw).not.toContain('"tools"');
  });

  test.each(failures)('%j is the failure %s, after one call', async (behaviour, failure) => {
    openai.answers(behaviour);
    expect(await modelOf(openai).ask(prompt)).toEqual({ ok: false, failure });
    expect(openai.requests.filter((request) => request.status !== 404)).toHaveLength(1);
  });

  test.each(['html', 'cut', 'endless'] as const)(
    'a broken answer (%s) is a failure, after one call',
    async (behaviour) => {
      openai.answers(behaviour);
      expect(await modelOf(openai).ask(prompt)).toMatchObject({ ok: false });
      expect(openai.requests.filter((request) => request.status !== 404)).toHaveLength(1);
    },
  );

  test.each(['hang', 'drip'] as const)(
    'an endpoint that keeps us waiting (%s) is given up at the deadline',
    async (behaviour) => {
      openai.answers(behaviour);
      expect(await modelOf(openai, 150).ask(prompt)).toEqual({ ok: false, failure: 'timeout' });
    },
  );

  test('an ask that is called off ends', async () => {
    openai.answers('hang');
    const stop = new AbortController();
    const answer = modelOf(openai).ask(prompt, stop.signal);
    await openai.nextRequest();
    stop.abort();
    expect(await answer).toEqual({ ok: false, failure: 'stopped' });
  });
});

describe('an endpoint without the Responses API', () => {
  let openai: OpenAiStandIn;
  beforeEach(async () => {
    openai = await startOpenAi({ hasResponses: false });
  });
  afterEach(() => openai.stop());

  test('is asked through Chat Completions, at once from the second letter on', async () => {
    const model = modelOf(openai);
    expect((await model.ask(prompt)).ok && (await model.ask(prompt)).ok).toBe(true);
    expect(openai.requests.map(({ path }) => path)).toEqual([
      '/v1/responses',
      '/v1/chat/completions',
      '/v1/chat/completions',
    ]);
  });
});

describe('an endpoint with the Responses API', () => {
  let openai: OpenAiStandIn;
  beforeEach(async () => {
    openai = await startOpenAi();
  });
  afterEach(() => openai.stop());
  const askAs = (given: { apiKey?: string; model?: string; baseUrl?: string }) =>
    letterModel(openai, given).ask(prompt);

  test('is not left for Chat Completions because the model is unknown', async () => {
    expect(await askAs({ model: 'no-such-model' })).toEqual({ ok: false, failure: 'rejected' });
    expect(openai.requests.map(({ path, status }) => [path, status])).toEqual([['/v1/responses', 404]]);
  });

  test('a wrong key is a failure', async () => {
    expect(await askAs({ apiKey: 'sk-wrong' })).toEqual({ ok: false, failure: 'rejected' });
  });

  test('an endpoint that is not there is a failure', async () => {
    const { url } = openai;
    await openai.stop();
    expect(await askAs({ baseUrl: url })).toEqual({ ok: false, failure: 'unreachable' });
    openai = await startOpenAi();
  });

  test('the log holds neither key nor letter nor profile', async () => {
    const lines: string[] = [];
    const logger = createLogger('debug', (line) => lines.push(line));
    openai.answers({ status: 500 }, 'refusal', 'honest');
    const model = letterModel(openai, { logger });
    for (const _ of [1, 2, 3]) await model.ask(prompt);
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toMatch(/sk-stand|Copperline|Fernwood/);
  });
});
