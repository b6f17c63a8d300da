import { PassThrough } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { errorsIn, type RunningApp, type Sources, startSources, startTestApp } from '../support/app.ts';
import { useDatabaseUrl } from '../support/database.ts';
import { boardJob } from '../support/greenhouse-board.ts';
import type { Answer } from '../support/scenario.ts';
import { onTelegram } from '../support/scenario-telegram.ts';
import { startTelegram } from '../support/telegram/index.ts';

/** A line that changes nothing. */
const FILLER = '/cancel';

/** What is said in one run, by line: the answers to it and what the loop sent after it. */
const converse = async (
  databaseUrl: string,
  lines: readonly string[],
  { sources, waitsFor }: { readonly sources?: Sources; readonly waitsFor?: RegExp } = {},
): Promise<Run> => {
  const input = new PassThrough();
  input.write(`${lines.join('\n')}\n`);
  const running = await startTestApp({ databaseUrl, input, ...(sources === undefined ? {} : { sources }) });
  onTestFinished(running.stop);
  // The matcher leaves jobs to a later line while another test file's transaction is open on the server.
  const deadline = performance.now() + 12_000;
  const isDone = (): boolean => waitsFor === undefined || waitsFor.test(running.printed());
  for (let turn = 1; !isDone() && performance.now() < deadline; turn += 1) {
    input.write(`${FILLER}\n`);
    await running.prints(`answer ${turn}`, (printed) => printed.split('There is nothing to cancel').length > turn);
  }
  input.end();
  await running.app.ended;
  // Before the next run on the same database, or the test's own end.
  await running.stop();
  const turns = running
    .printed()
    .split(/^you {3}/m)
    .slice(1)
    .map((turn) => {
      const [line = '', ...rest] = turn.split('\n');
      return { line, answer: rest.join('\n').replace(/^bot {3}| {6}/gm, '') };
    });
  expect(turns.map(({ line }) => line).filter((line) => line !== FILLER)).toEqual(lines);
  return { turns, log: running.log, all: running.printed() };
};

interface Run {
  readonly turns: readonly { readonly line: string; readonly answer: string }[];
  readonly log: RunningApp['log'];
  readonly all: string;
}

/** The titles of the cards that the loop sent by itself. */
const pushed = ({ all }: Run): readonly string[] =>
  [...all.matchAll(/^bot {3}New for search \d+ \(.*\):\n {6}(.+?) {2}\(Sample\)/gm)].map(([, title = '']) => title);

const script = [
  '/profile edit',
  'Ada Lind',
  'Backend Developer',
  'six',
  '6',
  'node, typescript',
  'Skip',
  '/start',
  'developer or engineer',
  'anywhere',
  'Also remote',
  '60k EUR',
  'Next',
  'Why?',
  '/jobs show 1',
  'Draft letter',
  'Applied',
  'Add a note',
  'They use "Node".',
  '/applications list',
  '1',
  '/search pause 1',
  'Resume',
  '/matches',
  '/export',
  '/frobnicate',
];

