import { expect, test } from 'vitest';
import { ghostSignal } from '../../../src/ingest/lifecycle/ghost-signal.ts';

const now = new Date('2026-08-01T00:00:00Z');
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const job = (given = {}) => ({
  ...{ title: 'Backend Engineer', description: 'We build.', postedAt: ago(10), firstSeenAt: ago(9), reposts: 0 },
  ...given,
});

test('a job of this month shows no sign', () => {
  expect(ghostSignal(job(), now)).toEqual([]);
});

test('older than 60 days is a sign, by the earlier of its date and our first sight', () => {
  expect(ghostSignal(job({ postedAt: ago(60) }), now)).toEqual([]);
  expect(ghostSignal(job({ postedAt: ago(61) }), now)).toEqual([{ kind: 'old', days: 61 }]);
  expect(ghostSignal(job({ postedAt: null, firstSeenAt: ago(90) }), now)).toEqual([{ kind: 'old', days: 90 }]);
});

test('two reposts are a sign, one is none', () => {
  expect(ghostSignal(job({ reposts: 1 }), now)).toEqual([]);
  expect(ghostSignal(job({ reposts: 2 }), now)).toEqual([{ kind: 'reposted', times: 2 }]);
});

test('a date that moved past our first sight is a sign', () => {
  expect(ghostSignal(job({ postedAt: ago(1), firstSeenAt: ago(40) }), now)).toEqual([{ kind: 'redated', days: 39 }]);
});

test.each(['General Application', 'Join our Talent Pool', 'Future Openings - Design', 'Initiativbewerbung (m/w/d)'])(
  'always open: %s',
  (title) => {
    expect(ghostSignal(job({ title }), now)).toEqual([{ kind: 'always-open' }]);
  },
);

test.each(['Talent Acquisition Partner', 'Application Engineer', 'Pool Attendant'])('not always open: %s', (title) => {
  expect(ghostSignal(job({ title }), now)).toEqual([]);
});
