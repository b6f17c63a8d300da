import type { Sequelize } from 'sequelize';
import type { Clock } from '../clock.ts';
import type { LetterWriter } from '../letters/contract.ts';
import { type AccountData, createAccountData } from './account-data.ts';
import { type Alerts, createAlerts } from './alerts.ts';
import { type Applications, createApplications } from './applications.ts';
import type { Boards } from './boards.ts';
import { type AskRights, type CommunityServices, createCommunities } from './communities.ts';
import { createDeadLetters, type DeadLetters } from './dead-letters.ts';
import { createDigests } from './digests.ts';
import { createDismissals, type Dismissals } from './dismissals.ts';
import { createFilters, type Filters } from './filters.ts';
import { createJobNumbers } from './job-numbers.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createLetters, type Letters } from './letters.ts';
import { createLinks, type Links } from './links.ts';
import { createNews, type NewsReader } from './news.ts';
import { createOperators, type Operators } from './operators.ts';
import { createPastedJobs, type PastedJobs } from './pasted-jobs.ts';
import { createPostedJobs, type PostedJobs } from './posted-jobs.ts';
import { createProfiles, type Profiles } from './profiles.ts';
import { createSearches, type Searches } from './searches.ts';
import { createWatches, type Watches } from './watches.ts';

/** What commands can do, one module a noun. */
export interface Services {
  readonly accountData: AccountData;
  readonly alerts: Alerts;
  readonly applications: Applications;
  readonly communities: CommunityServices;
  readonly deadLetters: DeadLetters;
  readonly dismissals: Dismissals;
  readonly filters: Filters;
  readonly jobs: Jobs;
  readonly letters: Letters;
  readonly links: Links;
  readonly news: NewsReader;
  readonly operators: Operators;
  readonly pastedJobs: PastedJobs;
  readonly postedJobs: PostedJobs;
  readonly profiles: Profiles;
  readonly searches: Searches;
  readonly watches: Watches;
}

export { loadLetterRequest } from './profiles.ts';

export const createServices = (deps: {
  readonly sequelize: Sequelize;
  readonly clock: Clock;
  readonly letterWriter: LetterWriter;
  readonly boards: Boards;
  readonly operatorAccounts: readonly string[];
  /** Absent where there are no communities, as in a terminal. */
  readonly askRights?: AskRights;
}): Services => {
  const { sequelize, clock, boards, operatorAccounts } = deps;
  const filters = createFilters();
  const profiles = createProfiles({ sequelize, clock });
  const numbers = createJobNumbers({ sequelize });
  const postedJobs = createPostedJobs({ sequelize, boards, numbers, clock });
  const jobs = createJobs({ sequelize, clock, numbers, boards });
  const searches = createSearches({ sequelize, filters, jobs, clock });
  const links = createLinks({ sequelize, clock, operatorAccounts });
  return {
    accountData: createAccountData({ sequelize }),
    alerts: createAlerts({ sequelize, clock }),
    applications: createApplications({ sequelize, clock }),
    communities: createCommunities({ sequelize, filters, askRights: deps.askRights ?? (async () => null) }),
    dismissals: createDismissals({ jobs, clock }),
    filters,
    jobs,
    letters: createLetters({ sequelize, clock, writer: deps.letterWriter, profiles, jobs }),
    links,
    news: createNews({ jobs, links, postedJobs, clock, sequelize, digests: createDigests({ sequelize, numbers }) }),
    deadLetters: createDeadLetters({ sequelize }),
    operators: createOperators({ sequelize, boards, operatorAccounts }),
    pastedJobs: createPastedJobs({ boards, jobs, clock }),
    postedJobs,
    profiles,
    searches,
    watches: createWatches({ sequelize, boards, searches }),
  };
};
