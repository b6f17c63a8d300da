import { describe, expect, test } from 'vitest';
import { parseSourcesCsv } from '../../../src/ingest/source-list/csv.ts';
import { SourceListError } from '../../../src/ingest/source-list/entry.ts';

const parse = (csv: string) => parseSourcesCsv(csv, '/etc/jobhound/companies.csv');
const faults = (csv: string): readonly string[] => {
  try {
    parse(csv);
  } catch (error) {
    if (error instanceof SourceListError) return error.faults;
    throw error;
  }
  return [];
};

describe('a table of companies', () => {
  test('is read whatever the order of its columns, with quotes, and with a byte order mark', () => {
    const csv = `\ufeffcompany,careers_url,industry,every
"Acme, Inc.",https://boards.greenhouse.io/acme,Anvils,6h
Oak,https://oak.example/careers,,
`;
    expect(parse(csv)).toMatchObject([
      { company: 'Acme, Inc.', kind: 'greenhouse', everyMs: 6 * 3_600_000, details: { industry: 'Anvils' } },
      { company: 'Oak', kind: null, url: 'https://oak.example/careers', everyMs: null },
    ]);
  });

  test('is read with semicolons, as spreadsheets of many countries write it', () => {
    expect(parse('Company;URL\nAcme;https://boards.greenhouse.io/acme\n')).toMatchObject([{ company: 'Acme' }]);
  });

  test('names every fault with its line', () => {
    expect(faults('url,every\nftp://a.example/,1h\nhttps://boards.greenhouse.io/a,soon\n')).toEqual([
      expect.stringMatching(/^line 2: url: must be https/),
      expect.stringMatching(/^line 3: every: must be like/),
    ]);
    expect(faults('url\n"open')[0]).toMatch(/quote/i);
    expect(faults('address\nhttps://a.example\n')[0]).toMatch(/^line 2: .*url/);
  });

  test('without rows is empty', () => {
    expect(parse('url,company\n')).toEqual([]);
  });
});
