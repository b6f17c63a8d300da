import type { Platform } from '../../src/chat/adapter.ts';
import type { Platforms } from '../support/platforms.ts';

/**
 * A message of a load names itself in every line, so that what a person saw says which message it
 * was, and which part of it. A key that ends in `long` is of several parts on every platform.
 */
export const linesOf = (key: string): string[] =>
  Array.from({ length: key.endsWith('long') ? 70 : 1 }, (_, i) => `${key}x${i} ${'padding '.repeat(10)}`.trim());

const tokensIn = (text: string): string[] => text.match(/\bm\d+(?:long)?x\d+\b/g) ?? [];

/** A person of a load: what was queued for them, in its order, and what they saw. */
export interface Reader {
  readonly platform: Platform;
  readonly platformId: string;
  readonly chatId: string | null;
  readonly keys: string[];
  /** The texts of the messages, in the order in which they appeared. */
  readonly shown: () => readonly string[];
}

/** What became of a load by what people saw, and not by what the bot noted. */
export interface Told {
  readonly messages: number;
  readonly lost: readonly string[];
  readonly discordTwice: number;
  readonly telegramTwice: number;
  readonly inversions: number;
}

/** People whose chat with the bot is open, or whom it never wrote to. */
export const peopleOf = ({ discord, telegram }: Platforms, names: readonly string[], isOpen = true) => ({
  discord: names.map((name): Reader => {
    const person = discord.person(name, { hasChat: isOpen });
    return {
      platform: 'discord',
      platformId: person.id,
      chatId: isOpen ? person.channelId : null,
      keys: [],
      shown: () => discord.dms(person.id).map(({ content }) => content),
    };
  }),
  telegram: names.map((name): Reader => {
    const { id } = telegram.person(name, { isOpen: true });
    return {
      platform: 'telegram',
      platformId: `${id}`,
      chatId: isOpen ? `${id}` : null,
      keys: [],
      shown: () => telegram.messages(id).map(({ text }) => text),
    };
  }),
});

/** Compares what was queued with what was seen; `unknown` are the keys of messages that are listed as unclear. */
export const tell = (readers: readonly Reader[], unknown: ReadonlySet<string> = new Set()): Told => {
  let messages = 0;
  let inversions = 0;
  const lost: string[] = [];
  const twice = { discord: 0, telegram: 0, console: 0 };
  for (const { platform, keys, shown } of readers) {
    const expected = keys.flatMap((key) => linesOf(key).flatMap(tokensIn));
    const seen = new Set<string>();
    for (const text of shown()) {
      const tokens = tokensIn(text);
      // A part that went out again: its whole text was there before.
      if (tokens.length > 0 && tokens.every((token) => seen.has(token))) twice[platform] += 1;
      for (const token of tokens) seen.add(token);
    }
    messages += keys.length;
    const isLost = (token: string): boolean => !seen.has(token) && !unknown.has(token.split('x')[0] ?? '');
    lost.push(...expected.filter(isLost).map((token) => `${platform} ${token}`));
    const order = expected.filter((token) => seen.has(token));
    if ([...seen].some((token, i) => token !== order[i])) inversions += 1;
  }
  return { messages, lost, discordTwice: twice.discord, telegramTwice: twice.telegram, inversions };
};
