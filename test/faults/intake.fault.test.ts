import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTelegramAdapter } from '../../src/adapters/telegram/index.ts';
import type { Incoming } from '../../src/chat/adapter.ts';
import { createButtonSeal } from '../../src/chat/buttons.ts';
import { createConversation } from '../../src/chat/conversation.ts';
import { createErrorReport } from '../../src/chat/middleware/report-errors.ts';
import { systemClock } from '../../src/clock.ts';
import { isStorageAway } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { realStores } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';
import { startTelegram, type TelegramStandIn } from '../support/telegram/index.ts';
import { figure } from './figures.ts';
import { seed } from './seeded.ts';

const { sequelize } = useDatabase();
/** A tenth of the real ones: what lasts 50 s there lasts 5 s here. */
const scale = 10;
let telegram: TelegramStandIn;
let adapter: ReturnType<typeof createTelegramAdapter>;
let release: () => void;
const heard: string[] = [];

beforeEach(async () => {
  heard.length = 0;
  telegram = await startTelegram();
  const logger = createLogger('silent');
  const stores = realStores(sequelize);
  const hung = Promise.withResolvers<void>();
  release = hung.resolve;
  adapter = createTelegramAdapter({
    token: telegram.token,
    apiUrl: telegram.url,
    logger,
    clock: systemClock,
    backoff: { firstMs: 1_000 / scale, longestMs: 30_000 / scale },
  });
  await adapter.start(
    createConversation({
      router: {
        preview: () => ({ isPublic: false, inPlace: false }),
        answer: async ({ message }: Incoming) => {
          const text = message.kind === 'text' ? message.text : message.kind;
          heard.push(text);
          if (text === 'throw') throw new Error('a handler that throws');
          if (text === 'hang') await hung.promise;
          return { text: [`heard ${text}`] };
        },
      },
      commands: [],
      seal: createButtonSeal(Buffer.alloc(32, 7), stores.buttonLines),
      stores,
      clock: systemClock,
      logger,
      reportError: createErrorReport(logger, isStorageAway),
    }),
  );
});

afterEach(async () => {
  release();
  await adapter.stop();
  await telegram.close();
});

/** ms from what somebody says to the answer. */
const answeredAfter = async (who: ReturnType<TelegramStandIn['person']>, text: string): Promise<number> => {
  const since = performance.now();
  who.says(text);
  expect((await who.nextMessage()).text).toBe(`heard ${text}`);
  return performance.now() - since;
};

/** Whatever an update could hold, with ids that Telegram would give. */
const anyUpdate = fc.tuple(
  fc.constantFrom('message', 'callback_query', 'my_chat_member', 'edited_message', 'poll', ''),
  fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        message_id: fc.oneof(fc.nat(), fc.jsonValue()),
        date: fc.nat(),
        text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        data: fc.oneof(fc.string(), fc.jsonValue()),
        id: fc.oneof(fc.string(), fc.jsonValue()),
        from: fc.oneof(fc.record({ id: fc.nat(), is_bot: fc.boolean(), first_name: fc.string() }), fc.jsonValue()),
        chat: fc.oneof(fc.record({ id: fc.integer(), type: fc.constantFrom('private', 'group') }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    ),
  ),
);

describe('intake', () => {
  test('goes on after handlers that throw or hang, chats that refuse, and 10,000 fuzzed updates', async () => {
    const [ann, ben] = [telegram.person('ann'), telegram.person('ben')];
    await answeredAfter(ben, 'hello');
    let slowestMs = 0;
    const bens = async (text: string): Promise<void> => {
      slowestMs = Math.max(slowestMs, await answeredAfter(ben, text));
    };

    ann.says('throw');
    await bens('after a throw');
    for (const [code, description] of [
      [403, 'Forbidden: bot was blocked by the user'],
      [400, 'Bad Request: chat not found'],
    ] as const) {
      const cat = telegram.person(`cat ${code}`);
      telegram.fail({ method: 'sendMessage', chatId: cat.id, trouble: { kind: 'refuse', code, description } });
      cat.says('anything');
      await bens(`after a ${code}`);
    }
    const dan = telegram.person('dan');
    telegram.fail({ method: 'sendMessage', chatId: dan.id, trouble: { kind: 'hang' } });
    dan.says('to a chat that does not answer');
    await bens('beside a chat that hangs');
    ann.says('hang');
    await bens('beside a handler that hangs');

    const fuzzed = 10_000;
    const first = 200_000_000;
    for (const [i, [kind, payload]] of fc.sample(anyUpdate, { numRuns: fuzzed, seed }).entries())
      telegram.updates.push({ update_id: first + i, [kind]: payload });
    telegram.updates.jumpTo(first + fuzzed);
    await telegram.until(
      () => (telegram.updates.unconfirmed().length === 0 ? true : null),
      'everything fuzzed to be confirmed',
      240_000,
    );
    await bens('after everything');
    figure(
      'R16',
      `5 faults and ${fuzzed} fuzzed updates (seed ${seed}): the next handled after ${Math.round(slowestMs)} ms at most`,
      slowestMs <= 1_000,
    );
  });

  test('comes back soon after a rival poller is gone, and handles what waited in its order', async () => {
    const rivalMs = 50_000 / scale;
    telegram.updates.jumpTo(900_000_000); // the ids of the test before are known already
    telegram.fail({
      method: 'getUpdates',
      times: Number.POSITIVE_INFINITY,
      trouble: {
        kind: 'refuse',
        code: 409,
        description:
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      },
    });
    // Ends the poll that was under way before.
    telegram.updates.close();
    const people = Array.from({ length: 10 }, (_, i) => telegram.person(`waiting ${i}`));
    const said = Array.from({ length: 200 }, (_, i) => ({ who: i % people.length, text: `m${i}` }));
    for (const { who, text } of said) people[who]?.says(text);
    await new Promise((resolve) => setTimeout(resolve, rivalMs));
    expect(heard).toEqual([]);
    const asked = telegram.calls('getUpdates').length;
    telegram.heal();
    const since = performance.now();
    await telegram.until(() => (telegram.calls('getUpdates').length > asked ? true : null), 'the next poll', 30_000);
    const backMs = (performance.now() - since) * scale;
    const isInOrder = async (person: (typeof people)[number], who: number): Promise<boolean> => {
      const mine = said.filter((one) => one.who === who).map(({ text }) => `heard ${text}`);
      await telegram.until(
        () => (telegram.messages(person.id).length >= mine.length ? true : null),
        'all answers',
        60_000,
      );
      return telegram.messages(person.id).every(({ text }, i) => text === mine[i]);
    };
    const inOrder = await Promise.all(people.map(isInOrder));
    figure(
      'R17',
      `back ${Math.round(backMs)} ms after 50 s of 409 (clock ${scale} times), ${said.length} in order`,
      backMs <= 10_000 && inOrder.every((one) => one),
    );
  });
});
