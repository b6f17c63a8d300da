import { describe, expect, test } from 'vitest';
import { parseSourcesFile, SourcesFileError } from '../../src/ingest/sources-file.ts';

const parse = (yaml: string) => parseSourcesFile(yaml, '/etc/jobhound/sources.yaml');

const faults = (yaml: string): readonly string[] => {
  try {
    parse(yaml);
  } catch (error) {
    if (error instanceof SourcesFileError) return error.faults;
    throw error;
  }
  return [];
};

test('a list is read with kinds recognised, paths beside the file and rhythms in words', () => {
  const yaml = `
sources:
  - url: https://boards.greenhouse.io/acme
    company: Acme
    every: 30m
  - url: ./boards/local.json   # beside the list
    kind: greenhouse
    name: Local
    every: 1d
  - url: http://board.example:8080/jobs
    kind: greenhouse
  - url: /var/boards/oak.json
    kind: greenhouse
`;
  expect(parse(yaml)).toEqual([
    {
      url: 'https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true',
      kind: 'greenhouse',
      name: 'Acme',
      company: 'Acme',
      everyMs: 1_800_000,
      isSample: false,
    },
    {
      url: 'file:///etc/jobhound/boards/local.json',
      kind: 'greenhouse',
      name: 'Local',
      company: null,
      everyMs: 86_400_000,
      isSample: false,
    },
    {
      url: 'http://board.example:8080/jobs',
      kind: 'greenhouse',
      name: 'board.example',
      company: null,
      everyMs: 3_600_000,
      isSample: false,
    },
    {
      url: 'file:///var/boards/oak.json',
      kind: 'greenhouse',
      name: 'oak',
      company: null,
      everyMs: 3_600_000,
      isSample: false,
    },
  ]);
});

test('every fault is named with its line, all at once', () => {
  const yaml = `sources:
  - url: https://jobs.example.com/acme
  - kind: greenhouse
  - url: ./a.json
    kind: pigeon
    evry: 30m
  - url: ./b.json
    kind: greenhouse
    every: soon
  - 7
  - url: ftp://example.com/b.json
    kind: greenhouse
  - url: https://user:word@example.com/
    kind: greenhouse
  - url: ./c.json
    kind: greenhouse
  - url: c.json
    kind: greenhouse
`;
  const found = faults(yaml);
  expect(found.map((fault) => fault.split(':').slice(0, 2).join(':'))).toEqual([
    'line 2: sources[0].kind',
    'line 3: sources[1].url',
    'line 4: sources[2].kind',
    'line 4: sources[2]',
    'line 7: sources[3].every',
    'line 10: sources[4]',
    'line 11: sources[5].url',
    'line 13: sources[6].url',
    'line 17: sources[8].url',
  ]);
  expect(() => parse(yaml)).toThrow(/sources\.yaml is wrong:\n {2}- line 2[\s\S]*- line 17/);
});

describe('what is no list', () => {
  test.each(['', '[]', 'sources:', 'sources: 7', 'board: x'])('%j', (yaml) => {
    expect(faults(yaml)).toEqual(['there must be a list under `sources`']);
  });

  test('broken YAML is named with its line', () => {
    expect(faults('sources:\n  - url: "open')[0]).toMatch(/^line 2: /);
  });

  test('an empty list is a list', () => {
    expect(parse('sources: []')).toEqual([]);
  });
});

test.each(['0m', '25d', '1w', '90', '-5m'])('a rhythm of %s is refused', (every) => {
  expect(faults(`sources:\n  - {url: a.json, kind: greenhouse, every: "${every}"}`)[0]).toContain('from 1m to 24d');
});
