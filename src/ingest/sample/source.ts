import { type KnownEntry, sampleUrl } from '../source-list/entry.ts';

/** The board that is read where nobody has set up a source or a chat platform. */
export const sampleSource: KnownEntry = {
  url: sampleUrl,
  kind: 'greenhouse',
  name: 'Sample board',
  company: null,
  everyMs: 24 * 3_600_000,
  isSample: true,
};
