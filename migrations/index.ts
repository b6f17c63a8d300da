import { createPeople } from './0001-create-people.ts';
import { createJobs } from './0002-create-jobs.ts';
import { createSearches } from './0003-create-searches.ts';
import { createApplications } from './0004-create-applications.ts';
import { createOutbox } from './0005-create-outbox.ts';
import { createConversation } from './0006-create-conversation.ts';
import { deepenSources } from './0007-deepen-sources.ts';
import { deepenFilters } from './0008-deepen-filters.ts';
import { matchInBatches } from './0009-match-in-batches.ts';
import { alertCadence } from './0010-alert-cadence.ts';
import { deliverToChannels } from './0011-deliver-to-channels.ts';
import { linkAccounts } from './0012-link-accounts.ts';
import { scoreMatches } from './0013-score-matches.ts';
import { takeTurns } from './0014-take-turns.ts';
import type { Migration } from './migration.ts';

/** Every migration, in the order in which they run. */
export const migrations: readonly Migration[] = [
  createPeople,
  createJobs,
  createSearches,
  createApplications,
  createOutbox,
  createConversation,
  deepenSources,
  deepenFilters,
  matchInBatches,
  alertCadence,
  deliverToChannels,
  linkAccounts,
  scoreMatches,
  takeTurns,
];
