import type { CreationAttributes, Model } from 'sequelize';
import {
  Application,
  ChatAccount,
  Community,
  CommunityChannel,
  Company,
  CoverLetter,
  Job,
  JobSearch,
  Match,
  Notification,
  Posting,
  Profile,
  SavedSearch,
  Source,
  User,
} from '../../models/index.ts';
import { searchVector } from '../../src/matching/analyse.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { searchTags } from '../../src/matching/tags.ts';

/**
 * Rows with sensible parents: a test names what its claim depends on and gets the rest. Needs
 * `initModels`.
 */
type Given<M extends Model> = Partial<CreationAttributes<M>>;

let last = 0;
/** A number that no other row of this process was built with. */
const unique = (): number => {
  last += 1;
  return last;
};

export const buildUser = (given: Given<User> = {}): Promise<User> => User.create({ displayName: 'Ada', ...given });

const ownerId = async ({ userId }: { userId?: number | null }): Promise<number> => userId ?? (await buildUser()).id;

export const buildChatAccount = async (given: Given<ChatAccount> = {}): Promise<ChatAccount> => {
  const platformId = given.platformId ?? String(5_000_000 + unique());
  return ChatAccount.create({
    platform: 'telegram',
    chatId: platformId,
    displayName: 'Ada',
    ...given,
    platformId,
    userId: await ownerId(given),
  });
};

export const buildProfile = async (given: Given<Profile> = {}): Promise<Profile> =>
  Profile.create({
    fullName: 'Ada Lind',
    location: 'Berlin',
    desiredTitles: ['Backend Developer'],
    skills: ['Node.js', 'PostgreSQL'],
    ...given,
    userId: await ownerId(given),
  });

export const buildCompany = (given: Given<Company> = {}): Promise<Company> => {
  const name = given.name ?? `Fernwood ${unique()}`;
  return Company.create({ key: name.toLowerCase(), ...given, name });
};

export const buildSource = (given: Given<Source> = {}): Promise<Source> => {
  const number = unique();
  return Source.create({
    kind: 'greenhouse',
    url: `https://boards.example/${number}/jobs`,
    name: `Board ${number}`,
    everyMs: 1_800_000,
    ...given,
  });
};

/** A job that can be found: its search vector is that of what it says. */
export const buildJob = async (given: Given<Job> = {}): Promise<Job> => {
  const job = {
    title: 'Backend Engineer',
    companyName: 'Fernwood Systems',
    location: 'Berlin',
    places: [],
    department: null,
    remote: null,
    remoteFrom: null,
    employmentType: null,
    salaryYearlyMin: null,
    salaryYearlyMax: null,
    salaryCurrency: null,
    level: null,
    techStack: [],
    sourceKind: null,
    url: `https://boards.example/jobs/${unique()}`,
    postedAt: new Date(),
    ...given,
    description: given.description ?? 'We build payment services with Node.js and PostgreSQL.',
  };
  const built = await Job.create(job);
  if (built.status === 'active') {
    const { id: jobId, remote, remoteFrom, employmentType, visibleTo, isSample } = built;
    await JobSearch.create({
      ...{ jobId, remote, remoteFrom, employmentType, visibleTo, isSample },
      postedAt: built.postedAt ?? built.firstSeenAt,
      searchVector: searchVector({ ...job, places: job.places ?? [] }),
      ...searchTags(built),
      salaryYearlyMin: built.salaryYearlyMin,
      salaryYearlyMax: built.salaryYearlyMax,
      salaryCurrency: built.salaryCurrency,
    });
  }
  return built;
};

export const buildPosting = async (given: Given<Posting> = {}): Promise<Posting> => {
  const externalId = given.externalId ?? String(unique());
  return Posting.create({
    url: `https://boards.example/jobs/${externalId}`,
    raw: { id: externalId },
    contentHash: `hash of ${externalId}`,
    ...given,
    externalId,
    sourceId: given.sourceId ?? (await buildSource()).id,
    jobId: given.jobId ?? (await buildJob()).id,
  });
};

