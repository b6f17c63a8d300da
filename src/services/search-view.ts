import type { SavedSearch } from '../../models/index.ts';
import type { JobFilter } from '../matching/filter.ts';
import type { JobView } from './job-view.ts';

/** A saved search with what fits it now. */
export interface SearchView {
  readonly search: SavedSearch;
  /** What `search.filter` holds. */
  readonly filter: JobFilter;
  readonly isNew: boolean;
  readonly fits: number;
  /** The count stopped there. */
  readonly isMore: boolean;
  readonly open: { readonly total: number; readonly isMore: boolean };
  /** How many new jobs a week it would have sent over the last 30 days. */
  readonly perWeek: number;
  readonly page: number;
  /** The newest fits can be turned through, up to this many. */
  readonly pages: number;
  /** Null: nothing fits. */
  readonly view: JobView | null;
}
