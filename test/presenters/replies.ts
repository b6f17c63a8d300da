import { commands } from '../../commands/index.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { type Button, type Reply, say } from '../../src/chat/reply.ts';
import { wording } from '../../src/chat/wording.ts';
import { confirmForget, exported, forgotten } from '../../src/presenters/account.ts';
import { alertsShown, paused, resumed, searchCadence, zoneSet } from '../../src/presenters/alerts.ts';
import {
  applicationInFull,
  applicationList,
  applied,
  noteAdded,
  statusSet,
} from '../../src/presenters/applications.ts';
import { dismissed } from '../../src/presenters/dismissals.ts';
import { helpOverview, helpTopic } from '../../src/presenters/help.ts';
import {
  foundJobs,
  jobInFull,
  nextMatch,
  noMatches,
  nothingFound,
  otherPlace,
  restored,
} from '../../src/presenters/jobs.ts';
import { letter } from '../../src/presenters/letters.ts';
import { news } from '../../src/presenters/news.ts';
import { allowed, avoiding, profileView } from '../../src/presenters/profile.ts';
import {
  savedSearch,
  searchDeleted,
  searchEdited,
  searchList,
  searchPaused,
  searchPreview,
  searchRenamed,
  searchResumed,
} from '../../src/presenters/searches.ts';
import { why } from '../../src/presenters/why.ts';
import { possibleMoves, statusChoices } from '../../src/services/application-status.ts';
import type { Offer } from '../../src/services/dismiss-offers.ts';
import {
  aDigest,
  aLetter,
  anAlertsView,
  anApplication,
  anEvent,
  anExplained,
  aProfile,
  aScore,
  aSearch,
  aSearchView,
  aView,
  now,
} from '../support/unsaved.ts';

const topics = createRegistry(commands).views.map((view, i) => ({ ...view, example: commands[i]?.example ?? '' }));

/** A query with everything in it that a line could stumble over. */
const awkward =
  '"data analyst" or c++ title:"node js" location:"new york" remote:yes salary:>=90k-EUR -senior -"on call"';
const many = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i + 1));

