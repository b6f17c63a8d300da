import { type SourceEntry, sampleUrl } from '../sources-file.ts';

/** The board that is read where nobody has set up a source or a chat platform. */
export const sampleSource: SourceEntry = {
  url: sampleUrl,
  kind: 'greenhouse',
  name: 'Sample board',
  company: null,
  everyMs: 24 * 3_600_000,
  isSample: true,
};
