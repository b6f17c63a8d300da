import type { Span, Text } from '../chat/reply.ts';
import { bold, say } from '../chat/reply.ts';
import type { Reason, ReasonNote, Score } from '../matching/score.ts';
import { counted } from './amounts.ts';

type Words = (reason: Reason, score: Score) => string;

const named =
  (otherwise: string, word: (name: string) => string = (name) => name): Words =>
  ({ names: [name] }) =>
    name === undefined ? otherwise : word(name);

const fixed =
  (words: string): Words =>
  () =>
    words;

/** Each note in a few words, as they stand in a list. */
const words = {
  'skills matched': ({ names }, { skills }) => {
    const asked = names.length + skills.missing.length;
    return `${names.length} of ${counted(asked, 'skill')}${skills.areFew ? ', which are few' : ''}`;
  },
  'skills not named': fixed('it names no skills'),
  'profile without skills': fixed('your profile lists no skills'),
  'title fits': named('your title'),
  'title fits partly': named('your title in part', (name) => `${name} in part`),
  'title differs': named('another title', (name) => `not ${name}`),
  'profile without title': fixed('your profile names no title'),
  remote: fixed('remote'),
  'remote, from where is unclear': fixed('remote, from where is unclear'),
  'remote from elsewhere': fixed('remote, but not from where you live'),
  there: named('your place'),
  'same country': named('your country', (name) => `the country of ${name}`),
  elsewhere: named('elsewhere', (name) => `not in ${name}`),
  hybrid: fixed('hybrid, not all remote'),
  'not remote': fixed('not remote'),
  'remote only': fixed('remote only'),
  'place not stated': fixed('place not stated'),
  'pays enough': fixed('as much as you ask'),
  'pays too little': fixed('pay below what you ask'),
  'pay not stated': fixed('pay not stated'),
  'pay in another currency': fixed('pay in another currency'),
  'enough years': fixed('your years are enough'),
  'too few years': named('asks for more years', (asked) => `asks for ${asked}`),
  'beneath you': named('asks for fewer years', (level) => `a ${level} job, below your years`),
  'level not stated': fixed('level not stated'),
  'visa offered': fixed('helps with a visa'),
  'visa refused': fixed('no help with a visa'),
  'visa not stated': fixed('visa not mentioned'),
  'type fits': named('the type'),
  'type differs': named('another type'),
  'type not stated': fixed('type not stated'),
  'preferred company': fixed('a company you prefer'),
  'language not listed': named('a language you may not read', (code) => `written in ${languageName(code)}`),
  'little is stated': ({ names }) => `the posting says little: no ${names.join(', no ')}`,
} satisfies Readonly<Record<ReasonNote, Words>>;

const languageName = (code: string): string => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;

const wordsOf = (reason: Reason, score: Score): string => words[reason.note](reason, score);

/** The same for what speaks for a job, on a card that says already what its search asked for. */
const short = (reason: Reason, score: Score): string =>
  bare.has(reason.note) ? reason.aspect : wordsOf(reason, score);
const bare: ReadonlySet<ReasonNote> = new Set(['title fits', 'there', 'pays enough', 'enough years']);

const strongest = 3;

/** One line for a card: `Fit 82 of 100: 4 of 5 skills, title, remote; pay not stated.` */
export const scoreLine = (score: Score): Text => {
  const byPoints = [...score.reasons].sort((one, other) => other.points - one.points);
  const speak = byPoints.filter(({ points, of }) => points > 0 && points * 2 >= of).slice(0, strongest);
  const lost = ({ points, of }: Reason): number => of - points;
  const worst = [...score.reasons]
    .filter((one) => !speak.includes(one) && lost(one) > 0)
    .sort((one, other) => lost(other) - lost(one))[0];
  const said = [
    speak.map((one) => short(one, score)).join(', '),
    worst === undefined ? '' : wordsOf(worst, score),
  ].filter((part) => part !== '');
  return say`${heading(score)}${said.length === 0 ? '' : `: ${said.join('; ')}`}.`;
};

/** Every reason with its points, one a line. */
export const scoreLines = (score: Score): Text[] => [
  say`${heading(score)}:`,
  ...score.reasons.map((reason) => {
    const { aspect, points, of } = reason;
    const share = of === 0 ? (points > 0 ? `+${points}` : String(points)) : `${points} of ${of}`;
    const about = aspect === 'thin' ? '' : `${aspect} `;
    return say`${about}${share}: ${wordsOf(reason, score)}${ownSkills(reason)}`;
  }),
];

const mostNamed = 8;

const ownSkills = ({ note, names }: Reason): string =>
  note === 'skills matched' && names.length > 0 ? ` (${names.slice(0, mostNamed).join(', ')})` : '';

const heading = ({ points }: Score): readonly Span[] => say`Fit ${bold(points)} of 100`;
