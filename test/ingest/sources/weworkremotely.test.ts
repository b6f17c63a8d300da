import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { weworkremotely } from '../../../src/ingest/sources/weworkremotely.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const item = (title: string, region = 'Anywhere in the World'): string =>
  `<item><title>${title}</title><region>${region}</region><category>Gardening</category>
   <description>&lt;p&gt;Plant trees&lt;/p&gt;</description><pubDate>Fri, 18 Sep 2026 17:01:08 +0000</pubDate>
   <guid>https://weworkremotely.com/remote-jobs/${encodeURIComponent(title)}</guid>
   <link>https://weworkremotely.com/remote-jobs/${encodeURIComponent(title)}</link></item>`;
const feed = (...items: readonly string[]): string => `<rss version="2.0"><channel>${items.join('')}</channel></rss>`;

test('its terms forbid a service like this: it is refused with the reason', () => {
  expect(weworkremotely.terms.refused).toMatch(/terms forbid/);
  expect(weworkremotely.recognises(new URL('https://weworkremotely.com/remote-jobs/acme-gardener'))).toBe(true);
  expect(weworkremotely.recognises(new URL('https://weworkremotely.com.example/'))).toBe(false);
});

test('the company stands before the first colon of the title', () => {
  const items = itemsOf(weworkremotely, feed(item('Fern: Gardener: Trees'), item('Gardener', 'USA Only')));
  expect(postingsIn(items)).toMatchObject([
    {
      companyName: 'Fern',
      title: 'Gardener: Trees',
      remote: 'yes',
      remoteFrom: null,
      description: 'Plant trees',
      postedAt: new Date('2026-09-18T17:01:08Z'),
    },
  ]);
  expect(rejectionsIn(items)).toMatchObject([{ reason: 'title: no company before a colon' }]);
});

test('a region is where a person may live', () => {
  expect(postingsIn(itemsOf(weworkremotely, feed(item('Fern: Gardener', 'USA Only'))))).toMatchObject([
    { remoteFrom: 'USA' },
  ]);
});

test.each(['', '{}', '<html></html>', '<!DOCTYPE rss><rss><channel/></rss>'])('%j is no feed', (body) => {
  expect(() => itemsOf(weworkremotely, body)).toThrow(UnreadableBody);
});
