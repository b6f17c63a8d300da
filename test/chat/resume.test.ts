import { beforeEach, describe, expect, test } from 'vitest';
import { SeenUpdate } from '../../models/index.ts';
import type { Respond } from '../../src/chat/adapter.ts';
import { createInbox } from '../../src/stores/inbox.ts';
import { startConversation, update } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
beforeEach(() => sequelize.query('truncate users, seen_updates restart identity cascade').then(() => {}));

describe('what comes while that of a dead process is read', () => {
  test('is answered once', async () => {
    const { conversation } = startConversation({ sequelize });
    const answered: string[] = [];
    const { promise: mayAnswer, resolve: letAnswer } = Promise.withResolvers<void>();
    const respond: Respond = async ({ updateId }) => {
      await mayAnswer;
      answered.push(updateId);
    };
    const help = update('/help');
    await Promise.all([conversation.accept(help, respond), conversation.accept(help, respond)]);
    expect(await SeenUpdate.count({ where: { handledAt: null } })).toBe(1);
    await conversation.resume('telegram', respond);
    letAnswer();
    await conversation.idle();
    expect(answered).toEqual([help.updateId]);
  });

  test('is answered where it is a repeat of what that one had taken over', async () => {
    const { conversation } = startConversation({ sequelize });
    const answered: string[] = [];
    const respond: Respond = async ({ updateId }) => void answered.push(updateId);
    const help = update('/help');
    await createInbox({ now: () => new Date('2026-11-21T12:00:00Z') }).take(help);
    await conversation.accept(help, respond);
    await conversation.resume('telegram', respond);
    await conversation.idle();
    expect(answered).toEqual([help.updateId]);
  });
});
