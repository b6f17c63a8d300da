import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { makePosting } from '../src/ingest/normalise/make-posting.ts';
import type { Item } from '../src/ingest/source.ts';
import { say } from './say.ts';

const file = new URL('../../shared/data/corpus/jobs.ndjson.gz', import.meta.url);
const shortest = 400;

interface CorpusJob {
  readonly id: string;
  readonly title: string | null;
  readonly company: string | null;
  readonly location: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly posted_at: string | null;
  readonly employment_type: string | null;
}

/** The corpus's jobs with a description of at least 400 characters, read; without the corpus as many invented ones. */
export const corpusItems = async (): Promise<readonly Item[]> => {
  const packed = await readFile(file).catch(() => null);
  if (packed === null) {
    say('(../shared/data/corpus is not beside the project: invented jobs instead)');
    return [...inventedItems(17_000, 1_780)];
  }
  const items: Item[] = [];
  for (const line of (await promisify(gunzip)(packed)).toString('utf8').trimEnd().split('\n')) {
    const job = JSON.parse(line) as CorpusJob;
    if (job.description === null || job.description.length < shortest) continue;
    const posting = makePosting(
      {
        ...{ externalId: job.id, url: job.url, title: job.title ?? 'Untitled', companyName: job.company ?? 'Unknown' },
        ...{ locations: [job.location], html: job.description, employmentType: job.employment_type },
        ...{ postedAt: job.posted_at, raw: job },
      },
      { url: 'https://corpus.example/', companyName: null },
    );
    if (typeof posting !== 'string') items.push({ posting });
  }
  return items;
};

/** Invented postings, the same ones in every run. `length` is that of a description, in characters. */
export function* inventedItems(count: number, length: number): Generator<Item> {
  for (let id = 1; id <= count; id += 1) {
    let state = id * 2_654_435_761;
    const next = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let description = '';
    while (description.length < length)
      description += `${syllables[next(40)]}${syllables[next(40)]}${next(9) === 0 ? '. ' : ' '}`;
    const posting = makePosting(
      {
        ...{ externalId: id, url: `https://jobs.example/postings/${100_000 + id}`, title: `Engineer ${next(5000)}` },
        ...{ companyName: `Company ${next(900)}`, locations: ['Berlin, Germany'], text: description },
        raw: { id, description },
      },
      { url: 'https://jobs.example/', companyName: null },
    );
    if (typeof posting !== 'string') yield { posting };
  }
}

const syllables = ['ka', 'lo', 'mi', 'ren', 'tas', 'vol', 'pe', 'dur', 'sin', 'ga'].flatMap((first) =>
  ['ber', 'ton', 'ria', 'lex'].map((second) => first + second),
);
