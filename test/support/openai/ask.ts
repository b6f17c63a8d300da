import type { LetterModel } from '../../../src/letters/model.ts';
import { createLetterModel } from '../../../src/letters/openai.ts';
import { createLogger } from '../../../src/logger.ts';
import type { OpenAiStandIn } from './start-openai.ts';

/** The real model client, pointed at the stand-in. */
export const modelOf = (openai: OpenAiStandIn, timeoutMs = 5_000): LetterModel =>
  createLetterModel({
    apiKey: openai.apiKey,
    baseUrl: openai.url,
    model: openai.model,
    logger: createLogger('silent'),
    timeoutMs,
  });
