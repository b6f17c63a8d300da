import type { Crawled } from '../ingest/crawl/crawl.ts';
import type { ListedSource } from './sources.sql.ts';

export interface Totals
  extends Pick<Crawled, 'found' | 'added' | 'merged' | 'changed' | 'unchanged' | 'gone' | 'rejected'> {
  readonly sources: number;
  readonly failed: number;
}

export const addUp = (crawled: readonly Crawled[]): Totals => {
  const sum = (count: (one: Crawled) => number): number => crawled.reduce((total, one) => total + count(one), 0);
  return {
    sources: crawled.length,
    found: sum(({ found }) => found),
    added: sum(({ added }) => added),
    merged: sum(({ merged }) => merged),
    changed: sum(({ changed }) => changed),
    unchanged: sum(({ unchanged }) => unchanged),
    gone: sum(({ gone }) => gone),
    rejected: sum(({ rejected }) => rejected),
    failed: sum(({ status }) => (status === 'failed' ? 1 : 0)),
  };
};

/** `566 sources, 1594 postings: 1594 new, 0 changed, 0 unchanged, 0 rejected` */
export const totalLine = (totals: Totals): string => {
  const counts = [
    `${totals.added} new`,
    `${totals.changed} changed`,
    `${totals.unchanged} unchanged`,
    `${totals.rejected} rejected`,
    ...(totals.merged > 0 ? [`${totals.merged} of the new ones merged`] : []),
    ...(totals.gone > 0 ? [`${totals.gone} gone`] : []),
    ...(totals.failed > 0 ? [`${counted(totals.failed, 'source')} failed`] : []),
  ];
  return `${counted(totals.sources, 'source')}, ${counted(totals.found, 'posting')}: ${counts.join(', ')}`;
};

/** What an operator must know of one source; null where it went well. */
export const sourceLine = ({ sourceId, error, rejected, rejections }: Crawled): string | null => {
  if (error !== null) return `source ${sourceId}: ${error}`;
  const [first] = rejections;
  if (first === undefined) return null;
  return `source ${sourceId}: ${counted(rejected, 'posting')} rejected, first ${first.item}: ${first.reason}`;
};

/** `12  greenhouse  Acme  ok  2026-08-01 10:00 UTC  41 postings` */
export const listLine = (source: ListedSource): string => {
  const lastRun =
    source.lastRunAt === null ? 'never read' : `${source.lastRunAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return [source.id, source.kind, source.name, stateOf(source), lastRun, counted(source.postings, 'posting')].join(
    '  ',
  );
};

const stateOf = ({ isActive, disabledReason, failures, lastError, runs }: ListedSource): string => {
  if (!isActive) return disabledReason === null ? 'off' : `off: ${disabledReason}`;
  if (failures > 0) return `failed ${failures} times: ${lastError ?? 'unknown'}`;
  return runs === 0 ? 'new' : 'ok';
};

/** The health of all sources: a line of totals, a line per kind, and one for each that needs a look. */
export const healthLines = (sources: readonly ListedSource[], now: Date): readonly string[] => {
  const off = sources.filter(({ isActive }) => !isActive);
  const failing = sources.filter(({ isActive, failures }) => isActive && failures > 0);
  const late = sources.filter(
    ({ isActive, nextRunAt, everyMs }) => isActive && now.getTime() - nextRunAt.getTime() > everyMs,
  );
  const kinds = [...new Set(sources.map(({ kind }) => kind))].sort();
  return [
    `${counted(sources.length, 'source')}: ${off.length} off, ${failing.length} failing, ${late.length} overdue`,
    ...kinds.map((kind) => {
      const ofKind = sources.filter((source) => source.kind === kind);
      const postings = ofKind.reduce((total, source) => total + source.postings, 0);
      return `${kind}: ${counted(ofKind.length, 'source')}, ${counted(postings, 'posting')}`;
    }),
    ...[...off.filter(({ disabledReason }) => disabledReason !== null), ...failing].map(listLine),
  ];
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
