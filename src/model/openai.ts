import OpenAI, { APIConnectionError, APIError, NotFoundError } from 'openai';
import type { Logger } from '../logger.ts';
import { createCappedFetch, type Fetch } from './capped-fetch.ts';
import type { Model, ModelAnswer, ModelFailure, Question } from './contract.ts';
import { readChatCompletion, readResponse } from './envelope.ts';

export interface ModelOptions {
  readonly apiKey: string;
  /** Root of an OpenAI-compatible API, with its version (`https://api.openai.com/v1`). */
  readonly baseUrl: string;
  readonly model: string;
  readonly logger: Logger;
  readonly fetch?: Fetch;
  /** Milliseconds for a whole ask; 45,000 unless told: a person is answered within 60 s. */
  readonly timeoutMs?: number;
}

// A letter takes about 500 tokens; models that reason spend theirs from the same budget.
const maxOutputTokens = 6000;
const maxAnswerBytes = 512 * 1024;

/**
 * The one place that talks to a model. An ask is one call of the Responses API; an endpoint without
 * it (404) is asked through Chat Completions instead, from then on at once. No retry, nothing stored
 * at the endpoint, no tools. It never throws.
 */
export const createModel = (options: ModelOptions): Model => {
  const { model, logger, timeoutMs = 45_000 } = options;
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    organization: null,
    project: null,
    timeout: timeoutMs,
    maxRetries: 0,
    logLevel: 'off',
    fetch: createCappedFetch(maxAnswerBytes, options.fetch),
  });
  let hasResponses = true;

  const askResponses = async ({ instructions, input, answer }: Question, signal: AbortSignal): Promise<ModelAnswer> =>
    readResponse(
      await client.responses.create(
        {
          model,
          store: false,
          max_output_tokens: maxOutputTokens,
          instructions,
          input,
          text: { format: { type: 'json_schema', name: answer.name, strict: true, schema: answer.schema } },
        },
        { signal },
      ),
    );

  const askChat = async ({ instructions, input, answer }: Question, signal: AbortSignal): Promise<ModelAnswer> =>
    readChatCompletion(
      await client.chat.completions.create(
        {
          model,
          store: false,
          max_completion_tokens: maxOutputTokens,
          messages: [
            { role: 'system', content: instructions },
            { role: 'user', content: input },
          ],
          response_format: {
            type: 'json_schema',
            json_schema: { name: answer.name, strict: true, schema: answer.schema },
          },
        },
        { signal },
      ),
    );

  const askEither = async (question: Question, signal: AbortSignal): Promise<ModelAnswer> => {
    if (!hasResponses) return askChat(question, signal);
    try {
      return await askResponses(question, signal);
    } catch (error) {
      if (!lacksResponses(error)) throw error;
    }
    const answer = await askChat(question, signal);
    hasResponses = false;
    logger.info('model.chat_completions', { model });
    return answer;
  };

  return {
    name: model,
    ask: async (question, stop) => {
      // The library's timeout is per request; an ask may be two of them.
      const deadline = AbortSignal.timeout(timeoutMs);
      const signal = stop ? AbortSignal.any([deadline, stop]) : deadline;
      try {
        const answer = await askEither(question, signal);
        if (!answer.ok) logger.warn('model.unusable', { failure: answer.failure, model });
        return answer;
      } catch (error) {
        const failure = stop?.aborted ? 'stopped' : deadline.aborted ? 'timeout' : failureOf(error);
        logger.warn('model.failed', { failure, status: statusOf(error), model });
        return { ok: false, failure };
      }
    },
  };
};

/** A 404 for the path, not for the model. */
const lacksResponses = (error: unknown): boolean => error instanceof NotFoundError && error.code !== 'model_not_found';

const statusOf = (error: unknown): number | undefined => (error instanceof APIError ? error.status : undefined);

const failureOf = (error: unknown): ModelFailure => {
  if (error instanceof APIConnectionError) return 'unreachable';
  const status = statusOf(error);
  if (status === undefined) return 'unreadable';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'server_error' : 'rejected';
};
