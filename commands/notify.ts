import { z } from 'zod';
import { choice, type Option, parsed, rest, shortNumber } from '../src/chat/option.ts';
import { say } from '../src/chat/reply.ts';
import { UserError } from '../src/errors.ts';
import { alertsShown, paused, resumed, searchCadence, zoneSet } from '../src/presenters/alerts.ts';
import { defineAction, defineGroup } from './define.ts';
import { timezone } from './options.ts';

/** Given as a word of the line, in its place. */
const word = <T>(option: Option<T>): Option<T> => ({ ...option, given: 'word' });
const required = <T>(option: Option<T | undefined>): Option<T> =>
  ({ ...option, given: 'word', isRequired: true }) as unknown as Option<T>;

/** `9`, `9:30`, `21 h`, `7pm`: the minute of the day. */
const minuteOfDay = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text, context): number => {
    const [, hours = '', minutes = '0', half] = /^(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|h)?$/.exec(text) ?? [];
    const isHalf = half === 'am' || half === 'pm';
    const hour = isHalf ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours) % 24;
    const isRight =
      hours !== '' && Number(minutes) < 60 && Number(hours) <= (isHalf ? 12 : 24) && !(isHalf && Number(hours) === 0);
    if (isRight) return hour * 60 + Number(minutes);
    context.addIssue({ code: 'custom', message: 'not a time' });
    return z.NEVER;
  });

const time = (description: string) =>
  parsed({ description, schema: minuteOfDay, expected: 'a time such as 9 or 18:30', max: 10 });

const weekday = (about: { readonly required: boolean }) =>
  choice({
    description: 'Day of the week',
    required: about.required,
    given: 'word',
    choices: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((label) => ({
      value: label.toLowerCase(),
      label,
    })),
  });

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const numberOfDay = (day: string): number => weekdays.indexOf(day) + 1;

const limit = (description: string, most: number) =>
  parsed({
    description,
    schema: z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(most)),
    expected: `a number from 1 to ${most}`,
    max: 2,
  });

const cadences = ['instant', 'hourly', 'daily', 'weekly', 'silent'] as const;

const cadenceAction = (name: (typeof cadences)[number], description: string) =>
  defineAction({
    name,
    description,
    options: {},
    run: async ({ account, services }) =>
      alertsShown(await services.alerts.change(account.userId, { cadence: name }), say`Saved.`),
  });

