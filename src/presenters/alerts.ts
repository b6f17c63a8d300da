import type { SavedSearch } from '../../models/index.ts';
import type { Cadence } from '../alerts/settings.ts';
import type { Button, Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';
import type { AlertsView } from '../services/alerts.ts';
import { counted } from './amounts.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `09:30` of a minute of the day. */
export const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const words: Readonly<Record<Cadence, string>> = {
  instant: 'at once',
  hourly: 'hourly',
  daily: 'daily',
  weekly: 'weekly',
  silent: 'never',
};

/** How soon, in words: `at once`, `daily`. */
export const cadenceWords = (cadence: Cadence): string => words[cadence];

const cadenceSentence = ({ settings }: AlertsView): Text => {
  const at = clockTime(settings.digestMinute);
  const cadence: Cadence = settings.cadence;
  switch (cadence) {
    case 'instant':
      return say`I write ${bold('at once')} when a new job fits, at most ${counted(settings.perDay, 'message')} a day; the rest comes in one digest at ${at}.`;
    case 'hourly':
      return say`I write ${bold('once an hour')} where something new fits.`;
    case 'daily':
      return say`I write ${bold('once a day')}, at ${at}, where something new fits.`;
    case 'weekly':
      return say`I write ${bold('once a week')}, on ${weekdays[settings.weekday - 1] ?? ''} at ${at}, where something new fits.`;
    case 'silent':
      return say`I write ${bold('nothing')} by myself: what fits waits in ${code('/matches')}.`;
  }
};

const quietSentence = ({ settings: { quietFrom, quietTo }, timezone }: AlertsView): Text =>
  quietFrom === quietTo
    ? say`No quiet hours.`
    : timezone.name === null
      ? say`Quiet from ${clockTime(quietFrom)} to ${clockTime(quietTo)}, as soon as I know your time zone.`
      : say`Quiet from ${clockTime(quietFrom)} to ${clockTime(quietTo)}: what comes then waits until ${clockTime(quietTo)}.`;

const capsSentence = ({ settings }: AlertsView): Text => {
  const company = settings.perCompany === null ? '' : `, and at most ${settings.perCompany} of one company`;
  return say`A digest lists up to ${counted(settings.perMessage, 'job')}${company}; more wait in ${code('/matches')}.`;
};

const zoneSentence = ({ timezone }: AlertsView): Text => {
  const now = clockTime(timezone.minute);
  if (timezone.name === null)
    return say`I don't know your time zone and take UTC for digests, where it is ${bold(now)}. Tell me: ${code('/notify timezone Europe/Berlin')}.`;
  return timezone.isConfirmed
    ? say`It is ${now} where you are (${timezone.name}).`
    : say`By your place it is ${bold(now)} where you are (${timezone.name}). Is that right?`;
};

const pausedSentence = ({ pausedUntil, waiting }: AlertsView): Text[] => [
  ...(pausedUntil === null ? [] : [say`Paused until ${bold(pausedUntil)}; then I tell you what came meanwhile.`]),
  ...(waiting === 0 ? [] : [say`${counted(waiting, 'job')} ${waiting === 1 ? 'waits' : 'wait'} to be told.`]),
];

/** How a person is told, whole; `done` says what was just changed. */
export const alertsShown = (view: AlertsView, done?: Text): Reply => {
  const own = view.searches.map(
    ({ number, name, cadence }) => say`Search ${bold(number)} (${name}): ${cadenceWords(cadence ?? 'instant')}.`,
  );
  return {
    text: lines(
      ...(done === undefined ? [] : [done]),
      cadenceSentence(view),
      ...own,
      quietSentence(view),
      capsSentence(view),
      zoneSentence(view),
      ...pausedSentence(view),
    ),
    buttons: alertButtons(view),
  };
};

const alertButtons = ({ settings, timezone, pausedUntil }: AlertsView): Button[] => [
  ...(timezone.name !== null && !timezone.isConfirmed
    ? [{ label: "That's my time", run: `notify timezone ${timezone.name}` }]
    : []),
  ...(['instant', 'daily', 'weekly', 'silent'] as const)
    .filter((cadence) => cadence !== settings.cadence)
    .map((cadence) => ({ label: cadenceLabels[cadence], run: `notify ${cadence}` })),
  pausedUntil === null
    ? { label: 'Pause 2 weeks', run: 'notify pause 2 weeks' }
    : { label: 'Resume', run: 'notify resume' },
];

const cadenceLabels = { instant: 'At once', daily: 'Daily', weekly: 'Weekly', silent: 'Never' } as const;

export const paused = (view: AlertsView): Reply => ({
  text: say`Paused: I send nothing until ${bold(view.pausedUntil ?? '')}. What fits meanwhile comes then, in one message.`,
  buttons: [{ label: 'Resume', run: 'notify resume' }],
});

export const resumed = (view: AlertsView): Reply =>
  view.waiting === 0
    ? { text: say`I write again. Nothing came meanwhile.` }
    : {
        text: say`I write again. ${counted(view.waiting, 'job')} came meanwhile; what you don't look at now comes in the next digest.`,
        buttons: [{ label: 'Show them', run: 'matches' }],
      };

/** One search's own cadence. */
export const searchCadence = ({ number, name, cadence }: SavedSearch, view: AlertsView): Reply => ({
  text:
    cadence === null
      ? say`Search ${bold(number)} (${name}) is told like the others: ${cadenceWords(view.settings.cadence)}.`
      : say`Search ${bold(number)} (${name}) is told ${bold(cadenceWords(cadence))}, whatever the others are.`,
  buttons: cadence === null ? [] : [{ label: 'Like the others', run: `notify search ${number} default` }],
});

export const zoneSet = (view: AlertsView): Reply => ({
  text: say`It is ${bold(clockTime(view.timezone.minute))} where you are (${view.timezone.name ?? 'UTC'}). Hours and quiet hours count by that.`,
  buttons: [{ label: 'How I am told', run: 'notify' }],
});

/** Asked once about a search that nobody has reacted to for long. */
export const stillLooking = (search: SavedSearch): Reply => ({
  text: lines(
    say`Are you still looking for ${bold(search.name)} (search ${search.number})?`,
    'You have not opened anything of it for two months. I go on unless you say otherwise.',
  ),
  buttons: [
    { label: 'Yes', run: `search show ${search.number}` },
    { label: 'Pause', run: `search pause ${search.number}` },
    { label: 'Delete', run: `search delete ${search.number}` },
  ],
});
