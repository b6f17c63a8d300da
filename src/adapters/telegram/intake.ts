import type { Conversation, Incoming, Respond } from '../../chat/adapter.ts';
import type { Logger } from '../../logger.ts';
import { anonymousCommand, leftGroup, pressId, toIncoming } from './incoming.ts';

const PATIENCE_MS = 30_000; // one update that cannot be stored must not hold everybody's

export interface IntakeDeps {
  readonly conversation: Conversation;
  readonly respond: Respond;
  readonly botName: string;
  /** Stops the spinner on a pressed button. Never rejects. */
  readonly acknowledge: (pressId: string) => Promise<void>;
  /** Tells who writes as the group that this needs a person. Never rejects. */
  readonly answerAnonymous: (to: { readonly chatId: number; readonly messageId: number }) => Promise<void>;
  readonly logger: Logger;
}

/**
 * Takes a batch of updates over: spinners stop first, then each is accepted, one person's in their
 * order, everybody at once. A malformed update, or one that is not accepted, is logged and passed
 * over. Never rejects.
 */
export const takeOver = async (updates: readonly unknown[], deps: IntakeDeps): Promise<void> => {
  for (const update of updates) {
    const id = pressId(update);
    if (id !== null) void deps.acknowledge(id);
    const group = leftGroup(update);
    if (group !== null) void deps.conversation.left('telegram', group);
    const anonymous = anonymousCommand(update, deps.botName);
    if (anonymous !== null) void deps.answerAnonymous(anonymous);
  }
  const ofSender = Map.groupBy(
    updates.flatMap((update) => read(update, deps)),
    (incoming) => incoming.sender.id,
  );
  await Promise.all(
    [...ofSender.values()].map(async (mine) => {
      for (const incoming of mine) await accept(incoming, deps);
    }),
  );
};

const read = (update: unknown, { botName, logger }: IntakeDeps): Incoming[] => {
  try {
    const incoming = toIncoming(update, botName);
    return incoming === null ? [] : [incoming];
  } catch (error) {
    logger.warn('telegram.malformed_update', { reason: error instanceof Error ? error.message : 'unknown' });
    return [];
  }
};

const accept = async (incoming: Incoming, { conversation, respond, logger }: IntakeDeps): Promise<void> => {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => late.reject(new Error('accept took too long')), PATIENCE_MS);
  try {
    await Promise.race([conversation.accept(incoming, respond), late.promise]);
  } catch (error) {
    logger.error('telegram.not_accepted', { updateId: incoming.updateId }, error);
  } finally {
    clearTimeout(timer);
  }
};
