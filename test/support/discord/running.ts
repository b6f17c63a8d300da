import { createDiscordAdapter } from '../../../src/adapters/discord/index.ts';
import type { Adapter, Incoming, SealedReply } from '../../../src/chat/adapter.ts';
import { createLogger } from '../../../src/logger.ts';
import { converse, type Script, type SmallConversation } from './conversation.ts';
import { type Discord, type Options, startDiscord } from './index.ts';

/** The real adapter, connected to a Discord of its own. */
export interface Running {
  readonly discord: Discord;
  readonly adapter: Adapter;
  readonly conversation: SmallConversation;
  /** What it logged, a line an entry. */
  readonly log: string[];
}

const open: (() => Promise<void>)[] = [];

/** Ends everything that `run` began; for `afterEach`. */
export const endAll = async (): Promise<void> => {
  for (const close of open.splice(0).reverse()) await close();
};

export const reply = (text: string): SealedReply => ({ text: [text] });

/** Starts both; `left` are the updates that a process that ended had accepted. */
export const run = async (
  script: Partial<Script> = {},
  options: Options = {},
  left: readonly Incoming[] = [],
): Promise<Running> => {
  const discord = await startDiscord(options);
  open.push(discord.close);
  const log: string[] = [];
  const logger = createLogger('debug', (line) => log.push(line));
  const adapter = createDiscordAdapter({ token: discord.token, apiUrl: discord.apiUrl, logger, clock: discord.clock });
  const conversation = converse({ answer: () => reply('fine'), ...script });
  conversation.unanswered.push(...left);
  await adapter.start(conversation);
  open.push(adapter.stop);
  return { discord, adapter, conversation, log };
};

/** An answer that the test gives when it wants to. */
export const later = () => {
  let give: (answer: SealedReply) => void = () => undefined;
  const answer = new Promise<SealedReply>((resolve) => {
    give = resolve;
  });
  return { answer, give };
};
