import { expect, test } from 'vitest';
import { AlertSettingsRow, Notification } from '../../models/index.ts';
import { askStillLooking } from '../../src/alerts/still-looking.ts';
import { buildChatAccount, buildMatch, buildSavedSearch } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const now = new Date('2027-03-01T12:00:00Z');
const long = new Date('2026-12-01T12:00:00Z');

const oldSearch = async (userId: number) => {
  const search = await buildSavedSearch({ userId });
  await sequelize.query('update saved_searches set created_at = $1, updated_at = $1 where id = $2', {
    bind: [long, search.id],
  });
  return search;
};

test('an old search that nobody reacted to is asked about once; others, and people who want silence, are not', async () => {
  const [ada, ben, cy, dee] = [
    await buildChatAccount(),
    await buildChatAccount(),
    await buildChatAccount(),
    await buildChatAccount(),
  ];
  const neglected = await oldSearch(ada.userId);
  const seen = await oldSearch(ben.userId);
  await buildMatch({ savedSearchId: seen.id, seenAt: new Date('2027-02-20T12:00:00Z') });
  await oldSearch(cy.userId);
  await AlertSettingsRow.update({ cadence: 'silent' }, { where: { userId: cy.userId } });
  await oldSearch(dee.userId);
  await AlertSettingsRow.update({ pausedUntil: new Date('2027-03-05T12:00:00Z') }, { where: { userId: dee.userId } });

  expect(await askStillLooking(sequelize, now)).toBe(1);
  expect(await askStillLooking(sequelize, new Date('2027-03-03T12:00:00Z'))).toBe(0);
  const asked = await Notification.findAll();
  expect(asked.map(({ kind, userId, savedSearchId }) => [kind, userId, savedSearchId])).toEqual([
    ['still-looking', ada.userId, neglected.id],
  ]);
});
