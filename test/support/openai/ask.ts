import { createLetterModel, type LetterModel } from '../../../src/letters/model.ts';
import { createLogger } from '../../../src/logger.ts';
import { createModel, type ModelOptions } from '../../../src/model/openai.ts';
import type { OpenAiStandIn } from './start-openai.ts';

/** The real model client, pointed at the stand-in. */
export const modelOf = (openai: OpenAiStandIn, timeoutMs = 5_000): LetterModel => letterModel(openai, { timeoutMs });

export const letterModel = (openai: OpenAiStandIn, given: Partial<ModelOptions> = {}): LetterModel => {
  const { apiKey, url: baseUrl, model } = openai;
  const options = { apiKey, baseUrl, model, logger: createLogger('silent'), ...given };
  return createLetterModel({ model: createModel(options), logger: options.logger });
};
