import { z } from 'zod';
import type { Logger } from '../logger.ts';
import type { Model, ModelFailure } from '../model/contract.ts';
import type { Prompt } from './prompt.ts';

/** A paragraph and the ids of the facts that it says it states. */
export interface Paragraph {
  readonly text: string;
  readonly facts: readonly string[];
}

export type LetterAnswer =
  | { readonly ok: true; readonly paragraphs: readonly Paragraph[] }
  | { readonly ok: false; readonly failure: ModelFailure };

/** Something that drafts letters. One `ask` is at most one billed call; it never throws and ends within 50 s. */
export interface LetterModel {
  readonly name: string;
  readonly ask: (prompt: Prompt, signal?: AbortSignal) => Promise<LetterAnswer>;
}

/** The answer's shape, as strict structured output wants it: nothing optional, nothing besides. */
export const answerSchema = {
  type: 'object',
  properties: {
    companyName: { type: 'string', description: 'The hiring company, exactly as the posting names it' },
    paragraphs: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          text: { type: 'string', description: 'One paragraph of plain text' },
          facts: { type: 'array', items: { type: 'string' }, description: 'Ids of the facts it states' },
        },
        required: ['text', 'facts'],
        additionalProperties: false,
      },
    },
  },
  required: ['companyName', 'paragraphs'],
  additionalProperties: false,
};

const answer = z.strictObject({
  companyName: z.string(),
  paragraphs: z.array(z.strictObject({ text: z.string(), facts: z.array(z.string().max(20)).max(200) })).max(12),
});

// A letter of one page is about 2,000 characters; with the ids and the JSON around it nothing honest passes 20,000.
const maxAnswer = 20_000;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads a model's output. Whatever it is, the answer is one of the typed ones. */
export const readAnswer = (text: string): LetterAnswer => {
  if (text.length > maxAnswer) return { ok: false, failure: 'too_long' };
  const parsed = answer.safeParse(parseJson(text));
  if (!parsed.success) return { ok: false, failure: 'unreadable' };
  const paragraphs = parsed.data.paragraphs
    .map((paragraph) => ({ ...paragraph, text: paragraph.text.trim() }))
    .filter((paragraph) => paragraph.text !== '');
  return paragraphs.length === 0 ? { ok: false, failure: 'empty' } : { ok: true, paragraphs };
};

/** Asks a model for letters. */
export const createLetterModel = ({
  model,
  logger,
}: {
  readonly model: Model;
  readonly logger: Logger;
}): LetterModel => ({
  name: model.name,
  ask: async (prompt, signal) => {
    const answer = await model.ask({ ...prompt, answer: { name: 'cover_letter', schema: answerSchema } }, signal);
    if (!answer.ok) return answer;
    const letter = readAnswer(answer.text);
    if (!letter.ok) logger.warn('letters.model_unusable', { failure: letter.failure, model: model.name });
    return letter;
  },
});
