import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { recruitee } from '../../../src/ingest/sources/recruitee.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://elm-works.recruitee.com/api/offers/', companyName: null };
const offer = (more = {}) => ({
  id: 2700001,
  title: 'Baker',
  slug: 'baker',
  careers_url: 'https://elm-works.recruitee.com/o/baker',
  ...more,
});
const only = (more = {}, from = source): NormalisedPosting => {
  const items = itemsOf(recruitee, { offers: [offer(more)] }, from);
  const [read] = postingsIn(items);
  if (read === undefined) throw new Error(JSON.stringify(items));
  return read;
};

test('an offer is read with everything that it says', () => {
  const said = {
    careers_url: 'https://jobs.elm.example/o/baker',
    careers_apply_url: 'https://jobs.elm.example/o/baker/c/new',
    company_name: 'Elm GmbH',
    status: 'published',
    department: 'Kitchen',
    employment_type_code: 'fulltime_fixed_term',
    experience_code: 'entry_level',
    location: 'Berlin, Berlin, Germany',
    locations: [
      { name: 'HQ', city: 'Berlin', state: 'Berlin', country: 'Germany', street: 'Ofenweg 7' },
      { name: 'Anywhere', city: null, state: '', country: null },
    ],
    remote: false,
    hybrid: true,
    on_site: false,
    description: '<p>Bread &amp; rolls</p>',
    requirements: '<ul><li>Strong arms</li></ul>',
    translations: {
      de: { title: 'Bäcker', description: '<p>Brot</p>' },
      en: { title: 'Baker', description: '<p>Bread &amp; rolls</p>' },
    },
    salary: { min: '60000', max: '75000', period: 'year', currency: 'EUR' },
    created_at: '2026-08-05 09:41:37 UTC',
    published_at: '2026-08-05 10:10:39 UTC',
    close_at: '2026-09-30 22:00:00 UTC',
  };
  expect(only(said)).toMatchObject({
    externalId: '2700001',
    url: 'https://jobs.elm.example/o/baker',
    otherUrls: ['https://jobs.elm.example/o/baker/c/new'],
    title: 'Baker',
    companyName: 'Elm GmbH',
    location: 'Berlin, Germany; Anywhere',
    remote: 'hybrid',
    department: 'Kitchen',
    employmentType: 'contract',
    description: 'Bread & rolls\n\n- Strong arms',
    language: 'en',
    salary: { min: 6_000_000, max: 7_500_000, currency: 'EUR', period: 'year' },
    postedAt: new Date('2026-08-05T10:10:39Z'),
    deadlineAt: new Date('2026-09-30T22:00:00Z'),
    raw: offer(said),
  });
});

test('an offer that says only what it must is read, the rest is not known', () => {
  expect(only()).toMatchObject({
    companyName: 'Elm Works',
    location: null,
    remote: null,
    salary: null,
    postedAt: null,
  });
  const odd = { locations: 'all', remote: 'yes', salary: [7], translations: [1], created_at: 7, department: {} };
  expect(only(odd)).toMatchObject({ location: null, remote: null, salary: null, postedAt: null });
});

test('the date of creation stands in for that of publication', () => {
  expect(only({ created_at: '2026-07-03 09:21:48 UTC' }).postedAt).toEqual(new Date('2026-07-03T09:21:48Z'));
});

test.each([
  [{ remote: true, hybrid: true }, 'yes'],
  [{ remote: false, hybrid: true, on_site: true }, 'hybrid'],
  [{ remote: false, hybrid: false, on_site: true }, 'no'],
  [{ remote: false }, null],
])('%j is remote %j', (more, remote) => {
  expect(only(more).remote).toBe(remote);
});

test.each([
  [{ location: 'Vigo, Spain' }, 'Vigo, Spain'],
  [{ city: 'Vigo', state: null, country: 'Spain' }, 'Vigo, Spain'],
  [{ locations: [], location: ' ', country: 'Spain' }, 'Spain'],
])('place %j is %s', (more, location) => {
  expect(only(more).location).toBe(location);
});

