import type { SavedSearch } from '../../models/index.ts';
import type { Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';
import type { Fits, SearchPreview, SearchView } from '../services/search-view.ts';
import { cadenceWords } from './alerts.ts';
import { count, counted } from './amounts.ts';
import { filterInWords } from './filter-words.ts';
import { jobCard } from './job-card.ts';
import { total } from './jobs.ts';

export const savedSearch = (found: SearchView, now: Date): Reply => {
  const { search, view } = found;
  const saved = found.isNew ? say`Saved as search ${bold(search.number)}` : say`Search ${bold(search.number)}`;
  const letters = search.letters ? ' Each match comes with a drafted letter.' : '';
  return {
    text: lines(
      say`${saved}: ${filterInWords(found.filter)}.`,
      say`${fitSentence(found)}${letters}${view === null ? '' : ' The newest:'}`,
      ...withoutEach(found),
    ),
    ...(view === null ? {} : { cards: [jobCard(view, now)] }),
    ...(found.pages > 1 ? { page: { number: found.page, of: found.pages, run: `search show ${search.number}` } } : {}),
    buttons: [
      ...dropButtons(found, `search edit ${search.number}`),
      ...(found.isNew
        ? [editButton(search), { label: 'Undo', run: `search delete ${search.number}` }]
        : searchButtons(search)),
    ],
  };
};

const editButton = (search: SavedSearch) => ({ label: 'Edit', run: `search edit ${search.number}` });

/** What a search would find; nothing is saved. */
export const searchPreview = (found: SearchPreview, now: Date): Reply => ({
  text: lines(
    say`Not saved yet: ${filterInWords(found.filter)}.`,
    say`${fitSentence(found)}${found.view === null ? '' : ' The newest:'}`,
    ...withoutEach(found),
  ),
  ...(found.view === null ? {} : { cards: [jobCard(found.view, now)] }),
  ...(found.pages > 1 ? { page: { number: found.page, of: found.pages, run: `search preview ${found.query}` } } : {}),
  buttons: [
    { label: 'Save', run: `search add ${found.query}` },
    ...dropButtons(found, 'search preview'),
    { label: 'Edit', run: 'search preview' },
  ],
});

export const searchRenamed = (search: SavedSearch): Reply => ({
  text: say`Search ${bold(search.number)} is called ${bold(search.name)} now. It still looks for ${code(search.query)}.`,
});

/** Which condition leaves nothing over, with the count that each would give. */
const withoutEach = ({ relaxed }: Fits): Text[] =>
  relaxed.length < 2
    ? []
    : [
        relaxed.flatMap(
          (one, index): Text => say`${index === 0 ? '' : ' '}Without ${bold(one.name)}: ${count(one.fits)}.`,
        ),
      ];

const dropButtons = ({ relaxed }: Fits, command: string) =>
  relaxed
    .filter((one) => one.fits > 0)
    .slice(0, 3)
    .map((one) => ({ label: `Drop ${one.name}`.slice(0, 40), run: `${command} ${one.query}` }));

/** A search with another filter; the one it had is a tap away. */
export const searchEdited = (
  { view, before }: { readonly view: SearchView; readonly before: string },
  now: Date,
): Reply => {
  const { search } = view;
  const shown = savedSearch(view, now);
  const isSame = before === search.query;
  return {
    ...shown,
    text: lines(
      say`${isSame ? 'It was so already.' : 'Changed.'} Search ${bold(search.number)} looks for ${filterInWords(view.filter)}.`,
      say`${fitSentence(view)}${view.view === null ? '' : ' The newest:'}`,
    ),
    buttons: isSame ? [] : [{ label: 'Undo', run: `search edit ${search.number} ${before}` }],
  };
};

const fitSentence = ({ fits, isMore, open, lately, perWeek }: Fits): string => {
  if (open.total === 0) return "I haven't read any job yet; I tell you when one fits.";
  const of = `${total({ total: fits, isMore })} of ${total(open)} open jobs fit`;
  if (fits === 0)
    return `${of} right now. A saved search tells you as soon as one does; fewer conditions would find more.`;
  const pace = perWeek >= 0.5 ? `about ${count(Math.round(perWeek))} a week` : 'less than one a week';
  const sent = lately >= 1000 ? `${count(lately)} or more` : count(lately);
  return `${of}; in the last 30 days it would have sent ${sent}, ${pace}.`;
};

/** Its query, and before that the name that it was given. */
const nameOf = ({ name, query }: SavedSearch): string => (name === query ? query : `${name}: ${query}`);

const searchButtons = (search: SavedSearch) => [
  editButton(search),
  search.isActive
    ? { label: 'Pause', run: `search pause ${search.number}` }
    : { label: 'Resume', run: `search resume ${search.number}` },
  { label: 'Delete', run: `search delete ${search.number}` },
];

/** A select holds no more; who has more searches opens the older ones by number. */
const MOST_CHOICES = 25;

export const searchList = (searches: readonly { readonly search: SavedSearch; readonly unseen: number }[]): Reply => {
  if (searches.length === 0) {
    return {
      text: say`You have no saved search. Tell me what you look for, for example ${code('/search add backend developer location:berlin')}.`,
      buttons: [{ label: 'Set one up', run: 'start' }],
    };
  }
  const rows = searches.map(({ search, unseen }): Text => {
    const state = [
      search.isActive ? null : 'paused',
      search.letters ? 'letters on' : null,
      search.cadence === null ? null : `told ${cadenceWords(search.cadence)}`,
      unseen === 0 ? null : `${counted(unseen, 'job')} not seen`,
    ];
    const about = state.filter((one) => one !== null).join(', ');
    return say`${bold(search.number)} ${nameOf(search)}${about === '' ? '' : ` (${about})`}`;
  });
  return {
    text: lines(
      say`${searches.length === 1 ? 'Your saved search' : `Your ${searches.length} saved searches`}:`,
      ...rows,
    ),
    select: {
      label: 'Open a search',
      run: 'search show',
      choices: searches.slice(-MOST_CHOICES).map(({ search }) => ({
        label: `${search.number} ${nameOf(search)}`.slice(0, 90),
        value: String(search.number),
      })),
    },
  };
};

export const searchPaused = (search: SavedSearch): Reply => ({
  text: say`Search ${bold(search.number)} is paused: I keep it and send nothing for it.`,
  buttons: [{ label: 'Resume', run: `search resume ${search.number}` }],
});

export const searchResumed = (search: SavedSearch, missed: number): Reply => ({
  text:
    missed === 0
      ? say`Search ${bold(search.number)} is on again.`
      : say`Search ${bold(search.number)} is on again. ${counted(missed, 'job')} came while it was paused: ${code('/matches')}.`,
});

export const searchDeleted = (search: SavedSearch): Reply => ({
  text: say`Search ${bold(search.number)} (${search.query}) is gone, with its matches. Your applications stay.`,
  buttons: [{ label: 'Undo', run: `search add ${search.query}${search.letters ? ' letters:on' : ''}` }],
});
