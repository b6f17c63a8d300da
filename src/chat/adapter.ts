import type { Pacing } from './pacing.ts';
import type { Choice, FileAttachment, Text } from './reply.ts';

export type Platform = 'discord' | 'telegram' | 'console';

/** Who wrote, as the platform names them. */
export interface Sender {
  readonly platform: Platform;
  /** The platform's own id of the account, as text. */
  readonly id: string;
  readonly name: string | null;
  /** BCP 47, as far as the platform tells. */
  readonly language: string | null;
}

/** The chat in which something was said. */
export interface Chat {
  readonly id: string;
  readonly isPrivate: boolean;
  /** Where in a server or a group it is; absent in a private chat. */
  readonly place?: Place;
}

/** A channel or a thread of a Discord server, or a Telegram group or a topic of it. */
export interface Place {
  /** Discord: the server's id; Telegram: the group's. */
  readonly communityId: string;
  /** Null where it is not known. */
  readonly communityTitle: string | null;
  readonly title: string;
  /** Telegram: `message_thread_id` of the topic. */
  readonly topicId: string | null;
  /** What the platform itself said of it with this message, and when (ms since 1970); null: it must be asked. */
  readonly rights: (Rights & { readonly at: number }) | null;
}

/** Who may do what at a place. */
export interface Rights {
  /** The person who wrote manages the server or the group. */
  readonly mayManage: boolean;
  /** What the bot itself lacks there to post jobs, in the platform's words; empty: nothing. */
  readonly missing: readonly string[];
}

export type Message =
  /** A line of text: a command, an answer to a question, or plain words. */
  | { readonly kind: 'text'; readonly text: string }
  /** A command whose options the platform has typed: `path` is `search add`. */
  | { readonly kind: 'command'; readonly path: string; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'button'; readonly data: string }
  | { readonly kind: 'select'; readonly data: string; readonly value: string }
  /** A form filled in at once (a modal); `data` is what `FormView.data` was. */
  | { readonly kind: 'form'; readonly data: string; readonly answers: Readonly<Record<string, string>> }
  /** The person blocked or unblocked the bot. */
  | { readonly kind: 'reachable'; readonly isReachable: boolean };

/**
 * One thing that happened on a platform, as plain data: it survives JSON, so that what was
 * accepted before a crash is answered after it. `origin` is the adapter's own: what it needs to answer.
 */