describe('the terminal with its input piped in', () => {
  const { url } = useDatabaseUrl();
  let first: Run;

  test('takes a script from the first question to an application, with jobs that the loop pushes', async () => {
    first = await converse(url, script, { waitsFor: /(New for search[\s\S]*){3}/ });
    const answerTo = (line: string): string => first.turns.find((turn) => turn.line === line)?.answer ?? '';
    expect(answerTo('six')).toMatch(/I can't read six as years[\s\S]*How many years/);
    expect(answerTo('Skip')).toContain('Name: Ada Lind');
    expect(answerTo('60k EUR')).toMatch(/Saved as search 1: developer or engineer[\s\S]*\d+ of \d+ open jobs fit/);
    expect(pushed(first).length).toBeGreaterThanOrEqual(3);
    expect(answerTo('Next')).toContain('2 of 5');
    expect(answerTo('Why?')).toContain('Search 1 (developer or engineer');
    expect(answerTo('Draft letter')).toContain('This is the offline template: no model is set up here.');
    expect(answerTo('Applied')).toContain('Noted: you applied');
    expect(answerTo('They use "Node".')).toContain('Noted');
    expect(answerTo('/applications list')).toContain('1 application:');
    expect(answerTo('1')).toContain('note: They use "Node".');
    expect(answerTo('1')).toContain('[7 Add a note]');
    // Nothing new came in between, however much waits unseen.
    expect(answerTo('Resume')).toMatch(/is on again\.$/m);
    expect(answerTo('/export')).toMatch(/File: .*jobhound-.*\.json/);
    expect(answerTo('/frobnicate')).toContain("I don't know frobnicate");
    expect(errorsIn(first.log)).toEqual([]);
  });

  test('remembers everything in a second run on the same database, and sends no job twice', async () => {
    const second = await converse(url, [
      '/profile view',
      '/search list',
      '/applications show 1',
      '/letter show 1',
      '/help',
    ]);
    const [profile, searches, application, letter] = second.turns.map(({ answer }) => answer);
    expect(profile).toContain('Skills: Node.js, TypeScript');
    expect(searches).toContain('1 developer or engineer');
    expect(application).toContain('note: They use "Node".');
    expect(letter).toContain('Ada Lind');
    expect(errorsIn(second.log)).toEqual([]);
    const sent = [...pushed(first), ...pushed(second)];
    expect(new Set(sent).size).toBe(sent.length);
  });
});

/** Said to both; a line that names a button of the answer before it presses that button. */
const shared = [
  '/help',
  '/start',
  'engineer',
  'anywhere',
  'Also remote',
  '70k',
  'EUR',
  'Next',
  'Why?',
  '/search add designer location:berlin',
  '/jobs find engineer company:oakline',
  'Save',
  'Applied',
  'Show',
  'Interviewing',
  '/applications note 1 They pay "well".',
  '/applications list',
  '/applications show 1',
  '/letter draft 1',
  'Draft again',
  '/jobs find cobol engineer berlin',
  '/jobs dismiss 2',
  'Undo',
  '/notify quiet 22 8',
  'Pause 2 weeks',
  'Resume',
  '/search pause 1',
  'Resume',
  '/search delete 2',
  '/matches',
  '/profile edit skills:"node, sql" years:6',
  '/search ad rust',
  '/jobs show 999',
  'platform work in berlin',
  '/forget',
  'Delete everything',
];

describe('the terminal beside Telegram', () => {
  const here = useDatabaseUrl();
  const there = useDatabaseUrl();

  test('the same lines are answered by the same words', async () => {
    const sources = await startSources();
    onTestFinished(sources.close);
    await sources.list({
      http: [boardJob(1, { title: 'Platform Engineer' }), boardJob(2, { title: 'Ward Nurse' })],
      // Boards are read at once: only its date says that this one is the newest.
      file: [
        boardJob(3, {
          title: 'Data Engineer',
          company_name: 'Oakline',
          location: { name: 'Berlin' },
          first_published: '2026-07-17T11:55:32-04:00',
        }),
      ],
    });
    const onTelegramSide = await sayAll(there.url, sources);
    const { turns } = await converse(here.url, shared, { sources });
    expect(turns.map(({ line, answer }) => [line, words(answer)])).toEqual(
      shared.map((line, i) => [line, words(onTelegramSide[i]?.text ?? '')]),
    );
  });

  const sayAll = async (databaseUrl: string, sources: Sources): Promise<readonly Answer[]> => {
    const telegram = await startTelegram();
    onTestFinished(telegram.close);
    const running = await startTestApp({ databaseUrl, telegram, sources });
    onTestFinished(running.stop);
    await running.tick('crawl');
    const ben = onTelegram(telegram.person('Ben'));
    const answers: Answer[] = [];
    for (const line of shared) {
      const last = answers.at(-1);
      const isTurn = line === 'Next';
      if (last?.actions.includes(line)) answers.push(await (isTurn ? last.turn(line) : last.press(line)));
      else answers.push(await ben.say(line));
    }
    await running.stop();
    return answers;
  };

  /** Without buttons, addresses, what heads a list to choose from, and how lines are broken. */
  const words = (text: string): string =>
    text
      .replace(/^\[\d+\] .*$/gm, '')
      .replace(/\[\d+ [^\]]+\]/g, '')
      .replace(/^Open (posting: .*|a search|an application)$/gm, '')
      .replace(/\s+/g, ' ')
      .trim();
});
