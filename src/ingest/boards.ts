import { sourceOfKind } from './sources/index.ts';

/** What the rest of the bot asks of boards besides reading them on a schedule. */
export const createBoards = () => ({
  describe: (kind: string) => {
    const source = sourceOfKind(kind);
    return source === null ? null : { label: source.label, attribution: source.terms.attribution ?? null };
  },
  ghostSignal: () => [],
});
