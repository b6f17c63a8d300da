import type { Button, Reply, Text } from '../chat/reply.ts';
import { bold, lines, say } from '../chat/reply.ts';
import type { JobExplained, SearchExplained } from '../services/job-view.ts';
import { counted } from './amounts.ts';
import { scoreLines } from './score-words.ts';

/** Fits are told whole, misses by what failed: that is what can be changed. One message holds so many. */
const mostFits = 3;
const mostMisses = 5;
const mostClauses = 8;
const mostChanges = 3;
/** Who would drop three conditions wants another search. */
const mostDropped = 2;

/** Why a job is shown or not: the searches that it fits, those it misses and what would let it in, and its score. */
export const why = ({ view, searches, avoided, isDismissed }: JobExplained): Reply => {
  const about = say`${bold(`#${view.number}`)} ${view.job.title} · ${view.job.companyName}`;
  const fits = searches.filter(isFit);
  const misses = searches.filter((one) => !isFit(one));
  const missing = view.missingSkills ?? [];
  const buttons = [
    ...misses.slice(0, mostMisses).flatMap(changeButton).slice(0, mostChanges),
    ...(isDismissed ? [{ label: 'Show it again', run: `jobs restore ${view.number}` }] : []),
    ...(searches.length === 0 ? [{ label: 'Set one up', run: 'start' }] : []),
  ];
  return {
    text: lines(
      about,
      ...(view.job.status === 'active' ? [] : ['It is no longer open, so no search shows it.']),
      ...(isDismissed ? ['You put it aside, so no search shows it.'] : []),
      ...(avoided.length === 0
        ? []
        : [
            say`Your profile avoids ${avoided
              .slice(0, 3)
              .map((one) => short(one))
              .join(', ')}, so no search shows it.`,
          ]),
      ...(searches.length === 0 ? ['You have no saved search to hold it against.'] : []),
      ...fits.slice(0, mostFits).map(fitting),
      ...(fits.length > mostFits
        ? [say`It fits ${counted(fits.length - mostFits, 'more search', 'more searches')}.`]
        : []),
      ...misses.slice(0, mostMisses).map(missed),
      ...(misses.length > mostMisses
        ? [
            say`${counted(misses.length - mostMisses, 'more search misses', 'more searches miss')} it by as much or more.`,
          ]
        : []),
      ...(view.score === null
        ? [say`Your profile says nothing yet, so I can't say how well it suits you.`]
        : scoreLines(view.score)),
      ...(missing.length === 0
        ? []
        : [say`It also asks for what your profile doesn't list: ${missing.slice(0, 8).join(', ')}.`]),
    ),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
};

const isFit = ({ explained }: SearchExplained): boolean => explained.every(({ passed }) => passed);

const titleOf = ({ number, name, isActive }: SearchExplained): Text =>
  say`Search ${bold(number)} (${short(name)}${isActive ? '' : ', paused'})`;

const fitting = (search: SearchExplained): Text => lines(say`${titleOf(search)}: fits.`, ...clauses(search.explained));

const missed = (search: SearchExplained): Text =>
  lines(say`${titleOf(search)}: does not fit.`, ...clauses(search.explained.filter(({ passed }) => !passed)));

const clauses = (explained: SearchExplained['explained']): Text[] => [
  ...explained
    .slice(0, mostClauses)
    .map((one) => say`${one.passed ? '✓' : '✗'} ${short(one.clause)}${one.note === undefined ? '' : `, ${one.note}`}`),
  ...(explained.length > mostClauses ? [say`and ${explained.length - mostClauses} more`] : []),
];

const changeButton = ({ number, change }: SearchExplained): Button[] =>
  change === null || change.names.length > mostDropped
    ? []
    : [
        {
          label: `Drop ${short(change.names.join(' and '), 30)} in search ${number}`,
          run: `search edit ${number} ${change.query}`,
        },
      ];

/** What a person wrote can be long, and there are many of it. */
const short = (text: string, most = 60): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
