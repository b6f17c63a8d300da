import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { CommandView, Conversation, Incoming, Platform, Respond, SealedReply } from './adapter.ts';
import { type ButtonSeal, ownerOf } from './buttons.ts';
import { cleanIncoming, lengthOf } from './clean.ts';
import type { Account } from './command.ts';
import { withDeadline } from './deadline.ts';
import { createRateLimit } from './middleware/rate-limit.ts';
import type { Reply } from './reply.ts';
import type { Router } from './router.ts';
import type { ChatStores } from './stores.ts';
import { createSuggest } from './suggest.ts';

interface Deps {
  readonly router: Router;
  readonly commands: readonly CommandView[];
  readonly seal: ButtonSeal;
  readonly stores: ChatStores;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What a person is told of an error. */
  readonly reportError: (error: unknown, what: string) => Reply;
}

/** Telegram lets a person send 4,096 characters; nobody types more into one command. */
const MAX_CHARACTERS = 4_096;
/** With 3 s to answer, so long may the database take to say who writes. */
const STORAGE_DEADLINE_MS = 2_000;

/** No account has this id: a long button line cannot be kept for it. */
const NOBODY = 0;

const withoutButtons = ({ text, files }: Reply): SealedReply => ({
  ...(text === undefined ? {} : { text }),
  ...(files === undefined ? {} : { files }),
});

const nameOf = ({ sender, updateId }: Incoming): string => `${sender.platform}:${updateId}`;

const storageAway = () => new UserError('storage.away', {});

/** Takes updates over, answers each sender's in order, and never throws. */
export const createConversation = ({
  router,
  commands,
  seal,
  stores,
  clock,
  logger,
  reportError,
}: Deps): Conversation => {
  const allowance = createRateLimit(clock);
  const queues = new Map<string, Promise<void>>();
  const resumed = new Set<Platform>();
  /**
   * What came before this process resumed what a dead one left, which is kept in the same place: true
   * where it is our own, false where that one had taken it over.
   */
  const early = new Map<string, Promise<boolean>>();
  /** Answered while the database was away: still to be noted there. */
  const unnoted: Incoming[] = [];

  const reply = async (incoming: Incoming, account: Account): Promise<Reply> => {
    const length = lengthOf(incoming.message);
    if (length > MAX_CHARACTERS) throw new UserError('message.too_long', { length, max: MAX_CHARACTERS });
    if (incoming.message.kind === 'text' && incoming.message.text.trim() === '')
      throw new UserError('message.unreadable', {});
    return router.answer(incoming, account);
  };

  const answerOne = async (incoming: Incoming, respond: Respond): Promise<void> => {
    const what = incoming.message.kind;
    let account: Account | null = null;
    let answer: Reply;
    try {
      account = await withDeadline(
        stores.accounts.load(incoming.sender, incoming.chat),
        STORAGE_DEADLINE_MS,
        storageAway,
      );
      answer = await reply(incoming, account);
    } catch (error) {
      answer = reportError(error, what);
    }
    await send(incoming, await sealFor(incoming, account, answer), respond);
  };

  const sealFor = async (incoming: Incoming, account: Account | null, answer: Reply): Promise<SealedReply> => {
    try {
      const { id = NOBODY, buttonEpoch: epoch = 0 } = account ?? {};
      return await seal.sealReply(answer, { id, owner: ownerOf(incoming.sender), epoch });
    } catch (error) {
      // Without the database a long button line cannot be kept: the sentence goes out without buttons.
      logger.warn('buttons left out', { reason: error instanceof Error ? error.name : 'unknown' });
      return withoutButtons(answer);
    }
  };

  const send = async (incoming: Incoming, sealed: SealedReply, respond: Respond): Promise<void> => {
    if (Object.keys(sealed).length === 0) return;
    try {
      await respond(incoming, sealed);
    } catch (error) {
      logger.error('answer not sent', { platform: incoming.sender.platform }, error);
    }
  };

  const finish = async (incoming: Incoming): Promise<void> => {
    try {
      await stores.inbox.finish(incoming);
    } catch (error) {
      unnoted.push(incoming);
      logger.warn('update not noted as answered', { reason: error instanceof Error ? error.name : 'unknown' });
      return;
    }
    const missed = unnoted.shift();
    if (missed !== undefined) await finish(missed);
  };

  const handle = async (incoming: Incoming, respond: Respond): Promise<void> => {
    if (incoming.message.kind === 'reachable') {
      await stores.accounts.setReachable(incoming.sender, incoming.message.isReachable).catch((error: unknown) => {
        logger.error('reachability not noted', {}, error);
      });
    } else {
      await answerOne(incoming, respond);
    }
    await finish(incoming);
  };

  /** Runs after everything that this sender sent before. */
  const enqueue = (sender: string, work: () => Promise<void>): void => {
    const before = queues.get(sender) ?? Promise.resolve();
    const after = before.then(work).catch((error: unknown) => logger.error('update failed', {}, error));
    queues.set(sender, after);
    void after.then(() => {
      if (queues.get(sender) === after) queues.delete(sender);
    });
  };

  const accept: Conversation['accept'] = async (raw, respond) => {
    const incoming = cleanIncoming(raw);
    const sender = ownerOf(incoming.sender);
    // A terminal is its owner's, and pasting a script into it is no flood.
    const isFree = incoming.message.kind === 'reachable' || incoming.sender.platform === 'console';
    const allowed = isFree ? { allowed: true as const } : allowance(sender);
    if (!allowed.allowed) {
      // An interaction must be answered; a flood of texts is told once.
      if (allowed.isTold && incoming.message.kind === 'text') return;
      const refusal = reportError(new UserError('rate.too_fast', { seconds: allowed.seconds }), 'rate');
      return send(incoming, withoutButtons(refusal), respond);
    }
    const taking = stores.inbox.take(incoming);
    const name = nameOf(incoming);
    if (!resumed.has(incoming.sender.platform) && !early.has(name)) early.set(name, taking);
    const taken = withDeadline(taking, STORAGE_DEADLINE_MS, storageAway);
    // It has its turn from now on, so that two updates at once are answered in their order.
    enqueue(sender, async () => {
      if (await taken.catch(() => false)) await handle(incoming, respond);
    });
    try {
      await taken;
    } catch (error) {
      // Told that nothing was saved: taken over late, it must not be answered after the next start.
      void taking.then((isNew) => (isNew ? finish(incoming) : undefined)).catch(() => {});
      await send(incoming, withoutButtons(reportError(error, 'inbox')), respond);
    }
  };

  return {
    preview: router.preview,
    accept,
    resume: async (platform, respond) => {
      try {
        for (const incoming of await stores.inbox.unfinished(platform)) {
          if (await early.get(nameOf(incoming))?.catch(() => false)) continue;
          enqueue(ownerOf(incoming.sender), () => handle(incoming, respond));
        }
      } catch (error) {
        logger.error('unanswered updates not read', { platform }, error);
      }
      resumed.add(platform);
    },
    idle: async () => {
      while (queues.size > 0) await Promise.all(queues.values());
    },
    suggest: createSuggest(commands, stores.suggestions, logger),
    left: (platform, communityId) =>
      stores.communities.left(platform, communityId).catch((error: unknown) => {
        // The platform refuses what is sent there from now on, so the outbox finds out as well.
        logger.error('leaving not noted', { platform }, error);
      }),
    commands,
  };
};
