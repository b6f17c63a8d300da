import { describe, expect, test } from 'vitest';
import { SourceListError } from '../../../src/ingest/source-list/entry.ts';
import { parseSourcesYaml, printSourcesYaml } from '../../../src/ingest/source-list/yaml.ts';

const parse = (yaml: string) => parseSourcesYaml(yaml, '/etc/jobhound/sources.yaml');

const faults = (yaml: string): readonly string[] => {
  try {
    parse(yaml);
  } catch (error) {
    if (error instanceof SourceListError) return error.faults;
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
  expect(parse(yaml)).toMatchObject([
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
      everyMs: null,
      isSample: false,
    },
    {
      url: 'file:///var/boards/oak.json',
      kind: 'greenhouse',
      name: 'oak',
      company: null,
      everyMs: null,
      isSample: false,
    },
  ]);
});

test('every fault is named with its line, all at once', () => {
  const yaml = `sources:
  - url: https://www.linkedin.com/jobs/view/1
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
    'line 2: sources[0].url',
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

test('a URL that does not show its kind is left to be found out, a file cannot be', () => {
  expect(parse('sources:\n  - url: https://acme.example/careers')[0]).toMatchObject({ kind: null });
  expect(faults('sources:\n  - url: ./board.json')[0]).toContain('.kind: is needed');
});

test('a schedule, and what is known of the company, is read; a wrong schedule is refused', () => {
  const yaml = `companies:
  - url: https://boards.greenhouse.io/acme
    company: Acme
    cron: "0 6 * * 1-5"
    website: https://acme.example
    industry: Anvils
    size: 51-200
    location: Oslo`;
  expect(parse(yaml)).toMatchObject([
    {
      cron: '0 6 * * 1-5',
      details: { website: 'https://acme.example', industry: 'Anvils', size: '51-200', location: 'Oslo' },
    },
  ]);
  expect(faults(yaml.replace('0 6 * * 1-5', 'daily'))[0]).toContain('must be a cron expression');
});

test('what was written out is read in again as the same', () => {
  const yaml = printSourcesYaml([
    {
      url: 'https://boards.greenhouse.io/acme',
      kind: 'greenhouse',
      company: 'Acme: "the" one',
      every: '6h',
      cron: undefined,
    },
  ]);
  expect(parse(yaml)).toMatchObject([{ company: 'Acme: "the" one', everyMs: 6 * 3_600_000, cron: null }]);
});
