import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { jobvite } from '../../../src/ingest/sources/jobvite.ts';
import { feedOf, lookAlikes, nestedPages } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://jobs.jobvite.com/willow-inc/search', companyName: null };
const row = (id: string, title = 'Sailor', place = 'Kiel, Germany'): string =>
  `<tr><td class="jv-job-list-name"><a href="/willow-inc/job/${id}"> ${title} </a></td><td class="jv-job-list-location">${place}</td></tr>`;
const page = (...rows: readonly string[]): string =>
  `<!doctype html><html><body><nav><a href="/willow-inc/jobs">All</a></nav><table class="jv-job-list">${rows.join('')}</table></body></html>`;

test('the rows of the list are read, with the request for the page of each', () => {
  const items = itemsOf(jobvite, page(row('oAbCdEf1', 'Sailor &amp; <b>cook</b>'), row('oAbCdEf2')), source);
  expect(items[0]).toEqual({
    posting: expect.objectContaining({
      externalId: 'oAbCdEf1',
      url: 'https://jobs.jobvite.com/willow-inc/job/oAbCdEf1',
      title: 'Sailor & cook',
      companyName: 'Willow Inc',
      location: 'Kiel, Germany',
    }),
    detail: { url: 'https://jobs.jobvite.com/willow-inc/job/oAbCdEf1' },
  });
  expect(items).toHaveLength(2);
});

test('links to other hosts and to other pages are no postings', () => {
  const html = page(
    row('oAbCdEf1'),
    '<tr><td><a href="https://evil.example/willow-inc/job/oAbCdEf2">x</a></td></tr>',
    '<tr><td><a href="/willow-inc/job/oAbCdEf3/apply">Apply</a></td></tr>',
    '<tr><td><a href="javascript:/job/abcd">x</a></td></tr>',
  );
  expect(postingsIn(itemsOf(jobvite, html, source))).toHaveLength(1);
});

test('a row without a title, and the second of an id, are refused', () => {
  const items = itemsOf(
    jobvite,
    page(row('oAbCdEf1', ' '), row('oAbCdEf2'), row('oAbCdEf2'), row('oAbCdEf3', 'x'.repeat(5000))),
    source,
  );
  expect(postingsIn(items)).toHaveLength(1);
  expect(rejectionsIn(items).map(({ item, reason }) => [item, reason])).toEqual([
    ['oAbCdEf1', 'title: empty'],
    ['oAbCdEf2', 'id: there is another posting with this id'],
    ['oAbCdEf3', 'title: longer than 1000 characters'],
  ]);
});

test('the next page of the list follows', () => {
  const more = (href: string) =>
    jobvite.read(
      { url: source.url, body: `${page(row('oAbCdEf1'))}<a class="jv-pagination-next" href="${href}">Next</a>` },
      source,
    ).more;
  expect(more('/willow-inc/search?p=1')).toEqual([{ url: 'https://jobs.jobvite.com/willow-inc/search?p=1' }]);
  expect(more('https://evil.example/?p=1')).toBeUndefined();
});

test('the page of a posting adds its text', () => {
  const [listed] = postingsIn(itemsOf(jobvite, page(row('oAbCdEf1')), source));
  if (listed === undefined) throw new Error('refused');
  const body = '<div class="jv-job-detail-description"><p>Set <b>sails</b>.</p></div><div class="jv-footer">x</div>';
  expect(jobvite.readDetail?.({ url: listed.url, body }, listed, source)).toEqual({
    posting: expect.objectContaining({ externalId: 'oAbCdEf1', location: 'Kiel, Germany', description: 'Set sails.' }),
  });
  expect(() => jobvite.readDetail?.({ url: listed.url, body: '<p>Gone</p>' }, listed, source)).toThrow(UnreadableBody);
});

test('a page of Jobvite without postings is an empty board, any other page is none', () => {
  expect(itemsOf(jobvite, '<div class="jv-wrapper"><p>No open jobs</p></div>', source)).toEqual([]);
  for (const body of ['', '{}', '<html><body>Just a moment...</body></html>']) {
    expect(() => itemsOf(jobvite, body, source)).toThrow(UnreadableBody);
  }
});

test.each(nestedPages)('%s end in an error within two seconds', (_name, body) => {
  const start = performance.now();
  expect(() => itemsOf(jobvite, body, source)).toThrow(UnreadableBody);
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each([
  'https://jobs.jobvite.com/acme',
  'http://jobs.jobvite.com/acme/',
  'https://jobs.jobvite.com/acme/jobs',
  'https://jobs.jobvite.com/acme/search?q=&p=2',
  'https://jobs.jobvite.com/acme/job/oAbCdEf1?nl=1',
  'https://jobs.jobvite.com/careers/acme/jobs',
])('%s is read from its list', (address) => {
  expect(feedOf(jobvite, address)).toBe('https://jobs.jobvite.com/acme/search');
});

test.each([...lookAlikes('jobs.jobvite.com', '/acme'), 'https://www.jobvite.com/acme', 'https://jobs.jobvite.com/'])(
  '%s is not recognised',
  (address) => {
    expect(feedOf(jobvite, address)).toBeNull();
  },
);
