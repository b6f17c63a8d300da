import { z } from 'zod';
import { choice, named, parsed, rest } from '../src/chat/option.ts';
import { UserError } from '../src/errors.ts';
import { allowed, avoiding, profileSaved, profileView } from '../src/presenters/profile.ts';
import { readPay } from '../src/services/filters.ts';
import { defineAction, defineGroup } from './define.ts';
import { consent, currency, payText, remotePreference, timezone } from './options.ts';

/** Commas, semicolons or line breaks separate; `-` empties the list. */
const list = (description: string) =>
  parsed({
    description,
    schema: z
      .string()
      .max(1000)
      .transform((text) =>
        text.trim() === '-'
          ? []
          : [
              ...new Set(
                text
                  .split(/[,;\n]/)
                  .map((part) => part.trim())
                  .filter((part) => part !== ''),
              ),
            ],
      )
      .refine((parts) => parts.length <= 50 && parts.every((part) => part.length <= 100)),
    expected: 'up to 50 entries separated by commas',
    max: 1000,
  });

const link = z
  .string()
  .transform((text) => text.split(/[,\n]/).map((part) => /^\s*([\w-]{1,30})\s+(\S+)\s*$/.exec(part)))
  .refine((found) => found.length <= 10 && found.every((one) => one !== null && isWebPage(one[2] ?? '')))
  .transform((found) => Object.fromEntries(found.map((one) => [one?.[1]?.toLowerCase() ?? '', one?.[2] ?? ''])));

const isWebPage = (text: string): boolean => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);

const avoidOptions = {
  kind: choice({
    description: 'A company or a word',
    required: true,
    given: 'word',
    choices: [
      { value: 'company', label: 'Company' },
      { value: 'word', label: 'Word' },
    ],
  }),
  entry: rest({ description: 'Its name, or the word or phrase', required: true, max: 100 }),
};

export const profile = defineGroup({
  name: 'profile',
  description: 'What I know about you; letters state nothing else',
  example: '/profile edit skills:"typescript, sql" years:6 title:"Backend Developer"',
  bare: 'view',
  actions: [
    defineAction({
      name: 'view',
      description: 'Show your profile',
      options: {},
      run: async ({ account, services }) =>
        profileView(await services.profiles.get(account.userId), await services.profiles.consent(account.userId)),
    }),
    defineAction({
      name: 'edit',
      description: 'Change your profile',
      options: {
        looking_for: list('Titles you look for, separated by commas'),
        skills: list('Your skills, separated by commas'),
        experience: named({ description: 'What you have done, in your own words', max: 3000 }),
        name: named({ description: 'Your name, for the end of a letter', max: 100 }),
        title: named({ description: 'Your present title', max: 100 }),
        company: named({ description: 'Your present company', max: 100 }),
        years: parsed({
          description: 'Years of experience',
          schema: z
            .string()
            .regex(/^\d{1,2}$/)
            .transform(Number)
            .pipe(z.number().max(80)),
          expected: 'a whole number of years',
        }),
        places: list('Where you want to work'),
        lives_in: named({ description: 'Where you live', max: 100 }),
        remote: remotePreference(),
        remote_from: named({ description: 'The country you would work from', max: 60 }),
        pay: payText({ description: 'The least yearly pay, for example: 70k EUR' }),
        currency: currency(),
        visa: choice({
          description: 'Do you need a visa?',
          required: false,
          given: 'named',
          choices: [
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ],
        }),
        links: parsed({
          description: 'Links by name, for example: github https://github.com/you',
          schema: link,
          expected: 'a name and a web address, for example: github https://github.com/you',
          max: 1000,
        }),
        types: parsed({
          description: 'Kinds of employment: full-time, part-time, contract, temporary, internship; - for any',
          schema: z
            .string()
            .transform((text) =>
              text.trim() === '-'
                ? []
                : text
                    .toLowerCase()
                    .split(/[,;\s]+/)
                    .filter((one) => one !== ''),
            )
            .pipe(z.array(z.enum(['full-time', 'part-time', 'contract', 'temporary', 'internship'])).max(5)),
          expected: 'full-time, part-time, contract, temporary or internship',
        }),
        prefer_companies: list('Companies you would like best'),
        avoid_companies: list('Companies never to show'),
        avoid_words: list('Words of postings never to show'),
        timezone: timezone(),
        consent: consent(),
      },
      form: {
        title: 'Your profile',
        questions: [
          { option: 'name', ask: 'Your name, for the end of a letter?', label: 'Your name' },
          {
            option: 'title',
            ask: 'What is your present title? For example: Backend Developer.',
            label: 'Present title',
          },
          { option: 'years', ask: 'How many years of experience?', label: 'Years of experience' },
          {
            option: 'skills',
            ask: 'Your skills, separated by commas?',
            label: 'Skills, separated by commas',
            hint: 'typescript, sql',
          },
          {
            option: 'experience',
            ask: 'What have you done, in a few sentences of your own? A letter may state what stands here.',
            label: 'What have you done, in your own words?',
            isLong: true,
          },
        ],
      },
      run: async ({ account, services, line }, values) => {
        const { userId } = account;
        const present = <T, K extends string>(key: K, value: T | undefined) =>
          value === undefined ? {} : ({ [key]: value } as Record<K, T>);
        const pay =
          values.pay === undefined
            ? null
            : readPay(values.pay, values.currency ?? (await services.profiles.get(userId)).salaryCurrency);
        if (pay !== null && pay.salaryCurrency === undefined)
          throw new UserError('filter.currency_needed', { amount: values.pay ?? '', line });
        const changes = {
          ...present('desiredTitles', values.looking_for),
          ...present('skills', values.skills),
          ...present('experience', values.experience),
          ...present('fullName', values.name),
          ...present('currentTitle', values.title),
          ...present('currentCompany', values.company),
          ...present('yearsExperience', values.years),
          ...present('places', values.places),
          ...present('location', values.lives_in),
          ...present('remotePreference', values.remote),
          ...present('remoteFrom', values.remote_from),
          ...present('salaryCurrency', values.currency),
          ...(pay === null ? {} : pay),
          ...present('visaNeeded', values.visa === undefined ? undefined : values.visa === 'yes'),
          ...present('jobTypes', values.types),
          ...present('preferredCompanies', values.prefer_companies),
          ...present('links', values.links),
          ...present('avoidCompanies', values.avoid_companies),
          ...present('avoidWords', values.avoid_words),
          ...present('timezone', values.timezone),
        };
        if (values.consent !== undefined) await services.profiles.setConsent(userId, values.consent === 'yes');
        if (values.consent === undefined || Object.keys(changes).length > 0)
          await services.profiles.edit(userId, changes);
        return profileSaved(await services.profiles.get(userId), await services.profiles.consent(userId));
      },
    }),
    defineAction({
      name: 'avoid',
      description: 'Never show a company, or postings with a word',
      options: avoidOptions,
      form: {
        title: 'Never show this again',
        questions: [
          {
            option: 'entry',
            ask: 'What shall I never show you again? For example: "on call".',
            label: 'Company, word or phrase',
          },
        ],
      },
      run: async ({ account, services }, { kind, entry }) => {
        await services.profiles.avoid(account.userId, kind, entry);
        return avoiding(kind, entry);
      },
    }),
    defineAction({
      name: 'allow',
      description: 'Show a company or a word again that you avoided',
      options: avoidOptions,
      run: async ({ account, services }, { kind, entry }) => {
        await services.profiles.allow(account.userId, kind, entry);
        return allowed(kind, entry);
      },
    }),
  ],
});
