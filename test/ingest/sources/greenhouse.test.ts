import { describe, expect, test } from 'vitest';
import { type Item, type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { greenhouse } from '../../../src/ingest/sources/greenhouse.ts';
import { boardBody, boardJob } from '../../support/greenhouse-board.ts';
import { itemsOf } from '../../support/reading.ts';

const source = { url: 'https://boards-api.greenhouse.io/v1/boards/fernwood/jobs?content=true', companyName: null };
const read = (...jobs: readonly unknown[]): readonly Item[] => itemsOf(greenhouse, boardBody(jobs), source);
const only = (job: unknown): NormalisedPosting => {
  const [item] = read(job);
  if (item === undefined || 'rejection' in item) throw new Error(JSON.stringify(item));
  return item.posting;
};
const refusal = (job: unknown): string => {
  const [item] = read(job);
  return item !== undefined && 'rejection' in item ? item.rejection.reason : 'read';
};

test('a posting is read with everything that it says', () => {
  expect(only(boardJob(7, { company_name: 'Fernwood Systems ', title: '  Backend\tEngineer ' }))).toEqual({
    externalId: '7',
    url: 'https://job-boards.greenhouse.io/fernwood/jobs/7',
    title: 'Backend Engineer',
    companyName: 'Fernwood Systems',
    otherUrls: [],
    location: 'Remote - Canada',
    places: [{ city: null, region: null, country: 'CA' }],
    remote: 'yes',
    remoteFrom: 'Canada',
    department: 'Engineering',
    employmentType: 'full-time',
    level: null,
    requirements: null,
    description: 'We build payment services.\n\n- Node.js & PostgreSQL',
    techStack: expect.arrayContaining(['Node.js', 'PostgreSQL']),
    language: 'en',
    salary: null,
    postedAt: new Date('2026-07-16T15:55:32Z'),
    deadlineAt: null,
    raw: expect.objectContaining({ id: 7 }),
  });
});

test('a posting that says only what it must is read, the rest is not known', () => {
  const posting = only({ id: 1, title: 'Cook', absolute_url: 'https://boards.greenhouse.io/fernwood/jobs/1' });
  expect(posting).toMatchObject({ companyName: 'fernwood', location: null, remote: null, description: '' });
  expect(posting).toMatchObject({
    postedAt: null,
    deadlineAt: null,
    employmentType: null,
    salary: null,
    language: null,
  });
});

test('optional fields of an unexpected shape count as not said', () => {
  const odd = {
    location: 'Berlin',
    departments: 'all',
    metadata: { a: 1 },
    pay_input_ranges: [7],
    language: 3,
    first_published: {},
  };
  expect(only(boardJob(1, odd))).toMatchObject({ location: null, department: null, salary: null, language: null });
  const values = [{ name: 'Employment Type', value: ['Contract', null] }, { name: 'x', value: null }, { value: 3 }];
  expect(only(boardJob(1, { metadata: values })).employmentType).toBe('contract');
});

describe('content', () => {
  const description = (content: string): string => only(boardJob(1, { content })).description;

  test('escaped once, escaped twice and not escaped reads the same', () => {
    const html = '<p>Salt &amp; pepper</p><p>“Fine”</p>';
    const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const expected = 'Salt & pepper\n\n“Fine”';
    expect([html, escaped(html), escaped(escaped(html))].map(description)).toEqual([expected, expected, expected]);
  });

  test('an escaped bracket that is meant to be read stays', () => {
    expect(description('&lt;p&gt;Use Vec&amp;lt;T&amp;gt; daily&lt;/p&gt;')).toBe('Use Vec<T> daily');
    expect(description('Use Vec&lt;T&gt; daily')).toBe('Use Vec<T> daily');
  });

  test('lists, headings and tables keep their lines, links their text, scripts and pictures vanish', () => {
    expect(
      description(
        '<h2>Pay</h2><table><tr><th>Level</th><th>EUR</th></tr><tr><td colspan="1000000000">One</td><td>2</td></tr></table>' +
          '<ol><li>a</li><li>b</li></ol><a href="https://evil.example">here</a><script>alert(1)</script><img src=x>',
      ),
    ).toBe('Pay\n\nLevel EUR\nOne 2\n\n1. a\n2. b\n\nhere');
  });

  test('ten thousand nested elements are survived', () => {
    expect(only(boardJob(1, { content: `${'<div>'.repeat(10_000)}deep` })).externalId).toBe('1');
  });

  test('invisible characters go, emoji and Persian joiners stay', () => {
    const job = boardJob(1, { title: 'Da\u0000ta\u202e \ud800Engineer👩‍💻\u200b', content: 'می\u200cخواهم\u0007' });
    expect(only(job)).toMatchObject({ title: 'Data �Engineer👩‍💻', description: 'می\u200cخواهم' });
    expect(JSON.stringify(only(job).raw)).not.toMatch(/\\u0000|\\ud800/);
  });
});

describe('refused items', () => {
  test.each([
    [null, /^item: /],
    ['x', /^item: /],
    [[], /^item: /],
    [boardJob(1, { id: null }), /^id: not an id/],
    [boardJob(1, { id: 1.5 }), /^id: /],
    [boardJob(1, { title: undefined }), /^title: /],
    [boardJob(1, { title: '\u0000 \u200b' }), /^title: empty/],
    [boardJob(1, { title: 'x'.repeat(10_000_000) }), /^title: longer than 1000 characters/],
    [boardJob(1, { content: 'x'.repeat(600_000) }), /^content: longer/],
    [boardJob(1, { content: 7 }), /^content: /],
    [boardJob(1, { absolute_url: null }), /^url: /],
    [boardJob(1, { absolute_url: 'javascript:alert(1)' }), /^url: /],
    [boardJob(1, { absolute_url: 'https://a:b@evil.example/' }), /^url: /],
  ])('item %# is refused with its reason', (job, reason) => {
    expect(refusal(job)).toMatch(reason);
  });

  test('one bad item loses no other, and the second with an id is refused', () => {
    const items = read(boardJob(1), null, boardJob(2), boardJob(1, { title: 'Again' }), boardJob(3));
    expect(items.map((item) => ('posting' in item ? item.posting.externalId : item.rejection.item))).toEqual([
      '1',
      'number 2',
      '2',
      '1',
      '3',
    ]);
  });

  test.each(['', '<html>', '[]', '{}', '{"jobs":{}}', 'null', '{"jobs":null}'])('%j is no board', (body) => {
    expect(() => itemsOf(greenhouse, body, source)).toThrow(UnreadableBody);
  });

  test('an empty board is a board', () => {
    expect(itemsOf(greenhouse, '{"jobs":[]}', source)).toEqual([]);
  });
});

test('a date that is none is not known, and the edit date stands in for a missing posting date', () => {
  expect(only(boardJob(1, { first_published: 'soon' })).postedAt).toEqual(new Date('2026-07-29T12:50:01Z'));
  const odd = { first_published: '2026-02-31', updated_at: '0001-01-01', application_deadline: '2026-09-01' };
  expect(only(boardJob(1, odd))).toMatchObject({ postedAt: null, deadlineAt: new Date('2026-09-01T00:00:00Z') });
});

test('a board listed by department gives its postings that department', () => {
  const body = JSON.stringify({
    departments: [
      { id: 4, name: 'Kitchen', jobs: [boardJob(1, { departments: undefined })] },
      { id: 0, name: 'No Department', jobs: [boardJob(2, { departments: undefined })] },
    ],
  });
  const departments = itemsOf(greenhouse, body, source).map((item) =>
    'posting' in item ? item.posting.department : item,
  );
  expect(departments).toEqual(['Kitchen', null]);
});

test('the company is what the posting says, else what the operator says, else the name of the board', () => {
  const nameless = boardBody([boardJob(1, { company_name: ' ' })]);
  const company = (url: string, companyName: string | null): unknown =>
    itemsOf(greenhouse, nameless, { url, companyName }).map((item) => 'posting' in item && item.posting.companyName)[0];
  expect(company('file:///boards/oak.json', 'Oak Ltd')).toBe('Oak Ltd');
  expect(company('file:///boards/oak%20tree.json', null)).toBe('oak tree');
  expect(company('https://self-hosted.example/jobs', null)).toBe('fernwood');
});

describe('pay', () => {
  const pay = (...ranges: readonly unknown[]): unknown => only(boardJob(1, { pay_input_ranges: ranges })).salary;

  test('ranges of several places are spanned', () => {
    expect(
      pay(
        { min_cents: 10_000_000, max_cents: 12_000_000, currency_type: 'USD', title: 'New York' },
        { min_cents: 9_000_000, max_cents: 11_000_000, currency_type: 'usd', title: 'Austin' },
        { min_cents: 1, max_cents: 99_999_999, currency_type: 'EUR', title: 'Berlin' },
      ),
    ).toEqual({ min: 9_000_000, max: 12_000_000, currency: 'USD', period: 'year' });
  });

  test('the period is what the title says, what the amount makes certain, or nothing', () => {
    expect(pay({ min_cents: 3000, max_cents: 4500, currency_type: 'USD', title: 'Hourly rate' })).toMatchObject({
      period: 'hour',
    });
    expect(pay({ min_cents: 3000, max_cents: 4500, currency_type: 'USD', title: 'Range' })).toBeNull();
    expect(pay({ min_cents: 3000, max_cents: 4500, currency_type: 'USD', blurb: 'per hour' })).toMatchObject({
      period: 'hour',
    });
    expect(pay({ min_cents: 9_000_000, max_cents: null, currency_type: 'EUR', blurb: 'paid every month' })).toEqual({
      min: 9_000_000,
      max: null,
      currency: 'EUR',
      period: 'year',
    });
  });

  test('zero, a range upside down and a currency that is none are not stated', () => {
    expect(pay({ min_cents: 0, max_cents: 0, currency_type: 'USD' })).toBeNull();
    expect(pay({ min_cents: 9_000_000, max_cents: 8_000_000, currency_type: 'USD' })).toBeNull();
    expect(pay({ min_cents: 9_000_000, max_cents: 9_000_000, currency_type: 'dollars' })).toBeNull();
  });

  test('yen have no cents', () => {
    expect(pay({ min_cents: 600_000_000, max_cents: 900_000_000, currency_type: 'JPY' })).toMatchObject({
      min: 6_000_000,
    });
  });
});

test.each([
  'https://boards-api.greenhouse.io/v1/boards/acme/jobs',
  'https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true',
  'https://boards.greenhouse.io/acme',
  'https://boards.greenhouse.io/acme/jobs/123?gh_src=x',
  'https://boards.greenhouse.io/embed/job_board?for=acme',
  'https://job-boards.greenhouse.io/acme/jobs/123',
])('%s is recognised and read from the API, with descriptions', (url) => {
  expect(greenhouse.recognises(new URL(url))).toBe(true);
  expect(greenhouse.feedUrl(new URL(url)).href).toBe(
    'https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true',
  );
});

test.each([
  'https://boards.greenhouse.io/',
  'https://www.greenhouse.io/acme',
  'https://greenhouse.io.evil.example/acme',
  'https://jobs.lever.co/acme',
  'file:///boards/acme.json',
])('%s is not recognised and read as it is', (url) => {
  expect(greenhouse.recognises(new URL(url))).toBe(false);
  expect(greenhouse.feedUrl(new URL(url)).href).toBe(url);
});
