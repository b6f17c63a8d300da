import type { Place } from '../../places/place.ts';
import { companyKey } from '../normalise/company-key.ts';
import { titleKey } from '../normalise/title-key.ts';
import { unnamedCompany } from '../normalise/unnamed-company.ts';
import type { Source } from '../source.ts';
import { boardId } from './board-id.ts';
import { canonicalUrl } from './canonical-url.ts';
import { type KeyedPlace, keyedPlaces } from './place-keys.ts';

export type Publisher = Source['publisher'];

/** What is known of a job or of one sighting of it, as far as it tells one job from another. */
export interface Facts {
  readonly companyName: string;
  readonly title: string;
  readonly location: string | null;
  readonly places: readonly Place[];
  readonly urls: readonly string[];
  /** Ids that boards gave it and no address shows. */
  readonly boardIds?: readonly string[];
  readonly signature: Uint8Array | null;
  /** Epoch milliseconds. */
  readonly postedAt: number | null;
  /** Where it is listed. */
  readonly sources: readonly { readonly id: number; readonly publisher: Publisher }[];
}

/** The same in the form in which it is compared. */
export interface Evidence extends Pick<Facts, 'signature' | 'postedAt' | 'sources'> {
  readonly boardIds: readonly string[];
  /** Canonical. */
  readonly urls: readonly string[];
  /** Without spaces, as a board's token has it (`fernwoodsystems`), and without what stands in brackets; empty where it is not named. */
  readonly company: string;
  readonly title: string;
  readonly places: readonly KeyedPlace[];
}

/** Puts what is known into the form in which it is compared. */
export const evidenceOf = (facts: Facts): Evidence => ({
  signature: facts.signature,
  postedAt: facts.postedAt,
  sources: facts.sources,
  boardIds: [...new Set([...(facts.boardIds ?? []), ...facts.urls.flatMap((url) => boardId(url) ?? [])])],
  urls: [...new Set(facts.urls.flatMap((url) => canonicalUrl(url) ?? []))],
  company: companyOf(facts.companyName),
  title: titleKey(facts.title),
  places: keyedPlaces(facts),
});

const companyOf = (name: string): string => {
  if (name === unnamedCompany) return '';
  const outside = name.replace(/\s*\([^()]*\)/g, '');
  return companyKey(outside.trim() === '' ? name : outside).replaceAll(' ', '');
};
