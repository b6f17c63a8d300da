import { z } from 'zod';
import { choice, facet, type Option, parsed, rest } from '../src/chat/option.ts';
import { isTimezone } from '../src/services/alerts.ts';
import { isPay, isQuery } from '../src/services/filters.ts';

/** ISO 4217, as a person types it. */
export const currency = () =>
  parsed({
    description: 'Currency of the pay, for example EUR',
    schema: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/),
    expected: 'a currency such as EUR, USD or GBP',
    max: 3,
  });

/** A yearly pay as the filter language reads it. */
export const payText = (about: { readonly description: string }) =>
  parsed({ ...about, schema: z.string().trim().refine(isPay), expected: 'a yearly pay, for example 70k EUR' });

const wordsSchema = (max: number) => z.string().trim().min(1).max(max);

/** Words to look for: at least one of them must say something. */
const wordsOption = (about: { readonly description: string; readonly required: true }): Option<string> => ({
  kind: 'text',
  given: 'named',
  description: about.description,
  isRequired: about.required,
  schema: wordsSchema(500).refine(isQuery),
  expected: 'words to look for, for example: backend developer',
  max: 500,
});

export const words = Object.assign(wordsOption, { schema: wordsSchema });

/** A name of the IANA database, in any case. */
export const timezone = () =>
  parsed({
    description: 'Your time zone, for example Europe/Berlin',
    schema: z.string().trim().refine(isTimezone),
    expected: 'a time zone such as Europe/Berlin',
    max: 60,
  });

/** Yes or no to sending profile and posting to the model; buttons give it. */
export const consent = () =>
  choice({
    description: 'May profile and posting go to OpenAI for a letter?',
    required: false,
    given: 'named',
    choices: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
  });

/** Whether remote work is wanted, all right, or not. */
export const remotePreference = () =>
  choice({
    description: 'Is remote all right?',
    required: false,
    given: 'named',
    choices: [
      { value: 'only', label: 'Only remote' },
      { value: 'also', label: 'Also remote' },
      { value: 'no', label: 'No remote' },
    ],
  });

/** What a deep link carries after /start; nothing is done with it yet. */
export const ignored = (): Option<string | undefined> => ({
  ...parsed({ description: 'Where you came from', schema: z.string(), expected: 'anything' }),
  given: 'word',
  isHidden: true,
});

/** The filter language: as one text, or field by field where a platform types options. */
export const filterOptions = {
  query: rest({
    description: 'Words and fields, for example: rust remote:yes',
    required: true,
    max: 1000,
    suggests: 'query',
  }),
  title: facet({ description: 'In the title' }),
  company: facet({ description: 'The company', suggests: 'company' }),
  location: facet({ description: 'A city or country', suggests: 'place' }),
  remote: facet({
    description: 'Remote work',
    choices: [
      { value: 'yes', label: 'remote' },
      { value: 'hybrid', label: 'hybrid' },
      { value: 'no', label: 'not remote' },
    ],
  }),
  salary: facet({ description: 'Yearly pay, for example: >=90k EUR' }),
  type: facet({
    description: 'Kind of employment',
    choices: ['full-time', 'part-time', 'contract', 'temporary', 'internship'].map((value) => ({
      value,
      label: value,
    })),
  }),
};
