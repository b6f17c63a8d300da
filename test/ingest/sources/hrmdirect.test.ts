import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { hrmdirect } from '../../../src/ingest/sources/hrmdirect.ts';
import { feedOf, lookAlikes, nestedPages } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const list = 'https://alder.hrmdirect.com/employment/job-openings.php?search=true';
const source = { url: list, companyName: null };
// The links are not closed on the real pages either.
const row = (id: string, title = 'Curator', more = '<td class="reqitem">07/15/2026</td>'): string =>
  `<tr class="reqitem" data-req-id="${id}"><td class="departments reqitem">Arts</td><td class="posTitle reqitem"><a href="job-opening.php?req=${id}&amp;req_loc=9&amp;#job">${title}</td>${more}</tr>`;
const page = (...rows: readonly string[]): string =>
  `<html><head><title>Careers At Alder &amp; Sons</title></head><body><table class="reqResultTable">${rows.join('')}</table></body></html>`;

test('the rows are read, with the request for the page of each posting', () => {
  const place =
    '<td class="cities reqitem">Ghent</td><td class="state reqitem">OVL</td><td class="reqitem">7/5/2026</td>';
  expect(itemsOf(hrmdirect, page(row('37'), row('38', 'Guard &amp; guide', place)), source)).toEqual([
    {
      posting: expect.objectContaining({
        externalId: '37',
        url: 'https://alder.hrmdirect.com/employment/job-opening.php?req=37&req_loc=9&',
        title: 'Curator',
        companyName: 'Alder & Sons',
        department: 'Arts',
        location: null,
        postedAt: new Date('2026-07-15T00:00:00Z'),
      }),
      detail: { url: 'https://alder.hrmdirect.com/employment/job-opening.php?req=37&req_loc=9&' },
    },
    expect.objectContaining({
      posting: expect.objectContaining({
        title: 'Guard & guide',
        location: 'Ghent, OVL',
        postedAt: new Date('2026-07-05T00:00:00Z'),
      }),
    }),
  ]);
});

test('the page of a posting adds its text', () => {
  const [listed] = postingsIn(itemsOf(hrmdirect, page(row('37')), source));
  if (listed === undefined) throw new Error('refused');
  const body = '<div class="jobDesc"><p>Hang <div>pictures</div></p></div>';
  expect(hrmdirect.readDetail?.({ url: listed.url, body }, listed, source)).toMatchObject({
    posting: { externalId: '37', companyName: 'Alder & Sons', description: expect.stringContaining('pictures') },
  });
  expect(() => hrmdirect.readDetail?.({ url: listed.url, body: '<p>Gone</p>' }, listed, source)).toThrow(
    UnreadableBody,
  );
});

test('bad rows are refused alone', () => {
  const elsewhere = row('3').replace('job-opening.php', 'https://evil.example/job-opening.php');
  const items = itemsOf(
    hrmdirect,
    page(row('1'), row('1'), row('2', ' '), elsewhere, row('../x'), row('4', 'Clerk', '<td>99/99/2026</td>')),
    source,
  );
  expect(postingsIn(items).map(({ externalId, postedAt }) => [externalId, postedAt === null])).toEqual([
    ['1', false],
    ['4', true],
  ]);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['1', '2', '3', '../x']);
});

test('a table without rows is an empty board, any other page is none', () => {
  expect(itemsOf(hrmdirect, page(), source)).toEqual([]);
  for (const body of ['', '{}', '<html><body><table></table></body></html>']) {
    expect(() => itemsOf(hrmdirect, body, source)).toThrow(UnreadableBody);
  }
});

test.each(nestedPages)('%s end in an error within two seconds', (_name, body) => {
  const start = performance.now();
  expect(() => itemsOf(hrmdirect, body, source)).toThrow(UnreadableBody);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('a thousand links that are not closed are no deep page', () => {
  const rows = Array.from({ length: 1000 }, (_, id) => row(String(id)));
  expect(postingsIn(itemsOf(hrmdirect, page(...rows), source))).toHaveLength(1000);
});

test.each([
  'https://alder.hrmdirect.com',
  'http://alder.hrmdirect.com/employment/job-openings.php?search=true&dept=3',
  'https://alder.hrmdirect.com/employment/job-opening.php?req=37&#job',
])('%s is read from its list', (address) => {
  expect(feedOf(hrmdirect, address)).toBe(list);
});

test.each([...lookAlikes('alder.hrmdirect.com', '/employment/'), 'https://www.hrmdirect.com/'])(
  '%s is not recognised',
  (address) => {
    expect(feedOf(hrmdirect, address)).toBeNull();
  },
);
