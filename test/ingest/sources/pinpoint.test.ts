import { expect, test } from 'vitest';
import { type Item, UnreadableBody } from '../../../src/ingest/source.ts';
import { pinpoint } from '../../../src/ingest/sources/pinpoint.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://cedar.pinpointhq.com/postings.json', companyName: null };
const job = (id: string, more = {}) => ({ id, title: 'Tailor', path: `/postings/${id}`, ...more });
const read = (...data: readonly unknown[]): Item[] => itemsOf(pinpoint, { data }, source);
const pay = {
  compensation: '£20 - £25 / hour',
  compensation_minimum: 20,
  compensation_maximum: '25.50',
  compensation_currency: 'GBP',
  compensation_frequency: 'hour',
};

test('a posting is read with all parts of its text, its pay and its deadline', () => {
  const [posting] = postingsIn(
    read(
      job('p-1', {
        url: 'https://cedar.pinpointhq.com/en/postings/p-1',
        description: '<p>Sew.</p>',
        key_responsibilities_header: 'What you do',
        key_responsibilities: '<ul><li>Cut</li></ul>',
        skills_knowledge_expertise: '<p>Steady hands.</p>',
        benefits: null,
        workplace_type: 'remote',
        employment_type: 'part_time',
        deadline_at: '2026-08-28T23:59:59-04:00',
        department: null,
        job: { department: { name: 'Workshop' } },
        location: { name: 'Leeds' },
        compensation_visible: true,
        ...pay,
      }),
    ),
  );
  expect(posting).toMatchObject({
    externalId: 'p-1',
    url: 'https://cedar.pinpointhq.com/en/postings/p-1',
    companyName: 'Cedar',
    location: 'Leeds',
    remote: 'yes',
    department: 'Workshop',
    employmentType: 'part-time',
    salary: { min: 2000, max: 2550, currency: 'GBP', period: 'hour' },
    deadlineAt: new Date('2026-08-29T03:59:59Z'),
  });
  expect(posting?.description.replace(/\n+/g, '|')).toBe('Sew.|What you do|- Cut|Steady hands.');
});

test('pay that the employer hides is not told', () => {
  expect(postingsIn(read(job('1', { ...pay, compensation_visible: false })))[0]?.salary).toBeNull();
});

test('what a posting can do without counts as not said where it is of another shape', () => {
  const odd = { location: 'x', job: 3, department: [], compensation_minimum: {}, deadline_at: 5, benefits: 7, url: 9 };
  expect(postingsIn(read(job('1', odd)))[0]).toMatchObject({
    url: 'https://cedar.pinpointhq.com/postings/1',
    location: null,
    department: null,
    salary: null,
  });
});

test('bad rows are refused alone', () => {
  const items = read(
    job('1'),
    job('1'),
    null,
    job('2', { title: null }),
    job('3', { path: '//evil.example' }),
    job('4', { path: 'x' }),
    job('5', { description: 'x'.repeat(600_000) }),
  );
  expect(postingsIn(items).map(({ url }) => url)).toEqual([
    'https://cedar.pinpointhq.com/postings/1',
    'https://cedar.pinpointhq.com//evil.example',
  ]);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['1', 'number 3', '2', '4', '5']);
});

test.each(['', '[]', '{}', '{"data":{}}', '<html>'])('%j is no list', (body) => {
  expect(() => itemsOf(pinpoint, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(read()).toEqual([]);
});

test.each([
  'https://acme.pinpointhq.com',
  'http://acme.pinpointhq.com/en/postings/ab-12?x=1',
  'https://acme.pinpointhq.com/postings.json/',
])('%s is read from its list', (address) => {
  expect(feedOf(pinpoint, address)).toBe('https://acme.pinpointhq.com/postings.json');
});

test.each([...lookAlikes('acme.pinpointhq.com'), 'https://www.pinpointhq.com/'])('%s is not recognised', (address) => {
  expect(feedOf(pinpoint, address)).toBeNull();
});
