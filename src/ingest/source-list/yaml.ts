import { isMap, isSeq, LineCounter, type Node, parseDocument, stringify } from 'yaml';
import { collectEntries } from './collect.ts';
import { type GivenEntry, type SourceEntry, SourceListError } from './entry.ts';

/**
 * Reads a list of sources as SOURCES_FILE holds it. `file` is its path: relative paths in it resolve
 * beside it. Throws SourceListError, which names every fault with its line.
 */
export const parseSourcesYaml = (yaml: string, file: string): readonly SourceEntry[] => {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const at = (offset: number, message: string): string => `line ${lines.linePos(offset).line}: ${message}`;
  if (document.errors.length > 0) {
    throw new SourceListError(
      file,
      document.errors.map(({ message, pos }) => at(pos[0], message.split('\n')[0] ?? '')),
    );
  }
  const root = document.contents;
  // A list of companies is the same list under another name.
  const list = isMap(root) ? (root.get('sources', true) ?? root.get('companies', true)) : undefined;
  if (!isSeq(list)) throw new SourceListError(file, ['there must be a list under `sources`']);
  const rows = list.items.map((item, index) => ({
    value: (item as Node).toJS(document) as unknown,
    at: (message: string) => at((item as Node).range?.[0] ?? 0, `sources[${index}]${message}`),
  }));
  return collectEntries(rows, file);
};

/** The same list as text. */
export const printSourcesYaml = (
  entries: readonly { readonly [K in keyof GivenEntry]: string | undefined }[],
): string =>
  stringify({
    sources: entries.map((entry) => Object.fromEntries(Object.entries(entry).filter(([, value]) => value))),
  });
