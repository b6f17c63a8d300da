import { entrySchema, readEntry, type SourceEntry, SourceListError } from './entry.ts';

interface Row {
  readonly value: unknown;
  /** A message with the place of the row before it. */
  readonly at: (message: string) => string;
}

/** The entries of a list. Throws SourceListError with the faults of all rows at once. */
export const collectEntries = (rows: readonly Row[], file: string): readonly SourceEntry[] => {
  const faults: string[] = [];
  const entries = new Map<string, SourceEntry>();
  for (const { value, at } of rows) {
    const parsed = entrySchema.safeParse(value);
    if (!parsed.success) {
      faults.push(...parsed.error.issues.map((issue) => at(`${['', ...issue.path].join('.')}: ${issue.message}`)));
      continue;
    }
    const entry = readEntry(parsed.data, file);
    if (typeof entry === 'string') faults.push(at(entry));
    else if (entries.has(entry.url)) faults.push(at('.url: is listed twice'));
    else entries.set(entry.url, entry);
  }
  if (faults.length > 0) throw new SourceListError(file, faults);
  return [...entries.values()];
};
