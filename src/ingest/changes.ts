import { createHash } from 'node:crypto';
import { isPlaceInList } from './place-in-list.ts';
import type { Item, NormalisedPosting, Rejection } from './source.ts';

/** A posting of this source that is stored. */
export interface KnownPosting {
  readonly id: number;
  readonly jobId: number;
  readonly externalId: string;
  readonly contentHash: string;
  readonly status: 'seen' | 'missing' | 'gone';
}

export interface Fresh {
  readonly posting: NormalisedPosting;
  readonly contentHash: string;
}

export interface Changed extends Fresh {
  readonly known: KnownPosting;
}

export interface Changes {
  readonly added: readonly Fresh[];
  readonly changed: readonly Changed[];
  /** Unchanged, but not listed the last time. */
  readonly returned: readonly KnownPosting[];
  /** Stored and not listed any more. Empty where the reading cannot tell. */
  readonly missing: readonly KnownPosting[];
  readonly unchanged: number;
  readonly rejections: readonly Rejection[];
}

/** What a complete reading of a source changes about what is stored of it. */
export const changesOf = (items: readonly Item[], stored: readonly KnownPosting[]): Changes => {
  const knownById = new Map(stored.map((known) => [known.externalId, known]));
  const added: Fresh[] = [];
  const changed: Changed[] = [];
  const returned: KnownPosting[] = [];
  const rejections: Rejection[] = [];
  const listed = new Set<string>();
  for (const item of items) {
    if ('rejection' in item) {
      rejections.push(item.rejection);
      // Refused, but listed: the posting that is stored is not gone.
      listed.add(item.rejection.item);
      continue;
    }
    const { posting } = item;
    listed.add(posting.externalId);
    const fresh = { posting, contentHash: contentHash(posting) };
    const known = knownById.get(posting.externalId);
    if (known === undefined) added.push(fresh);
    else if (known.contentHash !== fresh.contentHash) changed.push({ ...fresh, known });
    else if (known.status !== 'seen') returned.push(known);
  }
  const canTell = !rejections.some(({ item }) => isPlaceInList(item));
  const missing = canTell ? stored.filter(({ externalId }) => !listed.has(externalId)) : [];
  const unchanged = items.length - added.length - changed.length - rejections.length;
  return { added, changed, returned, missing, unchanged, rejections };
};

/** Of all that we make of an item, not of the item: a board that only touches `updated_at` changes nothing. */
const contentHash = ({ raw: _, ...content }: NormalisedPosting): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url');
