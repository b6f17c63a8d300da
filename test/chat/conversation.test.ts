import { beforeEach, describe, expect, test } from 'vitest';
import { ChatAccount, SeenUpdate } from '../../models/index.ts';
import type { Incoming, Respond } from '../../src/chat/adapter.ts';
import { createInbox } from '../../src/stores/inbox.ts';
import { buttonsOf, personAt, realStores, seen, startConversation, update } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const clock = { now: () => new Date('2026-11-21T12:00:00Z') };
beforeEach(() => sequelize.query('truncate users, seen_updates restart identity cascade').then(() => {}));

/** What was answered, in order: the update's id and the text. */
const recorder = () => {
  const answers: { readonly id: string; readonly text: string }[] = [];
  const respond: Respond = async (incoming, reply) => {
    answers.push({ id: incoming.updateId, text: seen(reply) });
  };
  return { answers, respond };
};
const never = () => new Promise<never>(() => {});
const fails = async (): Promise<never> => {
  throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
};

describe('an update', () => {
  test('delivered three times, also at once and to another process, is answered once', async () => {
    const { conversation } = startConversation({ sequelize });
    const other = startConversation({ sequelize }).conversation;
    const { answers, respond } = recorder();
    const help = update('/help');
    await Promise.all([conversation.accept(help, respond), conversation.accept(help, respond)]);
    await other.accept(help, respond);
    await Promise.all([conversation.idle(), other.idle()]);
    expect(answers.map((one) => one.id)).toEqual([help.updateId]);
  });

  test('with the same id on another platform is another update', async () => {
    const { conversation } = startConversation({ sequelize });
    const { answers, respond } = recorder();
    await conversation.accept(update('/help', { updateId: '1' }), respond);
    await conversation.accept(update('/help', { updateId: '1', platform: 'discord' }), respond);
    await conversation.idle();
    expect(answers).toHaveLength(2);
  });

  test('accepted before a crash is answered after it, in order, once, and what it said is gone then', async () => {
    const inbox = createInbox(clock);
    const taken = [update('/profile edit name:Ada'), update('/profile'), update('/help', { platform: 'discord' })];
    for (const one of taken) await inbox.take(one);
    const { answers, respond } = recorder();
    const { conversation } = startConversation({ sequelize });
    await conversation.resume('telegram', respond);
    await conversation.idle();
    expect(answers.map((one) => one.id)).toEqual(taken.slice(0, 2).map((one) => one.updateId));
    expect(answers[1]?.text).toContain('Name: Ada');
    const after = startConversation({ sequelize }).conversation;
    await after.resume('telegram', respond);
    await after.accept(taken[0] ?? update(''), respond);
    await after.idle();
    expect(answers).toHaveLength(2);
    const rows = await SeenUpdate.findAll({ where: { platform: 'telegram' } });
    expect(rows.map((row) => row.payload)).toEqual([null, null]);
  });

  test('that could not be answered is finished all the same, and the next one is served', async () => {
    const { conversation } = startConversation({ sequelize });
    const { answers, respond } = recorder();
    await conversation.accept(update('/help'), async () => {
      throw new Error('the platform said no');
    });
    await conversation.accept(update('/profile'), respond);
    await conversation.idle();
    expect(answers).toHaveLength(1);
    expect(await SeenUpdate.count({ where: { handledAt: null } })).toBe(0);
  });

  test('with what no person types is answered, and stored without it', async () => {
    const ada = personAt(startConversation({ sequelize }).conversation);
    expect(await ada.say('/jobs find ru\u0000st\ud800\u0007')).toContain('Nothing open fits rust');
    expect(await ada.say('\u0000')).toContain('I found nothing to read');
    expect(await ada.say('   ')).toContain('I found nothing to read');
    expect(await ada.say('\u202eشكرا 😀 مرحبا')).toContain('I work with commands and buttons.');
    expect(await ada.say('x'.repeat(10_000))).toBe(
      'That is 10000 characters; I read up to 4096 at once. Nothing was changed. Please send the part that matters.',
    );
    expect(await ada.say('y'.repeat(4_096))).toContain('I work with commands and buttons.');
  });
});

