import { beforeAll, describe, expect, test } from 'vitest';
import { errorsIn, useStage } from '../support/app.ts';
import { jsonLdPosting, postingPage } from '../support/posting-page.ts';
import type { Talker } from '../support/scenario.ts';
import { onDiscord } from '../support/scenario-discord.ts';
import { onTelegram } from '../support/scenario-telegram.ts';

const advert = `Glass Technician at Oakline Windows
Location: Oslo
Pay: 520,000-600,000 NOK a year
${'You cut and fit glass in old houses, and you like to show others how it is done. '.repeat(5)}`;

describe('what people bring along themselves', () => {
  const stage = useStage();
  let talkers: readonly Talker[];
  beforeAll(() => {
    talkers = [onDiscord(stage.discord.person('Ann', { hasChat: true })), onTelegram(stage.telegram.person('Ben'))];
  });

  test('a link sent without any command becomes a job that only its sender finds, and can be applied to', async () => {
    const url = stage.sources.page('/cook', postingPage(jsonLdPosting()));
    for (const talker of talkers) {
      const kept = await talker.say(url);
      expect(kept.text).toContain('I keep that as job #1; only you see it.');
      expect(kept.text).toContain('Pastry Cook');
      expect(kept.text).toContain('Leeds');
      expect((await kept.press('Applied')).text).toContain('Pastry Cook');
      expect(
        (await talker.ask('/jobs find pastry', { path: 'jobs find', options: { query: 'pastry' } })).text,
      ).toContain('1 open job fits');
    }
  });

  test('a pasted advertisement becomes one, and what it got wrong is corrected', async () => {
    for (const talker of talkers) {
      const kept = await talker.say(advert);
      expect(kept.text).toContain('Glass Technician');
      expect(kept.text).toContain('520,000-600,000 NOK');
      const fixed = await kept.fillIn('Correct it', { title: '', company: 'Oakline AS', location: '', pay: '' });
      expect(fixed.text).toContain('Glass Technician · Oakline AS');
      expect(fixed.opens).toEqual([]);
    }
  });

  test('a site that must not be read, and a page with nothing in it, are refused with a way out', async () => {
    const empty = stage.sources.page('/empty', '<html><body><p>Hello.</p></body></html>');
    for (const talker of talkers) {
      const refused = await talker.say('https://www.linkedin.com/jobs/view/4012345678');
      expect(refused.text).toMatch(/^I can't make a job of that\. LinkedIn is not read/);
      expect(refused.text).toContain('The text of the posting works too.');
      expect((await talker.say(empty)).text).toContain("I can't make a job of that. There is too little text in it.");
    }
  });

  test('a careers page is watched: what is open is shown, what is new is told, once', async () => {
    const cook = jsonLdPosting({ identifier: 'cook-1', url: 'https://kitchens.example/cook-1' });
    const baker = jsonLdPosting({
      title: 'Night Baker',
      identifier: 'baker-2',
      url: 'https://kitchens.example/baker-2',
    });
    const page = stage.sources.page('/careers', postingPage(cook));
    for (const talker of talkers) {
      const watched = await talker.ask(`/watch ${page}`, { path: 'watch', options: { company: page } });
      expect(watched.text).toContain('Fernwood Kitchens from now on');
      expect(watched.text).toContain('Pastry Cook');
    }
    stage.sources.page('/careers', postingPage(cook, baker));
    await stage.rows(
      `update sources set next_run_at = now(), asked_at = null, last_run_at = now() - interval '1 day' where kind = 'json-ld'`,
    );
    await stage.readBoards();
    await stage.tick('deliver');
    for (const talker of talkers) expect((await talker.hear()).text).toContain('Night Baker');
    for (const talker of talkers) {
      const list = await talker.ask('/watch', { path: 'watch' });
      expect(list.text).toContain('You watch:');
    }
    expect(await stage.rows('select count(*)::integer as boards from sources where requested_by is not null')).toEqual([
      { boards: 1 },
    ]);
  });

  test('nothing of it is for anybody but operators to administer', async () => {
    for (const talker of talkers) {
      const refused = await talker.ask('/admin sources', { path: 'admin sources' });
      expect(refused.text).toBe('That is for the operators of this bot.');
    }
    expect(errorsIn(stage.running.log)).toEqual([]);
  });
});
