import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { icims } from '../../../src/ingest/sources/icims.ts';
import { feedOf, lookAlikes, nestedPages } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const list = 'https://careers-poplar.icims.com/jobs/search?ss=1&in_iframe=1&pr=0';
const source = { url: list, companyName: null };
const card = (id: string, place = 'US-GA-Atlanta', title = 'Clerk'): string =>
  `<li class="iCIMS_JobCardItem"><div class="header left"><span class="sr-only field-label">Job Locations</span><span> ${place} </span></div>
  <a href="https://careers-poplar.icims.com/jobs/${id}/clerk/job?in_iframe=1" class="iCIMS_Anchor"><span class="sr-only field-label">Job Title</span><h3>${title}</h3></a></li>`;
const page = (...cards: readonly string[]): string =>
  `<html><body class="iCIMS_Body"><ul>${cards.join('')}</ul></body></html>`;

test('the cards are read, with the request for the page of each posting', () => {
  expect(itemsOf(icims, page(card('82', 'US-GA-Atlanta | CA-ON-Hay River | US | Remote')), source)).toEqual([
    {
      posting: expect.objectContaining({
        externalId: '82',
        url: 'https://careers-poplar.icims.com/jobs/82/clerk/job',
        title: 'Clerk',
        companyName: 'Poplar',
        location: 'Atlanta, GA, US; Hay River, ON, CA; US; Remote',
      }),
      detail: { url: 'https://careers-poplar.icims.com/jobs/82/clerk/job?in_iframe=1' },
    },
  ]);
});

test('the page of a posting adds its text', () => {
  const [listed] = postingsIn(itemsOf(icims, page(card('82')), source));
  if (listed === undefined) throw new Error('refused');
  const body =
    '<div class="iCIMS_JobContent"><h2>Menu</h2><div class="iCIMS_InfoMsg iCIMS_InfoMsg_Job"><p>File papers.</p></div></div>';
  expect(icims.readDetail?.({ url: listed.url, body }, listed, source)).toMatchObject({
    posting: { externalId: '82', location: 'Atlanta, GA, US', description: 'File papers.' },
  });
  const whole = '<div class="iCIMS_JobContent"><p>Stamp letters.</p></div>';
  expect(icims.readDetail?.({ url: listed.url, body: whole }, listed, source)).toMatchObject({
    posting: { description: 'Stamp letters.' },
  });
  expect(() => icims.readDetail?.({ url: listed.url, body: '<p>Gone</p>' }, listed, source)).toThrow(UnreadableBody);
});

test('a page with cards is followed by the next, an empty one by none', () => {
  const more = (body: string) => icims.read({ url: list, body }, source).more;
  expect(more(page(card('82')))).toEqual([{ url: list.replace('pr=0', 'pr=1') }]);
  expect(more(page())).toEqual([]);
});

test('a card of another host is no reason to ask it for anything', () => {
  const evil = card('82').replace('careers-poplar.icims.com', 'evil.example');
  expect(itemsOf(icims, page(evil), source)[0]).not.toHaveProperty('detail');
});

test('bad cards are refused alone', () => {
  const items = itemsOf(
    icims,
    page(card('1'), card('1'), card('x'), card('2', '', ' '), '<li class="iCIMS_JobCardItem"></li>'),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1']);
  expect(rejectionsIn(items)).toHaveLength(4);
});

test('a page of iCIMS without cards is an empty board, any other page is none', () => {
  expect(itemsOf(icims, page(), source)).toEqual([]);
  for (const body of ['', '{}', '<html><body>Just a moment...</body></html>']) {
    expect(() => itemsOf(icims, body, source)).toThrow(UnreadableBody);
  }
});

test.each(nestedPages)('%s end in an error within two seconds', (_name, body) => {
  const start = performance.now();
  expect(() => itemsOf(icims, body, source)).toThrow(UnreadableBody);
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each([
  'https://careers-poplar.icims.com',
  'http://careers-poplar.icims.com/jobs/intro?hashed=-1',
  'https://careers-poplar.icims.com/jobs/82/clerk/job?mobile=false',
  'https://careers-poplar.icims.com/jobs/search?ss=1&pr=4',
])('%s is read from its first page', (address) => {
  expect(feedOf(icims, address)).toBe(list);
});

test.each([...lookAlikes('careers-poplar.icims.com', '/jobs/'), 'https://www.icims.com/'])(
  '%s is not recognised',
  (address) => {
    expect(feedOf(icims, address)).toBeNull();
  },
);
