import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildPrompt } from '../../src/letters/prompt.ts';
import { modelOf } from '../support/openai/ask.ts';
import { startOpenAi } from '../support/openai/start-openai.ts';
import { loadOpenApi } from '../support/openapi.ts';
import { ada, fernwood, stranger } from './samples/people.ts';

const description = new URL('../../../shared/specs/openai-openapi.json.gz', import.meta.url);

describe.skipIf(!existsSync(description))('requests to a model, by its own description', () => {
  test.each([true, false])('every body is valid (an endpoint with the Responses API: %s)', async (hasResponses) => {
    const openai = await startOpenAi({ hasResponses });
    const api = loadOpenApi(description);
    for (const applicant of [ada, stranger]) {
      await modelOf(openai).ask(buildPrompt({ applicant, job: fernwood, hasConsent: true }, 'ab12'));
    }
    await openai.stop();
    const faults = openai.requests.flatMap(({ path, body }) => api.validateBody('POST', path.replace('/v1', ''), body));
    expect(openai.requests.length).toBeGreaterThanOrEqual(2);
    expect(faults).toEqual([]);
  });

  test('a body with a wrong field would be found', () => {
    const api = loadOpenApi(description);
    expect(api.validateBody('POST', '/responses', { model: 'm', input: 'text', store: 'no' })).not.toEqual([]);
  });
});
