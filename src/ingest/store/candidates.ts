import type { Sequelize, Transaction } from 'sequelize';
import { type Evidence, evidenceOf, type Publisher } from '../dedupe/evidence.ts';
import { sourceOfKind } from '../sources/index.ts';
import { type CandidateRow, selectCandidates } from './candidates.sql.ts';
import type { Candidate } from './placing.ts';
import type { Prepared } from './rows.ts';

/** The stored jobs that the rows may be sightings of, by the keys that they have. One query. */
export const findCandidates = async (
  sequelize: Sequelize,
  rows: readonly Prepared[],
  isSample: boolean,
  transaction: Transaction,
): Promise<ReadonlyMap<number, readonly Candidate[]>> => {
  const identities = identitiesOf(rows);
  const keys = [...new Set(rows.flatMap(({ keys: { identities: ids, near } }) => [...ids, ...near]))];
  const byKey = new Map<number, Candidate[]>();
  for (const found of await selectCandidates(sequelize, keys, isSample, transaction)) {
    const candidate = candidateOf(found, identities);
    for (const key of found.keys) byKey.set(key, [...(byKey.get(key) ?? []), candidate]);
  }
  return byKey;
};

/** A stored job has only the hashes of some of its ids and addresses; what the hash is of stands in the rows. */
interface Identities {
  readonly boardIds: ReadonlyMap<number, string>;
  readonly urls: ReadonlyMap<number, string>;
}

const identitiesOf = (rows: readonly Prepared[]): Identities => {
  const boardIds = new Map<number, string>();
  const urls = new Map<number, string>();
  for (const { evidence, keys } of rows) {
    for (const [at, id] of evidence.boardIds.entries()) boardIds.set(keys.identities[at] ?? 0, id);
    for (const [at, url] of evidence.urls.entries()) urls.set(keys.identities[evidence.boardIds.length + at] ?? 0, url);
  }
  return { boardIds, urls };
};

const candidateOf = (found: CandidateRow, identities: Identities): Candidate => {
  const isActive = found.status === 'active';
  // Of an ended job all its sightings are gone, and so its sources list it no more.
  const listed = isActive ? found.postings.filter(({ status }) => status !== 'gone') : [];
  const evidence: Evidence = evidenceOf({
    ...found,
    urls: found.postings.map(({ url }) => url),
    boardIds: found.keys.flatMap((key) => identities.boardIds.get(key) ?? []),
    postedAt: found.postedAt?.getTime() ?? null,
    sources: listed.map(({ sourceId, kind }) => ({ id: sourceId, publisher: publisherOf(kind) })),
  });
  const primary = found.postings.find(({ isPrimary }) => isPrimary);
  return {
    job: { jobId: found.jobId },
    endedAt: isActive ? null : (found.expiredAt?.getTime() ?? 0),
    primary: primary === undefined ? 'community' : publisherOf(primary.kind),
    evidence: { ...evidence, urls: [...evidence.urls, ...found.keys.flatMap((key) => identities.urls.get(key) ?? [])] },
  };
};

const publisherOf = (kind: string): Publisher => sourceOfKind(kind)?.publisher ?? 'aggregator';
