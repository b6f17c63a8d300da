import type { SavedSearch } from '../../models/index.ts';
import type { JobFilter } from '../matching/filter.ts';
import type { JobView } from './job-view.ts';

/** What fits a filter now. */
export interface Fits {
  readonly filter: JobFilter;
  readonly fits: number;
  /** The count stopped there. */
  readonly isMore: boolean;
  readonly open: { readonly total: number; readonly isMore: boolean };
  /** How many of the jobs of the last 30 days fit. */
  readonly lately: number;
  /** The same, to a week. */
  readonly perWeek: number;
  readonly page: number;
  /** The newest fits can be turned through, up to this many. */
  readonly pages: number;
  /** Null: nothing fits. */
  readonly view: JobView | null;
  /** Where nothing fits: each condition that could be dropped, and how many would fit then. */
  readonly relaxed: readonly { readonly name: string; readonly query: string; readonly fits: number }[];
}

/** A saved search with what fits it now. */
export interface SearchView extends Fits {
  readonly search: SavedSearch;
  readonly isNew: boolean;
}

/** A search that is not saved, with what it would find. */
export interface SearchPreview extends Fits {
  readonly query: string;
}
