import { QueryTypes, type Sequelize } from 'sequelize';
import { evidenceOf } from '../dedupe/evidence.ts';
import { jobKeys } from '../dedupe/keys.ts';
import { selectKnownJob } from './known-job.sql.ts';

/**
 * The job that a link shows, where a board has announced it or this person has pasted it before;
 * null where it is new.
 */
export const knownJob = async (
  sequelize: Sequelize,
  userId: number,
  url: URL,
): Promise<{ readonly id: number; readonly isPrivate: boolean } | null> => {
  const { identities } = jobKeys(evidenceOf({ ...nothingElse, urls: [url.href] }));
  const [known] = await sequelize.query<{ id: number; isPrivate: boolean }>(selectKnownJob, {
    bind: [identities, userId, url.href],
    type: QueryTypes.SELECT,
  });
  return known ?? null;
};

/** A link says where a posting is and nothing more. */
const nothingElse = {
  companyName: '',
  title: '',
  location: null,
  places: [],
  signature: null,
  postedAt: null,
  sources: [],
};
