/** What an operator asks of `npm run sources`. */
export type SourcesTask =
  | { readonly name: 'import'; readonly file: string }
  | { readonly name: 'add'; readonly entry: Readonly<Record<string, string>> }
  | { readonly name: 'export'; readonly file: string | null }
  | { readonly name: 'list' | 'health' }
  | { readonly name: 'run'; readonly id: number | null }
  | { readonly name: 'enable' | 'disable' | 'remove'; readonly id: number };

const usage = `Usage: npm run sources -- COMMAND
  add URL       add a board or feed by any address of it, a careers page too, and read it now
                (--company NAME, --kind KIND, --every 6h, --cron "0 6 * * *", --name NAME)
  import FILE   add the sources of FILE and read them now: a YAML or CSV list of boards or companies,
                postings as JSON or NDJSON, or a folder of those
  export [FILE] write the sources as such a YAML list, to FILE or to the screen
  list          the sources, their state and their postings
  health        how many are well, and what ails the others; fails where one does
  run [ID]      read one source now, or all that are due
  enable ID     read a source again
  disable ID    stop reading a source; its jobs stay until they are old
  remove ID     forget a source; jobs that nobody else announces are closed`;

/** The task, or how to write one. */
export const readSourcesTask = ([name, ...rest]: readonly string[]): SourcesTask | string => {
  const [first, ...more] = rest;
  const alone = first === undefined;
  const only = first !== undefined && more.length === 0;
  switch (name) {
    case 'import':
      return only ? { name, file: first } : usage;
    case 'export':
      return alone || only ? { name, file: first ?? null } : usage;
    case 'list':
    case 'health':
      return alone ? { name } : usage;
    case 'run':
      return alone ? { name, id: null } : only && isId(first) ? { name, id: Number(first) } : usage;
    case 'enable':
    case 'disable':
    case 'remove':
      return only && isId(first) ? { name, id: Number(first) } : usage;
    case 'add': {
      const options = readOptions(more);
      return first === undefined || options === null ? usage : { name, entry: { url: first, ...options } };
    }
    default:
      return usage;
  }
};

const isId = (text: string): boolean => /^\d{1,9}$/.test(text);

const readOptions = (words: readonly string[]): Record<string, string> | null => {
  const options: Record<string, string> = {};
  for (let at = 0; at < words.length; at += 2) {
    const name = /^--(company|kind|every|cron|name)$/.exec(words[at] ?? '')?.[1];
    const value = words[at + 1];
    if (name === undefined || value === undefined) return null;
    options[name] = value;
  }
  return options;
};