describe('order', () => {
  test('a sender’s updates are answered as they came, though the first is stored last', async () => {
    const stored = Promise.withResolvers<void>();
    const inbox = createInbox(clock);
    const slow = update('/profile edit name:First');
    const { conversation } = startConversation({
      sequelize,
      stores: {
        inbox: {
          ...inbox,
          take: async (incoming) => {
            if (incoming.updateId === slow.updateId) await stored.promise;
            return inbox.take(incoming);
          },
        },
      },
    });
    const { answers, respond } = recorder();
    const fast = update('/profile');
    const accepted = [conversation.accept(slow, respond), conversation.accept(fast, respond)];
    await accepted[1];
    stored.resolve();
    await Promise.all(accepted);
    await conversation.idle();
    expect(answers.map((one) => one.id)).toEqual([slow.updateId, fast.updateId]);
    expect(answers[1]?.text).toContain('Name: First');
  });

  test('a sender whose answer takes long holds up nobody else', async () => {
    const { conversation } = startConversation({ sequelize });
    const { answers, respond } = recorder();
    const sent = Promise.withResolvers<void>();
    const othersServed = Promise.withResolvers<void>();
    await conversation.accept(update('/help', { id: '1' }), () => sent.promise);
    const second = update('/help', { id: '1' });
    await conversation.accept(second, respond);
    const other = update('/help', { id: '2' });
    await conversation.accept(other, async (incoming, reply) => {
      await respond(incoming, reply);
      othersServed.resolve();
    });
    await othersServed.promise;
    expect(answers.map((one) => one.id)).toEqual([other.updateId]);
    sent.resolve();
    await conversation.idle();
    expect(answers.map((one) => one.id)).toEqual([other.updateId, second.updateId]);
  });
});

describe('idle', () => {
  test('resolves when everything accepted is answered, and at once where nothing is', async () => {
    const { conversation } = startConversation({ sequelize });
    await conversation.idle();
    const { answers, respond } = recorder();
    const people = Array.from({ length: 8 }, (_, i) => update('/help', { id: `${i}` }));
    await Promise.all(people.map((one) => conversation.accept(one, respond)));
    await conversation.idle();
    expect(answers).toHaveLength(8);
  });
});

