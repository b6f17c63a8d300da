import { hash } from 'node:crypto';
import { isPlaceInList } from '../parse/place-in-list.ts';
import type { Item, NormalisedPosting, PageRequest, Rejection } from '../source.ts';
import type { KnownPosting } from './known-postings.sql.ts';

/** A posting that is to be written. */
export interface Fresh {
  readonly posting: NormalisedPosting;
  readonly contentHash: string;
  /** Null: there is no detail page, or it was not read. */
  readonly listedHash: string | null;
}

export type Sorted =
  | { readonly kind: 'new'; readonly fresh: Fresh }
  | { readonly kind: 'changed'; readonly fresh: Fresh; readonly known: KnownPosting }
  | { readonly kind: 'unchanged'; readonly known: KnownPosting }
  | { readonly kind: 'refused'; readonly rejection: Rejection };

/** An item whose detail page says what it is. */
export interface Incomplete {
  readonly kind: 'incomplete';
  readonly item: { readonly posting: NormalisedPosting; readonly detail: PageRequest };
  readonly known: KnownPosting | undefined;
  readonly listedHash: string;
}

/** Tells what is new in a reading, item by item; holds ids alone. */
export interface Sorting {
  readonly sort: (item: Item) => Sorted | Incomplete;
  /** The same for an item after its detail page was asked for; null: it could not be. */
  readonly complete: (incomplete: Incomplete, detailed: Item | null) => Sorted;
  /** What is stored and was not listed. Empty where an item was refused that could be any of them. */
  readonly missing: () => readonly KnownPosting[];
}

export const createSorting = (known: ReadonlyMap<string, KnownPosting>): Sorting => {
  const listed = new Set<string>();
  let canTell = true;

  const refuse = (rejection: Rejection): Sorted => {
    // Refused, but listed: the posting that is stored is not gone.
    listed.add(rejection.item);
    if (isPlaceInList(rejection.item)) canTell = false;
    return { kind: 'refused', rejection };
  };

  const compare = (posting: NormalisedPosting, listedHash: string | null): Sorted => {
    const stored = known.get(posting.externalId);
    const fresh = { posting, contentHash: contentHash(posting), listedHash };
    if (stored === undefined) return { kind: 'new', fresh };
    return stored.contentHash === fresh.contentHash && stored.listedHash === listedHash
      ? { kind: 'unchanged', known: stored }
      : { kind: 'changed', fresh, known: stored };
  };

  return {
    sort: (item) => {
      if ('rejection' in item) return refuse(item.rejection);
      const { posting, detail } = item;
      const id = posting.externalId;
      if (listed.has(id)) return { kind: 'refused', rejection: { item: id.slice(0, 100), reason: twice } };
      listed.add(id);
      if (detail === undefined) return compare(posting, null);
      const stored = known.get(id);
      const listedHash = contentHash(posting);
      if (stored !== undefined && stored.listedHash === listedHash) return { kind: 'unchanged', known: stored };
      return { kind: 'incomplete', item: { posting, detail }, known: stored, listedHash };
    },
    complete: ({ item, known: stored, listedHash }, detailed) => {
      if (detailed === null) {
        // Its details are better than the list's few words; the next reading asks again.
        if (stored !== undefined && stored.listedHash !== null) return { kind: 'unchanged', known: stored };
        return compare(item.posting, null);
      }
      return 'rejection' in detailed ? refuse(detailed.rejection) : compare(detailed.posting, listedHash);
    },
    missing: () => (canTell ? [...known.values()].filter(({ externalId }) => !listed.has(externalId)) : []),
  };
};

const twice = 'id: there is another posting with this id';

/** Of all that we make of an item, not of the item: a board that only touches `updated_at` changes nothing. */
const contentHash = ({ raw: _, ...content }: NormalisedPosting): string =>
  hash('sha256', JSON.stringify(content), 'base64url');
