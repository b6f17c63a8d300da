import { APPLICATION_STATUSES, type ApplicationStatus } from '../../models/index.ts';

const answered = ['screening', 'interviewing', 'offered', 'rejected', 'withdrawn'] as const;

/** From which status an application can go where. Every status stands here once. */
const moves: Readonly<Record<ApplicationStatus, readonly ApplicationStatus[]>> = {
  saved: ['applied', 'withdrawn', 'failed'],
  applied: ['viewed', ...answered, 'ghosted', 'failed'],
  viewed: [...answered, 'ghosted'],
  screening: ['interviewing', 'offered', 'rejected', 'withdrawn', 'ghosted'],
  interviewing: ['offered', 'rejected', 'withdrawn', 'ghosted'],
  offered: ['accepted', 'rejected', 'withdrawn'],
  ghosted: ['viewed', ...answered],
  failed: ['applied', 'withdrawn'],
  accepted: [],
  rejected: [],
  withdrawn: [],
};

/** What an application of this status can become; empty: it is over. */
export const possibleMoves = (from: ApplicationStatus): readonly ApplicationStatus[] => moves[from];

export const canMove = (from: ApplicationStatus, to: ApplicationStatus): boolean => moves[from].includes(to);

/** Every status, to choose from. */
export const statusChoices = APPLICATION_STATUSES.map((status) => ({ value: status, label: status }));