describe('storage that is away', () => {
  const away = "I can't reach my notes right now, so nothing was saved. Please try again in a minute.";
  const stores = realStores(sequelize, clock);

  test.each([
    ['fails at the inbox', { inbox: { ...stores.inbox, take: fails } }],
    ['fails at the accounts', { accounts: { ...stores.accounts, load: fails } }],
    ['fails at the forms', { forms: { ...stores.forms, find: fails } }],
  ])('and %s is said in a kind sentence', async (_, broken) => {
    const ada = personAt(startConversation({ sequelize, stores: broken }).conversation);
    expect(await ada.say('/profile')).toBe(away);
  });

  test('and hangs, at the inbox or later, is said within 3 s', async () => {
    const hangs = [{ inbox: { ...stores.inbox, take: never } }, { accounts: { ...stores.accounts, load: never } }];
    const start = performance.now();
    const said = hangs.map((broken) => personAt(startConversation({ sequelize, stores: broken }).conversation));
    expect(await Promise.all(said.map((ada) => ada.say('/profile')))).toEqual([away, away]);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('an update of which nothing could be saved is not answered again, though it is stored late', async () => {
    const late = Promise.withResolvers<void>();
    const finished = Promise.withResolvers<void>();
    const { conversation } = startConversation({
      sequelize,
      stores: {
        inbox: {
          ...stores.inbox,
          take: async (incoming) => {
            await late.promise;
            return stores.inbox.take(incoming);
          },
          finish: async (incoming) => {
            await stores.inbox.finish(incoming);
            finished.resolve();
          },
        },
      },
    });
    expect(await personAt(conversation).say('/profile')).toBe(away);
    late.resolve();
    await finished.promise;
    expect(await stores.inbox.unfinished('telegram')).toEqual([]);
  });

  test('what was answered meanwhile is noted when it is back, each once', async () => {
    let isAway = true;
    const noted: string[] = [];
    const { conversation } = startConversation({
      sequelize,
      stores: {
        inbox: {
          ...stores.inbox,
          finish: async (incoming: Incoming) => {
            if (isAway) return fails();
            noted.push(incoming.updateId);
            return stores.inbox.finish(incoming);
          },
        },
      },
    });
    const { respond } = recorder();
    const missed = Array.from({ length: 6 }, (_, i) => update('/help', { id: `${i}` }));
    await Promise.all(missed.map((one) => conversation.accept(one, respond)));
    await conversation.idle();
    isAway = false;
    const next = Array.from({ length: 3 }, (_, i) => update('/help', { id: `${i}` }));
    await Promise.all(next.map((one) => conversation.accept(one, respond)));
    await conversation.idle();
    expect(noted.toSorted()).toEqual([...missed, ...next].map((one) => one.updateId).toSorted());
    expect(await stores.inbox.unfinished('telegram')).toEqual([]);
  });

  test('a sentence that has buttons goes out without them where their lines cannot be kept', async () => {
    const { conversation } = startConversation({
      sequelize,
      stores: { buttonLines: { ...stores.buttonLines, keep: fails } },
    });
    const reply = await personAt(conversation).tell('words '.repeat(30));
    expect(seen(reply)).toContain('I work with commands and buttons.');
    expect([...buttonsOf(reply)]).toEqual([]);
  });
});

describe('a flood', () => {
  test('is told once, is served again when the person waits, and costs nobody else anything', async () => {
    let at = 0;
    const { conversation } = startConversation({ sequelize, clock: { now: () => new Date(at) } });
    const { answers, respond } = recorder();
    for (let i = 0; i < 70; i += 1) await conversation.accept(update('hm'), respond);
    await conversation.idle();
    const told = answers.filter((one) => one.text.includes('That was a lot at once'));
    expect(told).toHaveLength(1);
    expect(answers).toHaveLength(61);
    expect(await personAt(conversation, { id: '8' }).say('/cancel')).toContain('nothing to cancel');
    at = 5_000;
    expect(await personAt(conversation).say('/cancel')).toContain('nothing to cancel');
    expect(await SeenUpdate.count({ where: { handledAt: null } })).toBe(0);
  });

  test('of buttons is answered each time, since a platform shows a pressed button waiting', async () => {
    const { conversation, seal } = startConversation({ sequelize, clock });
    const { answers, respond } = recorder();
    for (let i = 0; i < 60; i += 1) await conversation.accept(update('hm'), respond);
    const data = seal.sealNow('help', false, 'telegram:7', 0) ?? '';
    for (let i = 0; i < 3; i += 1) await conversation.accept(update({ kind: 'button', data }), respond);
    await conversation.idle();
    expect(answers.filter((one) => one.text.includes('That was a lot at once'))).toHaveLength(3);
  });

  test('is none in a terminal, where a script is pasted', async () => {
    const { conversation } = startConversation({ sequelize, clock });
    const { answers, respond } = recorder();
    for (let i = 0; i < 70; i += 1) await conversation.accept(update('/cancel', { platform: 'console' }), respond);
    await conversation.idle();
    expect(answers.filter((one) => one.text.includes('nothing to cancel'))).toHaveLength(70);
  });
});

test('a person who blocks and unblocks the bot is noted and not answered', async () => {
  const { conversation } = startConversation({ sequelize });
  const { answers, respond } = recorder();
  const isReachable = async () => (await ChatAccount.findOne({ where: { platformId: '7' } }))?.isReachable;
  await personAt(conversation).say('/help');
  await conversation.accept(update({ kind: 'reachable', isReachable: false }), respond);
  await conversation.idle();
  expect(await isReachable()).toBe(false);
  await conversation.accept(update({ kind: 'reachable', isReachable: true }), respond);
  await conversation.idle();
  expect(await isReachable()).toBe(true);
  expect(answers).toEqual([]);
});
