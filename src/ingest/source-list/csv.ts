import { CsvError, parse } from 'csv-parse/sync';
import { collectEntries } from './collect.ts';
import { type SourceEntry, SourceListError } from './entry.ts';

/** Other names of the columns, as tables of companies have them. */
const columns: Readonly<Record<string, string>> = {
  careers_url: 'url',
  careers: 'url',
  board: 'url',
  company_name: 'company',
  homepage: 'website',
  headquarters: 'location',
};

/**
 * Reads a list of sources or companies from CSV: a heading line with the fields of the YAML list in
 * any order; a comma, semicolon or tab between them; empty fields say nothing. Throws
 * SourceListError, which names every fault with its line.
 */
export const parseSourcesCsv = (csv: string, file: string): readonly SourceEntry[] => {
  const rows = readRows(csv, file).map(({ record, info }) => ({
    value: Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')),
    at: (message: string) => `line ${info.lines}: ${message.replace(/^\./, '')}`,
  }));
  return collectEntries(rows, file);
};

interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

const readRows = (csv: string, file: string): CsvRow[] => {
  try {
    return parse(csv, {
      bom: true,
      columns: (heading: string[]) => heading.map((name) => columnOf(name)),
      delimiter: [',', ';', '\t'],
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as CsvRow[];
  } catch (error) {
    if (error instanceof CsvError) throw new SourceListError(file, [error.message]);
    throw error;
  }
};

const columnOf = (heading: string): string => {
  const name = heading.trim().toLowerCase().replace(/\s+/g, '_');
  return columns[name] ?? name;
};
