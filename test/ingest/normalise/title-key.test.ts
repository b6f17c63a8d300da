import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { titleKey } from '../../../src/ingest/normalise/title-key.ts';

describe('the key of a title', () => {
  test.each([
    [
      [
        'Senior Engineer',
        'Sr. Engineer',
        'SENIOR ENGINEER',
        'Senior  Engineer (m/w/d)',
        'Senior Engineer (all genders)',
      ],
      'senior engineer',
    ],
    [
      ['Entwickler (m/w/d)', 'Entwickler:in', 'Entwickler*in', 'Entwickler/-in (f/m/x)', 'Entwickler H/F'],
      'entwickler',
    ],
    [['Buyer - R-0012345', 'Buyer (REQ 4711)', 'Buyer #4711', 'Buyer, Job ID: 99821', 'Buyer 1234567'], 'buyer'],
    [
      [
        'Data Analyst',
        'Data Analyst (Remote)',
        'Data Analyst - Hybrid',
        'Data Analyst | Remote / Hybrid',
        'Data Analyst, Full-Time',
      ],
      'data analyst',
    ],
    [['Engineer II', 'Engineer 2', 'Eng. II'], 'engineer ii'],
    [['Développeur Front-End', 'developpeur frontend'], 'developpeur front end'],
    [['C++ Developer', 'C++ Dev'], 'c++ developer'],
  ])('%j are one', (titles, key) => {
    expect(titles.map((title) => titleKey(title))).toEqual(titles.map(() => key));
  });

  test('a place at the end goes only where the location says it', () => {
    expect(titleKey('Cook - Berlin', 'Berlin, Germany')).toBe('cook');
    expect(titleKey('Cook (Berlin, Germany)', 'Berlin, Germany')).toBe('cook');
    expect(titleKey('Cook - Berlin', 'Munich')).toBe('cook berlin');
    expect(titleKey('Cook - Berlin')).toBe('cook berlin');
  });

  test('other jobs and other levels stay apart', () => {
    const titles = [
      'Engineer',
      'Engineer II',
      'Engineer III',
      'Senior Engineer',
      'Engineer, Remote Sensing',
      'C# Developer',
      'C++ Developer',
      'C Developer',
      'Engineer, Payments',
      'Intern',
      '株式会社',
      '!!!',
      'Remote',
    ];
    const keys = titles.map((title) => titleKey(title));
    expect(new Set(keys).size).toBe(titles.length);
    expect(keys).not.toContain('');
  });

  test('every title has a key, and a long one takes no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (title) => {
        if (title.trim() !== '') expect(titleKey(title)).not.toBe('');
      }),
    );
    for (const piece of ['((((', 'm/', ' - ', '1-', 'a ', 'req ']) {
      const started = performance.now();
      titleKey(piece.repeat(100_000));
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});
