import type { Platform } from '../chat/adapter.ts';

export type NotificationKind = 'match' | 'overflow' | 'letter' | 'source-off';

/** A row of the outbox that this process has leased and nobody else may send until the lease ends. */
export interface DueNotification {
  readonly id: number;
  readonly userId: number;
  readonly chatAccountId: number;
  readonly platform: Platform;
  /** The platform's own id of the account, as text. */
  readonly platformId: string;
  /** Null until the platform has told it: the first message ever to this person. */
  readonly chatId: string | null;
  readonly kind: NotificationKind;
  readonly dedupeKey: string;
  readonly jobId: number | null;
  readonly savedSearchId: number | null;
  readonly coverLetterId: number | null;
  readonly sourceId: number | null;
  /** Sends begun, this one included. */
  readonly attempts: number;
  /** Sends of which nobody knows whether they arrived; one whose process ended is among them. */
  readonly unclearAttempts: number;
  /** True: the lease before this one ran out, so its message may have arrived. */
  readonly lapsed: boolean;
  /** Milliseconds since it was enqueued, by the database's clock. */
  readonly ageMs: number;
  readonly createdAt: Date;
  /** The fencing token: only its holder can settle the row. */
  readonly leaseToken: string;
}

/** A row that could be claimed a moment ago. Only `claim` says whether it still can. */
export interface Candidate {
  readonly id: number;
  readonly platformId: string;
  readonly chatId: string | null;
}
