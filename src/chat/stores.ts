import type { Chat, Incoming, Platform, Sender, Suggested } from './adapter.ts';
import type { Account } from './command.ts';
import type { Choice } from './reply.ts';

/** What the conversation keeps; the app passes in where. Every method may fail while the database is away. */

export interface Accounts {
  /** The account that wrote, made at its first word; it is reachable again. */
  readonly load: (sender: Sender, chat: Chat) => Promise<Account>;
  readonly setReachable: (sender: Sender, isReachable: boolean) => Promise<void>;
}

/** Updates already taken over, so that none is answered twice and none is forgotten in a crash. */
export interface Inbox {
  /** False where this update was taken over before. */
  readonly take: (incoming: Incoming) => Promise<boolean>;
  readonly finish: (incoming: Incoming) => Promise<void>;
  /** Taken over and never finished, in order. */
  readonly unfinished: (platform: Platform) => Promise<readonly Incoming[]>;
}

/** The form that a person answers question by question. */
export interface FormState {
  readonly line: string;
  /** The option that is being asked for. */
  readonly asking: string;
  /** By option; null: skipped. */
  readonly answers: Readonly<Record<string, string | null>>;
}

export interface Forms {
  readonly find: (accountId: number) => Promise<FormState | null>;
  readonly keep: (accountId: number, state: FormState) => Promise<void>;
  /** True where there was one. */
  readonly drop: (accountId: number) => Promise<boolean>;
}

/** Command lines too long for a button. */
export interface ButtonLines {
  readonly keep: (name: string, accountId: number, line: string) => Promise<void>;
  readonly find: (name: string, accountId: number) => Promise<string | null>;
}

/** The servers and groups whose channels follow searches. */
export interface Communities {
  /** Nothing is posted there any more, and what waits to be is put aside. */
  readonly left: (platform: Platform, communityId: string) => Promise<void>;
}

/** What everybody may see and what is this sender's own, by what an option names. */
export interface Suggestions {
  readonly find: (what: Suggested, text: string, sender: Sender) => Promise<readonly Choice[]>;
}

export interface ChatStores {
  readonly suggestions: Suggestions;
  readonly communities: Communities;
  readonly accounts: Accounts;
  readonly inbox: Inbox;
  readonly forms: Forms;
  readonly buttonLines: ButtonLines;
}
