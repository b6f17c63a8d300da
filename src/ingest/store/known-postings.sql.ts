import { QueryTypes, type Sequelize } from 'sequelize';

/** A posting of this source that is stored, as far as a reading needs it. */
export interface KnownPosting {
  readonly id: number;
  readonly jobId: number;
  readonly externalId: string;
  readonly contentHash: string;
  /** Of the item as the list gave it, where a detail page was read too. */
  readonly listedHash: string | null;
  readonly status: 'seen' | 'missing' | 'gone';
  readonly lastSeenAt: Date;
}

/** Everything that is stored of a source, by the source's own ids. */
export const selectKnownPostings = async (
  sequelize: Sequelize,
  sourceId: number,
): Promise<ReadonlyMap<string, KnownPosting>> => {
  const postings = await sequelize.query<KnownPosting>(
    `select id, job_id as "jobId", external_id as "externalId", content_hash as "contentHash",
       listed_hash as "listedHash", status, last_seen_at as "lastSeenAt"
     from postings where source_id = $1`,
    { bind: [sourceId], type: QueryTypes.SELECT },
  );
  return new Map(postings.map((posting) => [posting.externalId, posting]));
};

/** The kind of a source; an empty text where it is not there any more. */
export const selectKind = async (sequelize: Sequelize, sourceId: number): Promise<string> => {
  const [source] = await sequelize.query<{ kind: string }>('select kind from sources where id = $1', {
    bind: [sourceId],
    type: QueryTypes.SELECT,
  });
  return source?.kind ?? '';
};