/** The person's next short number, given as the services give it. */
const nextNumber = async (userId: number, counter: 'lastSearchNumber' | 'lastApplicationNumber'): Promise<number> => {
  await User.increment(counter, { where: { id: userId } });
  return (await User.findByPk(userId, { rejectOnEmpty: true }))[counter];
};

/** A person's search. */
export const buildSavedSearch = async (given: Given<SavedSearch> = {}): Promise<SavedSearch & { userId: number }> => {
  const userId = await ownerId(given);
  const query = given.query ?? 'backend';
  const search = await SavedSearch.create({
    name: query,
    filter: parseFilter(query),
    ...given,
    query,
    userId,
    number: given.number ?? (await nextNumber(userId, 'lastSearchNumber')),
  });
  return Object.assign(search, { userId });
};

export const buildMatch = async (given: Given<Match> = {}): Promise<Match> => {
  const search =
    given.savedSearchId === undefined
      ? await buildSavedSearch(given.userId === undefined ? {} : { userId: given.userId })
      : await SavedSearch.findByPk(given.savedSearchId, { rejectOnEmpty: true });
  return Match.create({
    foundBy: 'live',
    userId: search.userId ?? 0,
    ...given,
    savedSearchId: search.id,
    jobId: given.jobId ?? (await buildJob()).id,
  });
};

/** A channel of a server, or of the community that is given. */
export const buildChannel = async (given: Given<CommunityChannel> = {}): Promise<CommunityChannel> => {
  const communityId =
    given.communityId ??
    (await Community.create({ platform: 'discord', platformId: String(7_000_000 + unique()), title: 'Rust Jobs' })).id;
  return CommunityChannel.create({ chatId: String(8_000_000 + unique()), title: 'jobs', ...given, communityId });
};

/** A pending message about a match, or of the kind that is given. */
export const buildNotification = async (given: Given<Notification> = {}): Promise<Notification> => {
  const account = await accountFor(given);
  const userId = account.userId;
  const kind = given.kind ?? 'match';
  return Notification.create({
    dedupeKey: `${kind}:${unique()}`,
    jobId: kind === 'match' && given.jobId === undefined ? (await buildJob()).id : null,
    coverLetterId:
      kind === 'letter' && given.coverLetterId === undefined ? (await buildCoverLetter({ userId })).id : null,
    ...given,
    kind,
    userId,
    chatAccountId: account.id,
  });
};

const accountFor = async ({ chatAccountId, userId }: Given<Notification>): Promise<ChatAccount> => {
  if (chatAccountId !== undefined && chatAccountId !== null)
    return ChatAccount.findByPk(chatAccountId, { rejectOnEmpty: true });
  if (userId === undefined || userId === null) return buildChatAccount();
  return (await ChatAccount.findOne({ where: { userId }, order: ['id'] })) ?? buildChatAccount({ userId });
};

const jobFor = async (jobId: number | null | undefined): Promise<Job | null> => {
  if (jobId === null) return null;
  return jobId === undefined ? buildJob() : Job.findByPk(jobId, { rejectOnEmpty: true });
};

export const buildApplication = async (given: Given<Application> = {}): Promise<Application> => {
  const job = await jobFor(given.jobId);
  const userId = await ownerId(given);
  return Application.create({
    status: 'saved',
    title: job?.title ?? 'Backend Engineer',
    companyName: job?.companyName ?? 'Fernwood Systems',
    location: job?.location ?? null,
    url: job?.url ?? null,
    ...given,
    userId,
    jobId: job?.id ?? null,
    number: given.number ?? (await nextNumber(userId, 'lastApplicationNumber')),
  });
};

export const buildCoverLetter = async (given: Given<CoverLetter> = {}): Promise<CoverLetter> => {
  const job = await jobFor(given.jobId);
  return CoverLetter.create({
    version: 1,
    status: 'drafted',
    writtenBy: 'template',
    askedBy: 'person',
    title: job?.title ?? 'Backend Engineer',
    companyName: job?.companyName ?? 'Fernwood Systems',
    body: 'Dear team, I would like to work with you.',
    ...given,
    userId: await ownerId(given),
    jobId: job?.id ?? null,
  });
};
