import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { evidenceOf, type Facts, type Publisher } from '../src/ingest/dedupe/evidence.ts';
import { sameJob, type Verdict } from '../src/ingest/dedupe/same-job.ts';
import { findPlaces } from '../src/places/index.ts';

/** One side of a labelled pair, as `../shared/data/dedup` writes it. */
interface Side {
  readonly source: string;
  readonly company: string;
  readonly title: string;
  readonly location: string;
  readonly url: string;
  readonly posted_at: string | number;
}

export interface LabelledPair {
  readonly label: Verdict['verdict'];
  readonly why: string;
  readonly a: Side;
  readonly b: Side;
}

const file = new URL('../../shared/data/dedup/pairs.ndjson.gz', import.meta.url);

/** The labelled pairs beside the project; null where they are not there. */
export const readPairs = async (): Promise<readonly LabelledPair[] | null> => {
  const packed = await readFile(file).catch(() => null);
  if (packed === null) return null;
  const text = (await promisify(gunzip)(packed)).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabelledPair);
};

export interface Measured {
  /** Of those judged `same`, the share that is; labels `probable` left out of both. */
  readonly precision: number;
  /** Of those labelled `same`, the share that is judged so. */
  readonly recall: number;
  /** Labelled `different` and judged `same`. */
  readonly wronglyMerged: readonly LabelledPair[];
  readonly missed: readonly (LabelledPair & { readonly reason: string })[];
  /** Label and why, then how many were judged what. */
  readonly confusion: ReadonlyMap<string, Readonly<Record<Verdict['verdict'], number>>>;
}

/** Judges every pair; `hidden`: without addresses and the ids in them. */
export const measurePairs = (pairs: readonly LabelledPair[], { hidden }: { readonly hidden: boolean }): Measured => {
  const judged = pairs.map((pair) => ({ pair, ...sameJob(evidence(pair.a, hidden), evidence(pair.b, hidden)) }));
  const confusion = new Map<string, Record<Verdict['verdict'], number>>();
  for (const { pair, verdict } of judged) {
    const row = confusion.get(`${pair.label}: ${pair.why}`) ?? { same: 0, probable: 0, different: 0 };
    row[verdict] += 1;
    confusion.set(`${pair.label}: ${pair.why}`, row);
  }
  const labelled = (label: Verdict['verdict']) => judged.filter(({ pair }) => pair.label === label);
  const right = labelled('same').filter(({ verdict }) => verdict === 'same').length;
  const wrong = labelled('different').filter(({ verdict }) => verdict === 'same');
  return {
    precision: right / (right + wrong.length),
    recall: right / labelled('same').length,
    wronglyMerged: wrong.map(({ pair }) => pair),
    missed: labelled('same').flatMap(({ pair, verdict, reason }) => (verdict === 'same' ? [] : [{ ...pair, reason }])),
    confusion,
  };
};

const evidence = (side: Side, hidden: boolean): ReturnType<typeof evidenceOf> => {
  const facts: Facts = {
    companyName: side.company,
    title: side.title,
    location: side.location,
    places: findPlaces(side.location),
    urls: hidden ? [] : [side.url],
    signature: null,
    postedAt: moment(side.posted_at),
    sources: [{ id: idOf(side.source), publisher: publisherOf(side.source) }],
  };
  return evidenceOf(facts);
};

const idOf = (source: string): number =>
  [...source].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 7);

const publisherOf = (source: string): Publisher => {
  if (source.endsWith('indeed')) return 'aggregator';
  return source === 'simplify' || source === 'ouckah' ? 'community' : 'employer';
};

const moment = (written: string | number): number | null => {
  if (written === '') return null;
  return typeof written === 'number' ? written * 1000 : Date.parse(written);
};
