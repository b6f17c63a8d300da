import { nameValue } from '../src/chat/line.ts';
import { parsed } from '../src/chat/option.ts';
import { say } from '../src/chat/reply.ts';
import { savedSearch } from '../src/presenters/searches.ts';
import { readPay } from '../src/services/filters.ts';
import { defineCommand } from './define.ts';
import { currency, ignored, payText, remotePreference, words } from './options.ts';

const anywhere = /^(anywhere|any|everywhere|worldwide|egal|überall|remote)$/i;

/** What people answer to a question about places and mean as "it does not matter". */
const placeOf = (where: string | undefined): string | null =>
  where === undefined || anywhere.test(where.trim()) ? null : where.trim();

export const start = defineCommand({
  name: 'start',
  description: 'Tell me in four questions what you look for',
  example: '/start',
  options: {
    what: words({ description: 'The work you look for, for example: backend developer', required: true }),
    where: parsed({ description: 'A city, a country, or anywhere', schema: words.schema(100), expected: 'a place' }),
    remote: remotePreference(),
    pay: payText({ description: 'The least yearly pay, for example: 70k EUR' }),
    currency: currency(),
    payload: ignored(),
  },
  form: {
    title: 'What are you looking for?',
    intro: say`Hi, I'm Jobhound. I read job boards and message you when something fits.`,
    questions: [
      {
        option: 'what',
        ask: 'What work are you looking for? For example: backend developer, nurse, "data analyst".',
        label: 'What work are you looking for?',
        hint: 'backend developer, nurse, "data analyst"',
      },
      {
        option: 'where',
        ask: 'Where? A city, a country, or "anywhere".',
        label: 'Where?',
        hint: 'A city, a country, or anywhere',
      },
      { option: 'remote', ask: 'Is remote all right?', label: 'Is remote all right?' },
      {
        option: 'pay',
        ask: 'From what yearly pay? For example: 70k EUR. Or skip.',
        label: 'From what yearly pay?',
        hint: '70k EUR',
      },
    ],
  },
  run: async ({ account, services, line, now }, { what, where, remote, pay, currency }) => {
    const place = placeOf(where);
    const wish =
      remote === 'only' || (place === null && where !== undefined && /remote/i.test(where))
        ? 'remote:yes'
        : remote === 'no'
          ? 'remote:no'
          : '';
    const query = [
      what,
      place === null ? '' : nameValue('location', place),
      wish,
      pay === undefined ? '' : `salary:${atLeast(pay)}`,
    ]
      .filter((part) => part !== '')
      .join(' ');
    // What cannot be read is refused before anything is kept; then the first cards know whom they are for.
    await services.filters.read(account.userId, query, { currency, line });
    const known = (await services.profiles.get(account.userId)).salaryCurrency;
    await services.profiles.edit(account.userId, {
      desiredTitles: [what],
      ...(pay === undefined ? {} : readPay(pay, currency ?? known)),
      ...(place === null ? {} : { places: [place] }),
      ...(remote === undefined ? {} : { remotePreference: remote }),
    });
    const found = await services.searches.add(account.userId, { query, letters: false, currency, line });
    return savedSearch(found, now);
  },
});

/** `70k` asked for "from what pay" means at least that. */
const atLeast = (pay: string): string => (/^\s*[<>=≤≥]/.test(pay) ? pay.trim() : `>=${pay.trim()}`);