export interface Incoming {
  /** The platform's id of the update; the same update twice has the same id. */
  readonly updateId: string;
  readonly sender: Sender;
  readonly chat: Chat;
  readonly message: Message;
  readonly origin: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * A reply as it goes out. Every button carries `data`, at most 64 bytes of text, signed for the
 * account that may press it; the adapter passes it back as it was and never reads it.
 */
export type SealedButton =
  | { readonly label: string; readonly data: string }
  | { readonly label: string; readonly url: string };

export interface SealedCard {
  readonly title: string;
  readonly number?: string;
  readonly badge?: string;
  readonly body: readonly Text[];
  readonly link?: { readonly label: string; readonly url: string };
  readonly buttons: readonly SealedButton[];
}

export interface SealedReply {
  readonly text?: Text;
  readonly cards?: readonly SealedCard[];
  readonly buttons?: readonly SealedButton[];
  readonly select?: { readonly label: string; readonly data: string; readonly choices: readonly Choice[] };
  readonly files?: readonly FileAttachment[];
  /** `1 of 3` with the buttons to its sides, where there is such a page. */
  readonly page?: {
    readonly number: number;
    readonly of: number;
    readonly previous?: SealedButton;
    readonly next?: SealedButton;
  };
}

/** A form to be shown at once (Discord's modal): at most 5 fields. */
export interface FormView {
  /** At most 64 bytes; comes back in the `form` message. */
  readonly data: string;
  readonly title: string;
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly name: string;
  /** At most 45 characters. */
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly long: boolean;
  /** Present: one of these instead of free text. */
  readonly choices?: readonly Choice[];
}

/** What an adapter must know before anything is read from the database. */
export interface Preview {
  /** Show this form instead of passing the message on. */
  readonly form?: FormView;
  /** In a server or group: may everybody there see the answer? */
  readonly isPublic: boolean;
  /** The answer replaces the message that holds the pressed button. */
  readonly inPlace: boolean;
}

/** How an adapter answers one incoming message. Never called twice for one message. */
export type Respond = (incoming: Incoming, reply: SealedReply) => Promise<void>;

/** The side of the conversation that an adapter sees. None of these throws. */
export interface Conversation {
  /** Pure and immediate: no input or output. */
  readonly preview: (message: Message, sender: Sender) => Preview;
  /**
   * Takes an update over: remembers its id (a second delivery does nothing), then answers in the
   * order in which this sender's updates came. Resolves when it is safely stored, before it is
   * answered; `respond` is called later, and its failure is logged, not thrown.
   */
  readonly accept: (incoming: Incoming, respond: Respond) => Promise<void>;
  /** Answers what was accepted before the process ended. Called once, when the adapter can send. */
  readonly resume: (platform: Platform, respond: Respond) => Promise<void>;
  /** Resolves when everything accepted so far is answered. */
  readonly idle: () => Promise<void>;
  /**
   * What an option may become that is being typed: at most 25 choices of at most 100 characters each,
   * within 300 ms, else none. Of this sender's own data and of what everybody may see; takes nothing over.
   */
  readonly suggest: (typing: Typing, sender: Sender) => Promise<readonly Choice[]>;
  /** The bot is no longer in this server or group: nothing is sent there any more. */
  readonly left: (platform: Platform, communityId: string) => Promise<void>;
  /** The commands to register with the platform. */
  readonly commands: readonly CommandView[];
}

/** An option of a command that somebody is typing: `path` is `search add`. */
export interface Typing {
  readonly path: string;
  readonly option: string;
  readonly text: string;
}

/** What an option names, so that choices can be offered while it is typed. */
export type Suggested = 'query' | 'place' | 'company' | 'search' | 'job';

/** A command as a platform registers it. `subcommands` is empty for a command without any. */
export interface CommandView {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionView[];
  readonly subcommands: readonly {
    readonly name: string;
    readonly description: string;
    readonly options: readonly OptionView[];
  }[];
}

export interface OptionView {
  readonly name: string;
  readonly description: string;
  readonly kind: 'text' | 'number' | 'flag';
  readonly required: boolean;
  readonly choices?: readonly Choice[];
  /** Present: `Conversation.suggest` has choices for it. */
  readonly suggests?: Suggested;
  /** Text: the longest accepted. Number: the largest. */
  readonly max?: number;
}

/**
 * Where a message goes that nobody asked for: to a person's private chat (`chatId` is null until the
 * platform has told it), or to a channel of a community (`topicId`: Telegram's `message_thread_id`).
 */
export type Recipient =
  | { readonly kind: 'person'; readonly accountId: string; readonly chatId: string | null }
  | { readonly kind: 'channel'; readonly chatId: string; readonly topicId: string | null };

/**
 * What a send that takes several requests tells on its way, so that after a crash it goes on where
 * it was. Each is awaited before the next request; false: the message is somebody else's by now, stop.
 */
export interface Progress {
  /** Parts of this message that have arrived before: they are not sent again. */
  readonly partsSent: number;
  /** So many of its parts have arrived, and there are more. */
  readonly onPart: (partsSent: number) => Promise<boolean>;
  /** The person's chat is open now. */
  readonly onChat: (chatId: string) => Promise<boolean>;
}

/**
 * What became of a message that we sent. "They said no" and "we never heard" are different:
 * - `delivered`: the platform has it; `chatId` is worth remembering.
 * - `retry`: certainly not delivered; try again after `afterMs`. `scope` says for whom that holds:
 *   `platform` for everybody, `new-chats` for those whose chat was never opened. `isLimit`: we were too fast.
 * - `refused`: not delivered, and a sign that more will not be: the recipient does not let us in as
 *   things are (tried again after `afterMs`), or the platform's filter does not like this message (never again).
 * - `gone`: will never be delivered: the recipient cannot be reached, or this message is not acceptable.
 * - `moved`: not delivered; the chat has another id from now on.
 * - `shut`: not delivered; the platform refuses this bot altogether, until an operator does something.
 * - `unknown`: it may have been delivered.
 */
export type Outcome =
  | { readonly kind: 'delivered'; readonly messageId: string; readonly chatId: string }
  | {
      readonly kind: 'retry';
      readonly afterMs: number;
      readonly scope: 'recipient' | 'new-chats' | 'platform';
      readonly isLimit?: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'refused'; readonly what: 'recipient'; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'refused'; readonly what: 'message'; readonly reason: string }
  | { readonly kind: 'gone'; readonly what: 'recipient' | 'message'; readonly reason: string }
  | { readonly kind: 'moved'; readonly chatId: string; readonly reason: string }
  | { readonly kind: 'shut'; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** One chat platform. */
export interface Adapter {
  readonly platform: Platform;
  /** When the next message may go out; the adapter's answers and whoever calls `send` keep to it. */
  readonly pacing: Pacing;
  /**
   * What a person and the bot may do where it was said, never older than a minute. Null: the platform
   * cannot say now. Absent where there are no communities. Never throws.
   */
  readonly rights?: (chat: Chat, senderId: string) => Promise<Rights | null>;
  /**
   * Connects in the background and keeps connecting for ever; resolves at the first success.
   * Rejects only where trying again cannot help (a token that the platform refuses).
   */
  readonly start: (conversation: Conversation) => Promise<void>;
  /** Takes nothing new, lets what is under way finish, closes every connection. */
  readonly stop: () => Promise<void>;
  /**
   * Sends a message. `key` names it for ever: where the platform can recognise a repeat (Discord's
   * nonce) it does. The moment for its first part is the caller's to choose. Never throws. Ends within 15 s.
   */
  readonly send: (recipient: Recipient, reply: SealedReply, key: string, progress?: Progress) => Promise<Outcome>;
}
