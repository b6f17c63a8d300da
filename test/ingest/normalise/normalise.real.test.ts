import { Console } from 'node:console';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { descriptionOf } from '../../../src/ingest/normalise/clean-text.ts';
import { companyKey } from '../../../src/ingest/normalise/company-key.ts';
import { payOfDescription } from '../../../src/ingest/normalise/description-pay.ts';
import { titleKey } from '../../../src/ingest/normalise/title-key.ts';
import { findPlaces } from '../../../src/places/index.ts';

/** The figures are what these tests are for. */
const out = new Console(process.stdout);
const data = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
const corpus = join(data, 'corpus', 'jobs.ndjson.gz');

interface Row {
  readonly source: string;
  readonly title: string | null;
  readonly location: string | null;
  readonly description: string | null;
  readonly salary_min: number | null;
  readonly salary_max: number | null;
}

const rows = (): readonly Row[] =>
  gunzipSync(readFileSync(corpus))
    .toString()
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));

describe.skipIf(!existsSync(corpus))('real postings', () => {
  test('what a description says of pay is what the field for it says', { timeout: 300_000 }, () => {
    const hours = { week: 52, month: 12, year: 1 } as const;
    let asked = 0;
    let found = 0;
    let right = 0;
    let conflicting = 0;
    for (const row of rows()) {
      if (!row.salary_min || !row.description) continue;
      asked += 1;
      const text = descriptionOf(row.description);
      const countries = new Set(findPlaces(row.location ?? '').flatMap(({ country }) => country ?? []));
      const pay = payOfDescription(text, countries.has('US') ? 'US' : ([...countries][0] ?? null));
      if (pay === null) continue;
      found += 1;
      const low = row.salary_min;
      const high = row.salary_max ?? low;
      const near = (minor: number | null, units: number, perYear: number): boolean =>
        minor === null || Math.abs((minor / 100) * perYear - units) <= Math.max(1, units * 0.02);
      // The field is yearly, and each employer counts the hours of a year in its own way.
      const isRight =
        pay.period === 'hour' || pay.period === 'day'
          ? [pay.min, pay.max].some(
              (minor) =>
                minor !== null &&
                low / (minor / 100) >= (pay.period === 'hour' ? 1500 : 200) &&
                low / (minor / 100) <= (pay.period === 'hour' ? 2500 : 270),
            )
          : (near(pay.min, low, hours[pay.period]) && near(pay.max, high, hours[pay.period])) ||
            (pay.max === null && near(pay.min, high, hours[pay.period])) ||
            (pay.min === null && near(pay.max, low, hours[pay.period]));
      if (isRight) right += 1;
      else if (![low, high].every((amount) => isWritten(text, amount))) conflicting += 1;
    }
    out.table({
      asked,
      found,
      right,
      'field says what the text does not': conflicting,
      'precision by the field': right / found,
      precision: right / (found - conflicting),
      recall: right / asked,
    });
    expect(right / (found - conflicting)).toBeGreaterThanOrEqual(0.95);
  });

  test('nearly every location that names a place is one', { timeout: 300_000 }, () => {
    const locations = rows().flatMap(({ location }) => location ?? []);
    const known = locations.filter((location) => findPlaces(location).length > 0).length;
    out.table({ locations: locations.length, 'with a place': known / locations.length });
    expect(known / locations.length).toBeGreaterThan(0.9);
  });
});

const isWritten = (text: string, amount: number): boolean => {
  const grouped = String(Math.round(amount)).replace(/\B(?=(?:\d{3})+$)/g, '[,. ]?');
  return new RegExp(`${grouped}|${amount / 1000}\\s?k`, 'i').test(text);
};

const titles = join(data, 'skills', 'title-recall-corpus.json');
test.skipIf(!existsSync(titles))('no two real titles become one but by spelling', () => {
  const all = [...readFileSync(titles, 'utf8').matchAll(/"title":\s*("(?:[^"\\]|\\.)*")/g)].map(
    ([, title = '""']): string => JSON.parse(title),
  );
  const byKey = Map.groupBy(all, (title) => titleKey(title));
  const merged = [...byKey.values()].filter((group) => group.length > 1);
  out.table({ titles: all.length, keys: byKey.size, merged: merged.length });
  out.log(
    merged
      .slice(0, 40)
      .map((group) => group.join('  =  '))
      .join('\n'),
  );
  expect(byKey.has('')).toBe(false);
  expect(byKey.size).toBeGreaterThan(all.length * 0.9);
});

const companies = join(data, 'skills', 'company-key-corpus.json');
test.skipIf(!existsSync(companies))(
  'every writing of a company has a key, and composed and decomposed letters the same',
  () => {
    const { cases }: { cases: readonly { input: string | null }[] } = JSON.parse(readFileSync(companies, 'utf8'));
    for (const { input } of cases) {
      if (!input) continue;
      expect(companyKey(input)).not.toBe('');
      expect(companyKey(input.normalize('NFD'))).toBe(companyKey(input.normalize('NFC')));
    }
    expect(companyKey('ＡＣＭＥ')).toBe('acme');
    expect(companyKey('  Acme  ,  Inc.  ')).toBe(companyKey('Acme Corp'));
  },
);
