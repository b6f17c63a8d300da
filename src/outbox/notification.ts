import type { Platform } from '../chat/adapter.ts';
import type { Target } from '../chat/pacing.ts';

/** The kinds that the table's CHECK lists. */
export type NotificationKind =
  | 'match'
  | 'overflow'
  | 'letter'
  | 'source-off'
  | 'digest'
  | 'still-looking'
  | 'channel'
  | 'channel-off'
  | 'platform-off'
  | 'link-question'
  | 'linked'
  | 'link-guessing';

/** Whom a row is for, as the outbox knows them: ids of ours, and what the platform needs. */
export type Addressee =
  | {
      readonly kind: 'person';
      readonly userId: number;
      readonly chatAccountId: number;
      /** The platform's own id of the account, as text. */
      readonly platformId: string;
      /** Null until the platform has told it: the first message ever to this person. */
      readonly chatId: string | null;
      /** What the account's buttons are signed with. */
      readonly buttonEpoch: number;
    }
  | { readonly kind: 'channel'; readonly channelId: number; readonly chatId: string; readonly topicId: string | null };

/** A row of the outbox that this process has leased and nobody else may send until the lease ends. */
export interface DueNotification {
  readonly id: number;
  readonly platform: Platform;
  readonly to: Addressee;
  readonly kind: NotificationKind;
  readonly dedupeKey: string;
  readonly jobId: number | null;
  readonly savedSearchId: number | null;
  readonly coverLetterId: number | null;
  readonly sourceId: number | null;
  /** Where its person could not be reached, on the first message that moved to another chat. */
  readonly movedFrom: Platform | null;
  /** Of a message in several parts: how many have arrived. */
  readonly partsSent: number;
  /** Sends begun, this one included. */
  readonly attempts: number;
  /** Sends of which nobody knows whether they arrived; one whose process ended is among them. */
  readonly unclearAttempts: number;
  /** Milliseconds since the lease before this one ran out, so that its message may have arrived; null: none did. */
  readonly lapsedForMs: number | null;
  /** Milliseconds since it was enqueued, by the database's clock. */
  readonly ageMs: number;
  readonly createdAt: Date;
  /** The fencing token: only its holder can settle the row. */
  readonly leaseToken: string;
}

/** A row that could be claimed a moment ago. Only `claim` says whether it still can. */
export interface Candidate extends Target {
  readonly id: number;
  /** Whose order it belongs to: the chat account, or minus the channel. */
  readonly recipient: number;
  /** It was tried before. */
  readonly isRetry: boolean;
}
