import { expect, test } from 'vitest';
import { plain, type Reply } from '../../src/chat/reply.ts';
import { jobCard } from '../../src/presenters/job-card.ts';
import { why } from '../../src/presenters/why.ts';
import type { SearchExplained } from '../../src/services/job-view.ts';
import { anExplained, aScore, aView, now } from '../support/unsaved.ts';

const text = (reply: Reply) => plain(reply.text ?? []);

test('a card says the score, what speaks most for the job, and what most against it', () => {
  const body = jobCard(aView({ score: aScore(), missingSkills: ['Kafka'] }), now).body.map(plain);
  expect(body).toContain('Fit 52 of 100: title, 2 of 3 skills, level; not in Berlin.');
  expect(body.filter((line) => line.includes('Kafka'))).toEqual(["You don't list: Kafka."]);
  const nothing = aScore({ points: 0, reasons: [], skills: { share: 0, matched: [], missing: [], areFew: true } });
  expect(jobCard(aView({ score: nothing }), now).body.map(plain)).toEqual(['Fit 0 of 100.']);
});

test('why names what passed, what failed, what would let it in, and every reason of the score', () => {
  const reply = why(anExplained({ view: aView({ score: aScore(), missingSkills: ['Kafka'] }) }));
  expect(text(reply).split('\n')).toEqual([
    '#14 Backend Engineer · Fernwood Systems',
    'Search 2 (c++): fits.',
    '✓ c++',
    'Search 3 (rust location:tokyo): does not fit.',
    '✗ location:tokyo',
    'Fit 52 of 100:',
    'skills 25 of 37: 2 of 3 skills (Go, SQL)',
    'title 26 of 26: Backend Developer',
    'place 0 of 16: not in Berlin',
    'pay 0 of 10: pay not stated',
    'level 11 of 11: your years are enough',
    'language -10: written in French',
    "It also asks for what your profile doesn't list: Kafka.",
  ]);
  expect(reply.buttons).toEqual([{ label: 'Drop tokyo in search 3', run: 'search edit 3 rust' }]);
});

test('of fifty searches the nearest misses are told and the rest counted, within one message', () => {
  const searches = Array.from(
    { length: 50 },
    (_, index): SearchExplained => ({
      number: index + 1,
      name: 'x'.repeat(900),
      isActive: index > 0,
      explained: Array.from({ length: 20 }, () => ({ clause: 'y'.repeat(500), passed: false })),
      change: { names: ['a', 'b', 'c'], query: 'rust' },
    }),
  );
  const reply = why(anExplained({ searches }));
  expect(text(reply)).toContain('45 more searches miss it by as much or more.');
  expect(text(reply)).toContain(', paused): does not fit.');
  expect(text(reply).length).toBeLessThan(4000);
  expect(reply.buttons).toBeUndefined();
});

test('a job that no search shows says so before all else', () => {
  const reply = why(
    anExplained({ view: aView({}, { status: 'closed' }), searches: [], avoided: ['Oakline'], isDismissed: true }),
  );
  expect(text(reply).split('\n').slice(1)).toEqual([
    'It is no longer open, so no search shows it.',
    'You put it aside, so no search shows it.',
    'Your profile avoids Oakline, so no search shows it.',
    'You have no saved search to hold it against.',
    "Your profile says nothing yet, so I can't say how well it suits you.",
  ]);
  expect(reply.buttons?.map(({ label }) => label)).toEqual(['Show it again', 'Set one up']);
});
