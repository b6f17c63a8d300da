import { beforeAll, describe, expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import { boardJob } from '../support/greenhouse-board.ts';

describe('where others read along', () => {
  const stage = useStage((sources) => sources.list({ http: [boardJob(1, { title: 'Platform Engineer' })] }));
  beforeAll(() => stage.readBoards());

  test('everything in a Discord server is seen by the one who asked alone, after buttons and forms too', async () => {
    const server = stage.discord.server();
    const ann = stage.discord.person('Ann').at(server);
    const dee = stage.discord.person('Dee').at(server);
    ann.command('search add', { query: 'engineer' });
    const saved = await ann.nextMessage();
    expect(saved.text).toContain('Saved as search');
    ann.press(saved, 'Applied');
    const applied = await ann.nextMessage();
    ann.press(applied, 'Add a note');
    ann.fillIn(await ann.nextModal(), { note: 'They pay late.' });
    const noted = await ann.nextMessage();
    ann.command('profile view');
    ann.command('export');
    const last = [await ann.nextMessage(), await ann.nextMessage()];
    for (const message of [saved, applied, noted, ...last]) expect(message.isEphemeral).toBe(true);
    expect(dee.messages()).toEqual([]);
  });

  test('what a person asks in a Telegram group is answered in their private chat', async () => {
    const group = stage.telegram.group();
    const ben = stage.telegram.person('Ben', { isOpen: true });
    group.says(ben, `/search@${stage.telegram.botName} add engineer`);
    expect((await ben.nextMessage()).text).toContain('Saved as search');
    group.says(ben, `/profile@${stage.telegram.botName}`);
    expect((await ben.nextMessage()).text).toContain('Your profile is empty');
    expect(group.unread()).toEqual([]);
  });

  test('one whose private chat was never opened is invited there, and the group reads nothing of theirs', async () => {
    const group = stage.telegram.group();
    const cy = stage.telegram.person('Cy');
    group.says(cy, `/search@${stage.telegram.botName} add engineer`);
    const invitation = await group.nextMessage();
    expect(invitation.text).toBe('I answer that in our private chat. Open it once, then ask me again.');
    expect(invitation.buttons.map(({ url }) => url)).toEqual([expect.stringContaining(stage.telegram.botName)]);
    cy.says('/search list');
    expect((await cy.nextMessage()).text).toContain('engineer');
    expect(group.unread()).toEqual([]);
    expect(errorsIn(stage.running.log)).toEqual([]);
  });
});
