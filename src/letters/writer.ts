import { randomBytes } from 'node:crypto';
import type { Logger } from '../logger.ts';
import { factsOf } from './applicant-facts.ts';
import type { Letter, LetterRequest, LetterWriter } from './contract.ts';
import { checkLetter } from './facts.ts';
import { frameLetter } from './frame.ts';
import type { LetterModel, Paragraph } from './model.ts';
import { buildPrompt } from './prompt.ts';
import { templateLetter } from './template.ts';

export interface LetterWriterDeps {
  /** Null: no model is configured, every letter is the template's. */
  readonly model: LetterModel | null;
  readonly logger: Logger;
}

const statedFacts = (request: LetterRequest, paragraphs: readonly Paragraph[]): string[] => {
  const stated = new Set(paragraphs.flatMap((paragraph) => paragraph.facts));
  return factsOf(request.applicant)
    .filter((fact) => stated.has(fact.id))
    .map((fact) => fact.text);
};

const unknownFacts = (request: LetterRequest, paragraphs: readonly Paragraph[]): string[] => {
  const known = new Set(factsOf(request.applicant).map((fact) => fact.id));
  const isUnknown = paragraphs.some((paragraph) => paragraph.facts.some((id) => !known.has(id)));
  return isUnknown ? ['it refers to a fact that does not exist'] : [];
};

/**
 * The writer that the app uses. The model is asked only with consent, once per draft; what it wrote
 * is a letter only if the gate finds nothing. In every other case the template is the letter, with
 * the reason. Never throws.
 */
export const createLetterWriter = ({ model, logger }: LetterWriterDeps): LetterWriter => ({
  usesModel: model !== null,
  draft: async (request, signal): Promise<Letter> => {
    if (model === null) return templateLetter(request, 'no_key');
    if (!request.hasConsent) return templateLetter(request, 'no_consent');
    const tag = randomBytes(12).toString('hex');
    const answer = await model.ask(buildPrompt(request, tag), signal);
    if (!answer.ok) return templateLetter(request, answer.failure === 'refused' ? 'model_refused' : 'model_away');
    const { applicant, job } = request;
    const texts = answer.paragraphs.map((paragraph) => paragraph.text);
    const problems = [
      ...checkLetter({ body: texts.join('\n\n'), applicant, job, secrets: [tag] }),
      ...unknownFacts(request, answer.paragraphs),
    ];
    if (problems.length > 0) {
      logger.info('letters.not_proven', { problems: problems.length, model: model.name });
      return templateLetter(request, 'not_proven', problems);
    }
    return {
      body: frameLetter(texts, applicant, job),
      writtenBy: 'model',
      model: model.name,
      fallbackReason: null,
      problems: [],
      facts: statedFacts(request, answer.paragraphs),
    };
  },
});
