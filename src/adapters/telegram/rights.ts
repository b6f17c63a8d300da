import type { Chat, Rights } from '../../chat/adapter.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import type { TelegramApi } from './api.ts';
import { TelegramFailure, toFailure } from './failure.ts';

/** Who was demoted loses the right within this time. */
const CACHE_MS = 60_000;
const MOST_CACHED = 10_000;

interface Deps {
  readonly api: Pick<TelegramApi, 'call'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * The account that all anonymous admins of all groups share: it is nobody.
 * https://core.telegram.org/bots/api#message, `from`: "GroupAnonymousBot"
 */
export const ANONYMOUS_ADMIN = 1_087_968_824;

/** Asks Telegram who may manage a group and whether the bot may post there; an answer counts for a minute. */
export const createRights = ({ api, clock, logger, signal }: Deps) => {
  const cache = new Map<string, { readonly at: number; readonly value: Promise<unknown> }>();

  const cached = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const now = clock.now().getTime();
    const known = cache.get(key);
    if (known !== undefined && now - known.at < CACHE_MS) return known.value as Promise<T>;
    const value = ask();
    // A failure is no answer: the next one asks again.
    value.catch(() => cache.delete(key));
    cache.delete(key);
    cache.set(key, { at: now, value });
    const oldest = cache.size > MOST_CACHED ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    return value;
  };

  const member = (chatId: number, userId: number) =>
    cached(`${chatId} ${userId}`, () => api.call('getChatMember', { chat_id: chatId, user_id: userId }, { signal }));
  const maySendByDefault = (chatId: number) =>
    cached(`${chatId}`, async () => {
      const chat = await api.call('getChat', { chat_id: chatId }, { signal });
      return 'permissions' in chat ? (chat.permissions?.can_send_messages ?? true) : true;
    });

  const missingOf = async (chatId: number, botId: number): Promise<readonly string[]> => {
    const bot = await member(chatId, botId);
    if (bot.status === 'left' || bot.status === 'kicked') return ['Membership'];
    if (bot.status === 'administrator' || bot.status === 'creator') return [];
    const maySend = bot.status === 'restricted' ? bot.can_send_messages : await maySendByDefault(chatId);
    return maySend ? [] : ['Send Messages'];
  };

  return async (chat: Chat, senderId: string, botId: number): Promise<Rights | null> => {
    const [chatId, userId] = [Number(chat.id), Number(senderId)];
    if (chat.isPrivate || userId === ANONYMOUS_ADMIN) return { mayManage: false, missing: [] };
    try {
      const [person, missing] = await Promise.all([member(chatId, userId), missingOf(chatId, botId)]);
      return { mayManage: person.status === 'creator' || person.status === 'administrator', missing };
    } catch (error) {
      logger.warn('telegram.rights_unknown', { reason: new TelegramFailure(toFailure(error)).message });
      return null;
    }
  };
};