export const notify = defineGroup({
  name: 'notify',
  description: 'When and how much I write to you about new jobs',
  example: '/notify daily hour:18',
  bare: 'show',
  actions: [
    defineAction({
      name: 'show',
      description: 'Show when and how much I write',
      options: {},
      run: async ({ account, services }) => alertsShown(await services.alerts.show(account.userId)),
    }),
    cadenceAction('instant', 'Write as soon as a job fits, up to a number a day'),
    cadenceAction('hourly', 'Write once an hour where something fits'),
    defineAction({
      name: 'daily',
      description: 'Write once a day',
      options: { hour: word(time('Your hour, for example 18 or 8:30')) },
      run: async ({ account, services }, { hour }) =>
        alertsShown(
          await services.alerts.change(account.userId, {
            cadence: 'daily',
            ...(hour === undefined ? {} : { digestMinute: hour }),
          }),
          say`Saved.`,
        ),
    }),
    defineAction({
      name: 'weekly',
      description: 'Write once a week',
      options: { weekday: weekday({ required: false }), hour: word(time('Your hour, for example 18 or 8:30')) },
      run: async ({ account, services }, { weekday: day, hour }) =>
        alertsShown(
          await services.alerts.change(account.userId, {
            cadence: 'weekly',
            ...(day === undefined ? {} : { weekday: numberOfDay(day) }),
            ...(hour === undefined ? {} : { digestMinute: hour }),
          }),
          say`Saved.`,
        ),
    }),
    cadenceAction('silent', 'Write nothing by myself; jobs wait in /matches'),
    defineAction({
      name: 'hour',
      description: 'Your hour for daily and weekly digests',
      options: { hour: required(time('Your hour, for example 18 or 8:30')) },
      run: async ({ account, services }, { hour }) =>
        alertsShown(await services.alerts.change(account.userId, { digestMinute: hour }), say`Saved.`),
    }),
    defineAction({
      name: 'weekday',
      description: 'Your day for the weekly digest',
      options: { weekday: weekday({ required: true }) },
      run: async ({ account, services }, { weekday: day }) =>
        alertsShown(
          await services.alerts.change(account.userId, day === undefined ? {} : { weekday: numberOfDay(day) }),
          say`Saved.`,
        ),
    }),
    defineAction({
      name: 'timezone',
      description: 'Where your clock is',
      options: { timezone: required(timezone()) },
      run: async ({ account, services }, { timezone: zone }) =>
        zoneSet(await services.alerts.setTimezone(account.userId, zone)),
    }),
    defineAction({
      name: 'quiet',
      description: 'Hours in which I write nothing',
      options: {
        from: required(
          parsed({
            description: 'From when, for example 22; or off',
            schema: z.union([z.literal('off').transform(() => null), minuteOfDay]),
            expected: 'a time such as 22, or off',
            max: 10,
          }),
        ),
        to: word(time('Until when, for example 8')),
      },
      run: async ({ account, services }, { from, to }) => {
        if (from !== null && to === undefined) throw new UserError('notify.quiet_needs_end', {});
        const quiet = from === null ? { quietFrom: 0, quietTo: 0 } : { quietFrom: from, quietTo: to ?? from };
        return alertsShown(await services.alerts.change(account.userId, quiet), say`Saved.`);
      },
    }),
    defineAction({
      name: 'cap',
      description: 'How much I send at most',
      options: {
        per_day: word(limit('Messages about single jobs in a day', 50)),
        per_message: limit('Jobs listed in one digest', 10),
        per_company: parsed({
          description: 'Jobs of one company in a day or digest; or any',
          schema: z.union([
            z.literal('any').transform(() => null),
            z
              .string()
              .regex(/^\d{1,2}$/)
              .transform(Number)
              .pipe(z.number().min(1).max(50)),
          ]),
          expected: 'a number from 1 to 50, or any',
          max: 3,
        }),
      },
      run: async ({ account, services }, given) => {
        const changes = {
          ...(given.per_day === undefined ? {} : { perDay: given.per_day }),
          ...(given.per_message === undefined ? {} : { perMessage: given.per_message }),
          ...(given.per_company === undefined ? {} : { perCompany: given.per_company }),
        };
        if (Object.keys(changes).length === 0) throw new UserError('notify.empty_cap', {});
        return alertsShown(await services.alerts.change(account.userId, changes), say`Saved.`);
      },
    }),
    defineAction({
      name: 'search',
      description: 'How one search is told, whatever the others are',
      options: {
        number: shortNumber({ description: 'Number of the search', required: true }),
        cadence: choice({
          description: 'How soon',
          required: true,
          given: 'word',
          choices: [...cadences, 'default' as const].map((value) => ({ value, label: value })),
        }),
      },
      run: async ({ account, services }, { number, cadence }) => {
        const own = cadence === 'default' || cadence === undefined ? null : cadence;
        const { search, view } = await services.alerts.setSearchCadence(account.userId, number, own);
        return searchCadence(search, view);
      },
    }),
    defineAction({
      name: 'pause',
      description: 'Write nothing until a date, then tell what came meanwhile',
      options: { until: rest({ description: 'A date or a time: 2026-12-14, 2 weeks', required: true, max: 40 }) },
      run: async ({ account, services }, { until }) => paused(await services.alerts.pause(account.userId, until)),
    }),
    defineAction({
      name: 'resume',
      description: 'End a pause now',
      options: {},
      run: async ({ account, services }) => resumed(await services.alerts.resume(account.userId)),
    }),
  ],
});
