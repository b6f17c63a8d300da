import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payOfDescription } from '../../../src/ingest/normalise/description-pay.ts';
import { payOf } from '../../../src/ingest/normalise/pay.ts';

const shown = (pay: ReturnType<typeof payOf>): string | null =>
  pay === null ? null : `${pay.min}-${pay.max} ${pay.currency} ${pay.period}`;

describe('words for pay', () => {
  test.each([
    ['$120k–$150k', 'US', '12000000-15000000 USD year'],
    ['$180-220k', 'US', '18000000-22000000 USD year'],
    ['€60.000 - 80.000 brutto p.a.', null, '6000000-8000000 EUR year'],
    ['45.000 EUR - 55.000 EUR', null, '4500000-5500000 EUR year'],
    ['45-55k€', null, '4500000-5500000 EUR year'],
    ['£14.75 per hour', null, '1475-1475 GBP hour'],
    ['$25/hr - $30/hr', 'US', '2500-3000 USD hour'],
    ['USD 90,000-110,000 / year', null, '9000000-11000000 USD year'],
    ["CHF 100'000", null, '10000000-10000000 CHF year'],
    ['₹12-18 LPA', null, '120000000-180000000 INR year'],
    ['120 zł/h', null, '12000-12000 PLN hour'],
    ['SEK 45 000 / month', null, '4500000-4500000 SEK month'],
    ['€3.500 monatlich', null, '350000-350000 EUR month'],
    ['¥8,000,000 - ¥10,000,000', 'JP', '8000000-10000000 JPY year'],
    ['up to 70k EUR', null, 'null-7000000 EUR year'],
    ['from £35,000', null, '3500000-null GBP year'],
    ['$150,000+', 'US', '15000000-null USD year'],
    ['Band 7: 7 - £38,890 to £44,503', null, '3889000-4450300 GBP year'],
    ['CA$100k-120k', null, '10000000-12000000 CAD year'],
    ['$100k CAD', 'CA', '10000000-10000000 CAD year'],
    ['$100k', 'CA', null],
    ['$100k', null, null],
    ['120-140K + equity', 'US', null],
    ['0.5% - 1% equity', 'US', null],
    ['401k', 'US', null],
    ['$401(k)', 'US', null],
    ['$5', 'US', null],
    ['$15 - $150,000', 'US', '15000000-15000000 USD year'],
    ['Competitive', 'US', null],
    ['', null, null],
  ])('%j in %s is %s', (text, country, pay) => {
    expect(shown(payOf(text, country))).toBe(pay);
  });

  test('no text fails or takes long', () => {
    const pieces = fc.constantFrom(
      '$',
      '€',
      '1',
      '120',
      ',000',
      '.',
      'k',
      '-',
      ' to ',
      ' per hour',
      'USD',
      '%',
      ' ',
      'x',
      '\ud800',
    );
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => void payOf(parts.join(''), 'US')));
    for (const piece of ['$', '1,', '1 000', '$1-', '€1.000 - ', 'salary $1 ', 'salary range ', '((((', 'a ']) {
      const text = piece.repeat(500_000 / piece.length);
      const started = performance.now();
      payOf(text, 'US');
      payOfDescription(text, 'US');
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});

describe('the pay in a description', () => {
  test.each([
    ['The base salary range for this role is $120,000 - $150,000.', '12000000-15000000 USD year'],
    ['Compensation\n\n$120,000 - $150,000 per year', '12000000-15000000 USD year'],
    ['Hourly rate: $25 - $30 per hour', '2500-3000 USD hour'],
    [
      'Pay depends on the location. Salary range in New York: $120k-$150k\nSalary range in Ohio: $100k-$130k',
      '10000000-15000000 USD year',
    ],
    ['Salary: $100,000 - $120,000\nSalary: $70,000 - $80,000', null],
    ['We raised $120,000,000 and pay well.', null],
    ['Sign-on bonus of $10,000. Salary is competitive.', null],
    ['You manage a budget of $500,000.', null],
    ['Tuition: up to $20,000 a year.', null],
    ['Junior salary $80,000, senior salary $150,000', null],
  ])('%j is %s', (text, pay) => {
    expect(shown(payOfDescription(text, 'US'))).toBe(pay);
  });
});
