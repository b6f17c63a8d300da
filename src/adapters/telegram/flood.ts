import type { Clock } from '../../clock.ts';

const MANY = 5;
const WITHIN_MS = 1_000;

/**
 * Counts who was told to slow down. The returned function takes the chat of a 429 and says whether
 * at least five chats got one within the last second: then it is the bot that is too fast, not one chat.
 */
export const createFloodWatch = (clock: Clock): ((chat: string) => boolean) => {
  const seen = new Map<string, number>();
  return (chat) => {
    const now = clock.now().getTime();
    seen.set(chat, now);
    for (const [one, at] of seen) if (now - at > WITHIN_MS) seen.delete(one);
    return seen.size >= MANY;
  };
};
