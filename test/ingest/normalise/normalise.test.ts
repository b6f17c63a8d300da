import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../../src/ingest/crawl/backoff.ts';
import { companyKey } from '../../../src/ingest/normalise/company-key.ts';
import { employmentType, employmentTypeOfTitle } from '../../../src/ingest/normalise/employment-type.ts';
import { isoMoment } from '../../../src/ingest/normalise/moment.ts';
import { workPlace } from '../../../src/ingest/normalise/remote.ts';
import { webUrl } from '../../../src/ingest/normalise/web-url.ts';
import { yearlyPay } from '../../../src/ingest/normalise/yearly-pay.ts';

describe('how a job is done', () => {
  test.each([
    ['Remote', 'yes', null],
    ['Remote - Canada', 'yes', 'Canada'],
    ['REMOTE, US', 'yes', 'US'],
    ['US-Remote', 'yes', 'US'],
    ['United States (Remote)', 'yes', 'United States'],
    ['(Remote, US)', 'yes', 'US'],
    ['100% Remote (UK)', 'yes', 'UK'],
    ['Remote Based - US', 'yes', 'US'],
    ['Remote (anywhere in the U.S.)', 'yes', 'U.S.'],
    ['Remote (USA and Canada)', 'yes', 'USA and Canada'],
    ['Remote — Global', 'yes', null],
    ['Argentina | Remote', 'yes', 'Argentina'],
    ['Florida_Remote', 'yes', 'Florida'],
    ['Remote - Brazil; Mexico; Chile', 'yes', 'Brazil; Mexico; Chile'],
    ['London, UK; Remote, UK', 'yes', 'UK'],
    ['Remote - US; Remote - Canada', 'yes', 'US; Canada'],
    ['San Francisco, CA or Remote', 'yes', null],
    ['New York, NY or Remote, US', 'yes', 'US'],
    ['Remote - USA, Hybrid - NYC', 'yes', 'USA'],
    ['Remote, Hybrid, or Onsite', 'yes', null],
    ['Hybrid', 'hybrid', null],
    ['Hybrid - London, England', 'hybrid', null],
    ['San Francisco, CA (Hybrid)', 'hybrid', null],
    ['Hybrid (2 days remote)', 'hybrid', null],
    ['Onsite - Austin, TX', 'no', null],
    ['Berlin (not remote)', 'no', null],
    ['Berlin, Germany', null, null],
    ['Remoteville', null, null],
  ])('a location of %s is %s from %s', (location, remote, remoteFrom) => {
    expect(workPlace(location, 'Engineer')).toEqual({ remote, remoteFrom });
  });

  test.each([
    ['AI Engineer I (Remote)', 'yes', null],
    ['Staff Accountant [Remote-US]', 'yes', 'US'],
    ['Clinical Psychologist- Remote', 'yes', null],
    ['Channel Manager | Remote | Northeast', 'yes', null],
    ['Representative - Work From Home', 'yes', null],
    ['Office Manager (Hybrid)', 'hybrid', null],
    ['Legal Intern (Hybrid @ Bellevue, WA)', 'hybrid', null],
    ['Remote Sensing Scientist', null, null],
    ['Hybrid Cloud Engineer', null, null],
  ])('a title of %s is %s from %s where the location says nothing', (title, remote, remoteFrom) => {
    expect(workPlace('Springfield', title)).toEqual({ remote, remoteFrom });
  });

  test('the location outweighs the title', () => {
    expect(workPlace('Hybrid', 'Engineer (Remote)').remote).toBe('hybrid');
  });
});