/** Every reply that there is, by what it is; those of a list with as much in it as there can be. */
export const replies: Readonly<Record<string, Reply>> = {
  ...Object.fromEntries(
    (['instant', 'hourly', 'daily', 'weekly', 'silent'] as const).map((cadence) => [
      `alerts ${cadence}`,
      alertsShown(
        anAlertsView({ cadence }, { searches: many(50, (number) => aSearch({ number, name: awkward, cadence })) }),
      ),
    ]),
  ),
  'alerts paused': alertsShown(
    anAlertsView({ quietTo: 1320 }, { pausedUntil: '2026-12-14', waiting: 12 }),
    say`Saved.`,
  ),
  'alerts of a known zone': alertsShown(
    anAlertsView({}, { timezone: { name: 'Europe/Berlin', isConfirmed: false, minute: 5 } }),
  ),
  paused: paused(anAlertsView({}, { pausedUntil: '2026-12-14' })),
  resumed: resumed(anAlertsView({}, { waiting: 3 })),
  'resumed to nothing': resumed(anAlertsView()),
  'zone set': zoneSet(anAlertsView({}, { timezone: { name: 'Europe/Berlin', isConfirmed: true, minute: 5 } })),
  'cadence of a search': searchCadence(aSearch({ cadence: 'weekly' }), anAlertsView()),
  'cadence of a search as the others': searchCadence(aSearch({ cadence: null }), anAlertsView()),
  'still looking': news({ kind: 'still-looking', search: aSearch({ name: awkward }) }, now),
  digest: news({ kind: 'digest', digest: aDigest(10, 4990) }, now),
  'digest of one': news({ kind: 'digest', digest: aDigest(1, 0) }, now),
  'another place': otherPlace({ of: aView(), total: 12, page: 3, view: aView({ number: 15 }) }, now),
  'no other place': otherPlace({ of: aView(), total: 0, page: 1, view: null }, now),
  export: exported({ users: [{ id: 1 }], matches: [] }, now),
  'forget?': confirmForget(),
  forgotten: forgotten(),
  saved: applied({ application: anApplication(), isNew: true, changed: true }, 14),
  applied: applied({ application: anApplication({ status: 'applied' }), isNew: true, changed: true }, 14),
  'applied already': applied(
    { application: anApplication({ status: 'rejected', appliedAt: now }), isNew: false, changed: false },
    14,
  ),
  'no applications': applicationList({ applications: [], total: 0 }, { page: 1, status: undefined }),
  'applications of a status': applicationList(
    { applications: many(10, (number) => anApplication({ number })), total: 25 },
    { page: 2, status: 'saved' },
  ),
  ...Object.fromEntries(
    statusChoices.map(({ value }) => [
      `application ${value}`,
      applicationInFull({
        application: anApplication({ status: value }),
        events: [anEvent(), anEvent({ kind: 'status', fromStatus: 'saved', toStatus: value })],
        moves: possibleMoves(value),
      }),
    ]),
  ),
  'status set': statusSet({ application: anApplication(), isNew: false, changed: true }),
  noted: noteAdded(anApplication()),
  help: helpOverview(topics),
  ...Object.fromEntries(topics.map((topic) => [`help ${topic.name}`, helpTopic(topic)])),
  found: foundJobs({ query: awkward, total: 9, isMore: false, page: 1, view: aView() }, now),
  'nothing found': nothingFound(awkward, []),
  'nothing found, to relax': nothingFound(
    awkward,
    many(8, (fits) => ({ name: `"data ${fits}"`, query: `rust -"on ${fits}"`, fits })),
  ),
  job: jobInFull(aView({}, { techStack: ['Go', 'SQL'] }), now),
  why: why(anExplained({ view: aView({ missingSkills: ['Kafka'] }) })),
  'why, of fifty searches': why(
    anExplained({
      view: aView({ score: aScore() }),
      searches: many(50, (number) => ({
        number,
        name: awkward,
        isActive: false,
        explained: many(20, (i) => ({ clause: `"data ${i} ${'x'.repeat(200)}"`, passed: number < 6 })),
        change: { names: ['salary'], query: awkward },
      })),
      avoided: [awkward],
      isDismissed: true,
    }),
  ),
  'why, without a search': why(anExplained({ searches: [] })),
  dismissed: dismissed({ view: aView(), reason: null, about: null, offers: [] }),
  'dismissed for nothing that can be changed': dismissed({ view: aView(), reason: 'pay', about: null, offers: [] }),
  ...Object.fromEntries(
    many<readonly Offer[]>(5, (i) => {
      const edits: readonly Offer[] = many(3, (number) => ({
        kind: 'edit',
        number,
        change: { kind: 'without', what: awkward },
        query: awkward,
      }));
      const pay: Offer = {
        kind: 'edit',
        number: 4,
        change: { kind: 'pay-from', min: 75_000_00, currency: 'EUR' },
        query: awkward,
      };
      const offers: readonly (readonly Offer[])[] = [
        [{ kind: 'avoid-company', company: 'company "Kind:word", Inc.' }],
        [{ kind: 'avoid-word' }],
        [{ kind: 'choose-skill', skills: many(8, (skill) => `C++ "${skill}"`) }],
        edits,
        [pay],
      ];
      return offers[i - 1] ?? [];
    }).map((offers) => [
      `dismissed, ${offers[0]?.kind} ${offers.length}`,
      dismissed({ view: aView(), reason: 'skill', about: null, offers }),
    ]),
  ),
  avoiding: avoiding('company', 'Oakline, "Inc."'),
  allowed: allowed('word', 'on call'),
  restored: restored(aView()),
  'no matches': noMatches(),
  'next match': nextMatch(aView(), 3, now),
  'last match': nextMatch(aView(), 0, now),
  letter: letter(aLetter(), 14),
  'letter of a job without a number': letter(aLetter(), null),
  'news of a match': news({ kind: 'match', view: aView(), searches: [aSearch()] }, now),
  'news of a letter': news({ kind: 'letter', letter: aLetter(), number: 14 }, now),
  'news of more': news({ kind: 'overflow' }, now),
  'profile empty': profileView(aProfile(), null),
  profile: profileView(aProfile({ fullName: 'Ada Lind', skills: ['Go'] }), true),
  'search saved': savedSearch(aSearchView({ search: aSearch({ query: awkward }) }), now),
  'search shown': savedSearch(aSearchView({ isNew: false }), now),
  'search previewed': searchPreview({ ...aSearchView(), query: awkward }, now),
  'search renamed': searchRenamed(aSearch({ query: awkward, name: awkward })),
  'search edited': searchEdited({ view: aSearchView({ isNew: false }), before: awkward }, now),
  'search paused and shown': savedSearch(aSearchView({ isNew: false, search: aSearch({ isActive: false }) }), now),
  'no searches': searchList([]),
  searches: searchList(many(50, (number) => ({ search: aSearch({ number, query: awkward }), unseen: 1 }))),
  'search paused': searchPaused(aSearch()),
  'search resumed': searchResumed(aSearch(), 3),
  'search deleted': searchDeleted(aSearch({ query: awkward, letters: true })),
  ...Object.fromEntries(
    Object.entries({
      'command.unknown': wording['command.unknown']({ text: 'ad', suggestion: 'search add rust "a b"' }),
      'option.unknown': wording['option.unknown']({ name: 'now', command: 'export' }),
      'option.missing': wording['option.missing']({ name: 'number', command: 'apply' }),
      'form.nothing_to_cancel': wording['form.nothing_to_cancel'](),
      'filter.currency_needed': wording['filter.currency_needed']({
        amount: '70k',
        line: 'search add rust salary:70k',
      }),
      'job.not_found': wording['job.not_found']({ number: 14 }),
      'search.not_found': wording['search.not_found']({ number: 14 }),
      'search.limit': wording['search.limit']({ max: 50 }),
      'application.not_found': wording['application.not_found']({ number: 14 }),
      'letter.none': wording['letter.none']({ number: 14 }),
      'letter.consent_needed': wording['letter.consent_needed']({ line: 'letter draft 14' }),
      'button.not_yours': wording['button.not_yours'](),
    }).map(([id, reply]) => [id, reply]),
  ),
};

/** Every command line that a reply can run: of buttons, of cards, of each choice and each page. */
export const linesOf = (reply: Reply): string[] => {
  const run = (button: Button): string[] => ('run' in button ? [button.run] : []);
  return [
    ...(reply.buttons ?? []).flatMap(run),
    ...(reply.cards ?? []).flatMap((card) => card.buttons.flatMap(run)),
    ...(reply.select?.choices ?? []).map((choice) => `${reply.select?.run} ${choice.value}`),
    ...(reply.page === undefined ? [] : [`${reply.page.run} page:2`]),
  ];
};
