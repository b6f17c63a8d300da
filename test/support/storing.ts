import { QueryTypes, type Sequelize } from 'sequelize';
import { beforeEach } from 'vitest';
import { type Draft, makePosting } from '../../src/ingest/normalise/make-posting.ts';
import type { Item, NormalisedPosting } from '../../src/ingest/source.ts';
import { type Stored, type StoreOptions, storeItems } from '../../src/ingest/store/store-items.ts';
import { buildSource } from './builders.ts';
import { useDatabase } from './database.ts';

type Reading = Partial<Pick<StoreOptions, 'readDetail' | 'isComplete'>> & Partial<StoreOptions['source']>;

/** An empty database before each test, a clock to turn, and sources whose readings a test writes itself. */
export interface Storing {
  readonly sequelize: Sequelize;
  readonly now: () => Date;
  readonly later: (days: number) => void;
  /** A source of this kind; its id. */
  readonly source: (kind?: string) => Promise<number>;
  /** Stores a reading of a source: drafts become items; whole, by the employer, where nothing else is said. */
  readonly store: (sourceId: number, items: readonly (Item | NormalisedPosting)[], more?: Reading) => Promise<Stored>;
  readonly jobs: () => Promise<readonly StoredJob[]>;
}

export interface StoredJob {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly status: string;
  readonly reposts: number;
  readonly vacancyKey: string;
  /** Whether a search can find it. */
  readonly isSearched: boolean;
  readonly changedXid: string;
  readonly postings: readonly { readonly externalId: string; readonly status: string; readonly isPrimary: boolean }[];
}

export const useStoring = (): Storing => {
  const { sequelize } = useDatabase();
  const start = new Date('2026-08-01T10:00:00Z');
  let now = start;
  beforeEach(async () => {
    now = start;
    await sequelize.query('truncate sources, jobs, companies, users restart identity cascade');
  });
  return {
    sequelize,
    now: () => now,
    later: (days) => {
      now = new Date(now.getTime() + days * 86_400_000);
    },
    source: async (kind = 'greenhouse') => (await buildSource({ kind })).id,
    store: async (sourceId, given, { readDetail, isComplete, ...about } = {}) => {
      const [source] = await sequelize.query<{ token: string; lastRunAt: Date | null }>(
        `update sources set lease_until = now() + interval '1 hour', lease_token = gen_random_uuid()::text where id = $1
         returning lease_token as token, last_run_at as "lastRunAt"`,
        { bind: [sourceId], type: QueryTypes.SELECT },
      );
      const stored = await storeItems({
        sequelize,
        source: {
          ...{ id: sourceId, isSample: false, lastRunAt: source?.lastRunAt ?? null },
          ...{ coverage: 'whole', publisher: 'employer' },
          ...about,
        },
        lease: { sourceId, token: source?.token ?? '' },
        items: itemsOf(given),
        readDetail: readDetail ?? (() => Promise.resolve(null)),
        isComplete: isComplete ?? (() => true),
        now,
      });
      await sequelize.query('update sources set last_run_at = $2 where id = $1', { bind: [sourceId, now] });
      return stored;
    },
    jobs: () =>
      sequelize.query<StoredJob>(
        `select j.id, title, description, j.status, reposts, vacancy_key as "vacancyKey", s.job_id is not null as "isSearched",
           changed_xid::text as "changedXid",
           (select json_agg(json_build_object('externalId', external_id, 'status', p.status, 'isPrimary', is_primary)
                            order by p.id) from postings p where p.job_id = j.id) as postings
         from jobs j left join job_search s on s.job_id = j.id order by j.id`,
        { type: QueryTypes.SELECT },
      ),
  };
};

async function* itemsOf(given: readonly (Item | NormalisedPosting)[]): AsyncGenerator<Item> {
  for (const item of given) yield 'title' in item ? { posting: item } : item;
}

let last = 0;

/** A posting of an invented company; its address shows no board's id. */
export const posting = (given: Partial<Draft> = {}): NormalisedPosting => {
  last += 1;
  const externalId = given.externalId ?? `p${last}`;
  const made = makePosting(
    {
      externalId,
      url: `https://careers.fernwood.example/openings/${externalId}`,
      title: 'Backend Engineer',
      companyName: 'Fernwood Systems',
      locations: ['Berlin, Germany'],
      text: description('payments'),
      raw: { id: externalId },
      ...given,
    },
    { url: 'https://careers.fernwood.example/', companyName: null },
  );
  if (typeof made === 'string') throw new Error(made);
  return made;
};

/** Some forty words about a subject; two subjects have few triples of words in common. */
export const description = (about: string): string =>
  Array.from({ length: 12 }, (_, at) => `We build ${about} part${at} ${about}${at} with care${at}.`).join(' ');