describe('kind of employment', () => {
  test.each([
    ['Full-time', 'full-time'],
    ['FULL_TIME', 'full-time'],
    ['Full Time Regular', 'full-time'],
    ['Part time', 'part-time'],
    ['Full-time or part-time', null],
    ['Full-time contract', 'contract'],
    ['Contractor', 'contract'],
    ['Fixed-term', 'contract'],
    ['Temporary', 'temporary'],
    ['Seasonal', 'temporary'],
    ['Intern', 'internship'],
    ['Regular', null],
    ['', null],
  ])('a field that says %j is %s', (words, type) => {
    expect(employmentType(words)).toBe(type);
  });

  test.each([
    ['Teacher (Part-time)', 'part-time'],
    ['Producer (temporary; full-time)', 'temporary'],
    ['Specialist (12-Month Contract)', 'contract'],
    ['Contract: Analytics Engineer', 'contract'],
    ['Software Engineer Intern (Summer 2026)', 'internship'],
    ['Intern, Marketing', 'internship'],
    ['Commercial Contract Manager', null],
    ['Contracts Manager', null],
    ['Internal Auditor', null],
    ['Internship Coordinator', null],
    ['Engineer, Real-Time Voice', null],
  ])('a title of %j is %s', (title, type) => {
    expect(employmentTypeOfTitle(title)).toBe(type);
  });
});

describe('the key of a company', () => {
  test.each([
    [['Müller & Söhne GmbH', 'MULLER AND SOHNE', 'muller + sohne gmbh & co. KG'], 'muller and sohne'],
    [['Gusto, Inc.', 'Gusto', 'GUSTO LLC', 'Gusto® Ltd.'], 'gusto'],
    [['Ørsted A/S', 'Orsted'], 'orsted'],
    [["Harry's", 'Harry’s'], 'harrys'],
    [['Enel S.p.A.', 'Enel'], 'enel'],
  ])('%j are one', (names, key) => {
    expect(names.map(companyKey)).toEqual(names.map(() => key));
  });

  test('other companies stay apart, and no name is without a key', () => {
    expect(['Apollo', 'Apollo.io', 'AG', 'Co', '株式会社', '!!!', 'Яндекс'].map(companyKey)).toEqual([
      'apollo',
      'apollo io',
      'ag',
      'co',
      '株式会社',
      '!!!',
      'яндекс',
    ]);
  });
});

test('pay is compared by the year', () => {
  const yearly = (period: 'hour' | 'day' | 'week' | 'month' | 'year'): unknown =>
    yearlyPay({ min: 100, max: null, currency: 'EUR', period }).min;
  expect((['hour', 'day', 'week', 'month', 'year'] as const).map(yearly)).toEqual([208_000, 26_000, 5200, 1200, 100]);
  expect(yearlyPay({ min: null, max: 5, currency: 'EUR', period: 'month' })).toEqual({ min: null, max: 60 });
});

test.each([
  ['2026-07-16T11:55:32-04:00', '2026-07-16T15:55:32.000Z'],
  ['2026-07-16T11:55:32+0530', '2026-07-16T06:25:32.000Z'],
  ['2026-08-05 09:41:37 UTC', '2026-08-05T09:41:37.000Z'],
  ['2026-08-05T09:41', '2026-08-05T09:41:00.000Z'],
  ['2026-08-05', '2026-08-05T00:00:00.000Z'],
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['1789-07-14', null],
  ['9999-12-31', null],
  ['5 August 2026', null],
  ['', null],
])('the moment %j is %s', (text, moment) => {
  expect(isoMoment(text)?.toISOString() ?? null).toBe(moment);
});

test('only plain web addresses are links', () => {
  expect(webUrl(' https://a.example/x ')).toBe('https://a.example/x');
  const refused = [
    'javascript:alert(1)',
    'tg://x',
    'file:///x',
    '//a.example',
    'https://u@a.example',
    'a.example',
    `https://a.example/${'x'.repeat(2000)}`,
  ];
  expect(refused.map(webUrl)).toEqual(refused.map(() => null));
});

test('a failing source waits from 5 minutes to 6 hours, longer only where its host asks for it', () => {
  const minutes = [1, 2, 3, 7, 8, 500].map((failures) => backoffMs(failures) / 60_000);
  expect(minutes).toEqual([5, 10, 20, 320, 360, 360]);
  expect(backoffMs(1, 60_000)).toBe(300_000);
  expect(backoffMs(1, 3_600_000)).toBe(3_600_000);
});
