import { isQuietMinute } from './quiet.ts';
import { type AlertSettings, type Cadence, sooner } from './settings.ts';
import { wallTimeAt } from './wall-time.ts';

/** A job that searches of a person match and of which they have not been told. */
export interface Candidate {
  readonly jobId: number;
  /** The same for the places of one vacancy; null: it is the only one. */
  readonly vacancy: string | null;
  readonly company: string;
  /** 0 to 100; null: not scored. */
  readonly score: number | null;
  /** The searches that match it, with the cadence that counts for each. */
  readonly searches: readonly { readonly searchId: number; readonly cadence: Cadence }[];
}

/** What a person was told since their midnight. */
export interface ToldToday {
  readonly messages: number;
  /** By company. */
  readonly companies: ReadonlyMap<string, number>;
  /** The searches whose jobs were among them. */
  readonly searches: ReadonlySet<number>;
}

export interface AlertPlan {
  /** A message each, in this order. */
  readonly tell: readonly Candidate[];
  /** Told one by one when the quiet hours end. */
  readonly holdMessages: readonly Candidate[];
  /** Told in the next digest. */
  readonly holdDigest: readonly Candidate[];
}

export const toldNothing: ToldToday = { messages: 0, companies: new Map(), searches: new Set() };

/**
 * What of new matches a person is told at once, what later, and what never (it is in none of the
 * lists). A job is told once, as soon as the most urgent of its searches wants it, and a vacancy
 * in several places counts as one job. What is above a day's numbers goes into the next digest.
 * `eager` are the person's instant searches that found something lately: one of them that was told
 * nothing today keeps a place, so that a search that finds much leaves the others theirs.
 */
export const planAlerts = (
  settings: AlertSettings,
  candidates: readonly Candidate[],
  today: ToldToday,
  eager: readonly number[],
  now: Date,
): AlertPlan => {
  const tell: Candidate[] = [];
  const holdMessages: Candidate[] = [];
  const holdDigest: Candidate[] = [];
  const isPaused = settings.pausedUntil !== null && settings.pausedUntil > now;
  const isQuiet = isQuietMinute(settings, wallTimeAt(settings.timezone, now).minute);
  const vacancies = new Set<string>();
  const companies = new Map(today.companies);
  const served = new Set(today.searches);

  for (const candidate of dealt(candidates)) {
    const cadence = cadenceOf(candidate);
    if (cadence === 'silent') continue;
    if (isPaused || cadence !== 'instant') {
      holdDigest.push(candidate);
      continue;
    }
    if (isQuiet) {
      holdMessages.push(candidate);
      continue;
    }
    if (candidate.vacancy !== null && vacancies.has(candidate.vacancy)) continue;
    const instant = instantSearches(candidate);
    const left = settings.perDay - today.messages - tell.length;
    const kept = eager.filter((id) => !served.has(id) && !instant.includes(id)).length;
    const isFresh = instant.some((id) => !served.has(id));
    const ofCompany = companies.get(candidate.company) ?? 0;
    const isWithin =
      left > 0 && (isFresh || left > kept) && (settings.perCompany === null || ofCompany < settings.perCompany);
    if (!isWithin) {
      holdDigest.push(candidate);
      continue;
    }
    tell.push(candidate);
    if (candidate.vacancy !== null) vacancies.add(candidate.vacancy);
    companies.set(candidate.company, ofCompany + 1);
    for (const id of instant) served.add(id);
  }
  return { tell, holdMessages, holdDigest };
};

const cadenceOf = ({ searches }: Candidate): Cadence =>
  searches.reduce<Cadence>((most, { cadence }) => sooner(most, cadence), 'silent');

const instantSearches = ({ searches }: Candidate): readonly number[] =>
  searches.filter(({ cadence }) => cadence === 'instant').map(({ searchId }) => searchId);

/**
 * Candidates one search after the other in turns, each search's best first, as cards are dealt. A
 * job of several searches is dealt once. Those of one search and score keep their order.
 */
export const dealt = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const hands = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    for (const { searchId } of candidate.searches) {
      const hand = hands.get(searchId);
      if (hand === undefined) hands.set(searchId, [candidate]);
      else hand.push(candidate);
    }
  }
  const best = (one: Candidate, other: Candidate): number => (other.score ?? -1) - (one.score ?? -1);
  const queues = [...hands.values()].map((hand) => hand.sort(best)[Symbol.iterator]());
  const given = new Set<Candidate>();
  for (let going = true; going; ) {
    going = false;
    for (const queue of queues) {
      let next = queue.next();
      while (next.done !== true && given.has(next.value)) next = queue.next();
      if (next.done === true) continue;
      given.add(next.value);
      going = true;
    }
  }
  return [...given];
};