describe('words', () => {
  test('that an offer has in translations alone are read from them', () => {
    const translations = { nl: { title: 'Bakker', description: '<p>Brood</p>', requirements: '<p>Vroeg op</p>' } };
    expect(only({ title: null, translations })).toMatchObject({
      title: 'Bakker',
      description: 'Brood\n\nVroeg op',
      language: 'nl',
    });
  });

  test('in one translation have its language', () => {
    const translations = { nl: { title: 'Bakker', description: '<p>Brood</p>' } };
    expect(only({ title: 'Bakker', description: '<p>Brood</p>', translations }).language).toBe('nl');
  });
});

test.each([
  [{ salary: { min: '60000', max: null, period: 'year', currency: 'EUR' } }, { min: 6_000_000, max: null }],
  [{ salary: { min: '18.50', max: '21', period: 'hour', currency: 'EUR' } }, { min: 1850, max: 2100 }],
  [{ salary_min: 3000, salary_max: '3500', salary_currency: 'EUR', salary_period: 'month' }, { min: 300_000 }],
])('pay %j is read', (more, pay) => {
  expect(only(more).salary).toMatchObject(pay);
});

test.each([
  [{ min: 'a lot', max: '', period: 'year', currency: 'EUR' }],
  [{ min: '75000', max: '60000', period: 'year', currency: 'EUR' }],
  [{ min: '60000', max: '75000', period: null, currency: 'EUR' }],
  [{ min: '60000', max: '75000', period: 'year', currency: null }],
  [{ min: '0', max: '0', period: 'year', currency: 'EUR' }],
])('pay %j is not certain', (salary) => {
  expect(only({ salary }).salary).toBeNull();
});

test('a link without TLS gives way to that of the board', () => {
  expect(only({ careers_url: 'http://jobs.elm.example/o/baker', slug: 'baker' })).toMatchObject({
    url: 'https://elm-works.recruitee.com/o/baker',
    otherUrls: [],
  });
  const [item] = itemsOf(
    recruitee,
    { offers: [offer({ careers_url: 'http://jobs.elm.example/o/baker' })] },
    { url: 'https://jobs.elm.example/api/offers/', companyName: 'Elm' },
  );
  expect(item).toEqual({ rejection: { item: '2700001', reason: 'careers_url: not an https address' } });
});

test('what is not published is passed over', () => {
  expect(itemsOf(recruitee, { offers: [offer({ status: 'internal' })] }, source)).toEqual([]);
});

test.each([
  [{ id: null }, /^id: /],
  [{ title: undefined }, /^title: missing/],
  [{ title: '\u0000' }, /^title: /],
  [{ title: 'x'.repeat(10_000_000) }, /^title: /],
  [{ careers_url: 'javascript:alert(1)', slug: null }, /^careers_url: /],
  [{ description: 'x'.repeat(600_000) }, /^description: longer/],
])('offer %# is refused with its reason, and loses no other', (more, reason) => {
  const items = itemsOf(recruitee, { offers: [offer(more), offer({ id: 8 }), 'x', offer({ id: 8 })] }, source);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['8']);
  expect(rejectionsIn(items)[0]?.reason).toMatch(reason);
  expect(rejectionsIn(items)).toHaveLength(3);
});

test.each(['', '<html>', '[]', '{}', '{"offers":{}}', '{"error":["Not found"]}'])('%j is no board', (body) => {
  expect(() => itemsOf(recruitee, body, source)).toThrow(UnreadableBody);
});

test('an empty board is a board', () => {
  expect(itemsOf(recruitee, '{"offers":[]}', source)).toEqual([]);
});

test.each([
  'https://acme.recruitee.com',
  'https://Acme.recruitee.com/?jobs-1=x',
  'https://acme.recruitee.com/o/some-job',
  'https://acme.recruitee.com/l/en/o/some-job/c/new',
  'https://acme.recruitee.com/api/offers',
  'https://acme.recruitee.com/api/offers/?department=x',
])('%s is read from the API of its host', (address) => {
  expect(feedOf(recruitee, address)).toBe('https://acme.recruitee.com/api/offers/');
});

test.each([
  ...lookAlikes('acme.recruitee.com', '/o/some-job'),
  'http://acme.recruitee.com/',
  'https://recruitee.com/',
  'https://www.recruitee.com/o/some-job',
  'https://api.recruitee.com/c/acme',
  'https://a.b.recruitee.com/',
])('%s is not recognised', (address) => {
  expect(feedOf(recruitee, address)).toBeNull();
});
