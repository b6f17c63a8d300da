import type { Conversation, Incoming, Preview, Respond, SealedReply } from '../../../src/chat/adapter.ts';
import { createMoments } from './moments.ts';

const PRIVATE: Preview = { isPublic: false, inPlace: false };

/**
 * The other side of the adapter's contract, as small as it can be: remembers update ids, answers in
 * the order of arrival, and keeps everything for the test to look at.
 */
export const createConversation = ({
  reply = () => null,
  preview = () => PRIVATE,
  accept,
  commands = [],
}: {
  readonly reply?: (incoming: Incoming) => SealedReply | null;
  readonly preview?: (incoming: Pick<Incoming, 'message' | 'sender'>) => Preview;
  /** Runs before an update counts as stored; may reject or never end. */
  readonly accept?: (incoming: Incoming) => Promise<void>;
  readonly commands?: Conversation['commands'];
} = {}) => {
  const accepted: Incoming[] = [];
  const failures: unknown[] = [];
  const left: string[] = [];
  const moments = createMoments();
  const seen = new Set<string>();
  let tail: Promise<void> = Promise.resolve();
  let resumed: { platform: string; respond: Respond } | null = null;
  const conversation: Conversation = {
    preview: (message, sender) => preview({ message, sender }),
    accept: async (incoming, respond) => {
      if (seen.has(incoming.updateId)) return;
      await accept?.(incoming);
      seen.add(incoming.updateId);
      accepted.push(incoming);
      moments.notify();
      const answer = reply(incoming);
      if (answer === null) return;
      tail = tail.then(() => respond(incoming, answer)).catch((error: unknown) => void failures.push(error));
    },
    resume: async (platform, respond) => {
      resumed = { platform, respond };
    },
    idle: () => tail,
    suggest: async () => [],
    left: async (platform, communityId) => {
      left.push(`${platform}:${communityId}`);
      moments.notify();
    },
    commands,
  };
  return {
    conversation,
    accepted,
    failures,
    /** Servers and groups that the bot is no longer in. */
    left,
    resumed: () => resumed,
    /** Resolves with everything accepted once it is so many. */
    received: (many: number, deadlineMs?: number): Promise<Incoming[]> =>
      moments.until(() => (accepted.length >= many ? accepted : null), `${many} accepted updates`, deadlineMs),
  };
};
