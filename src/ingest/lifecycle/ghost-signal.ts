/** Why a job may not be one that somebody is hired for. */
export type GhostReason =
  | { readonly kind: 'old'; readonly days: number }
  | { readonly kind: 'reposted'; readonly times: number }
  | { readonly kind: 'always-open' }
  | { readonly kind: 'redated'; readonly days: number };

export interface GhostFacts {
  readonly title: string;
  readonly description: string;
  readonly postedAt: Date | null;
  readonly firstSeenAt: Date;
  readonly reposts: number;
}

/** Most postings are filled or taken down within two months. */
const oldDays = 60;
const manyReposts = 2;
/** A board that dates a posting within this after we first saw it may only have been slow. */
const redatedDays = 14;

const alwaysOpenTitle =
  /\b(?:talent (?:pool|community|network|pipeline)|general (?:application|interest)|future (?:openings?|opportunit(?:y|ies))|(?:open|speculative|spontaneous|unsolicited) applications?|expression of interest|evergreen|always hiring|initiativbewerbung|spontanbewerbung|candidature spontan[eé]e|banco de talentos|join our (?:talent|team) (?:pool|community|network))\b/i;
const alwaysOpenText =
  /\b(?:evergreen (?:role|position|posting|requisition)|(?:add|join|build)(?:ing)? (?:you to )?(?:our|a|the) talent (?:pool|community|network|pipeline)|not (?:an?|for an?) (?:current(?:ly)? )?(?:active|open) (?:opening|vacancy|role|position)|(?:anticipated|future) (?:openings?|vacanc(?:y|ies)) (?:only|that may)|no specific (?:opening|vacancy))\b/i;

/** The signs that a job is a ghost, the strongest first; none is no proof of either. */
export const ghostSignal = (job: GhostFacts, now: Date): readonly GhostReason[] => {
  const reasons: GhostReason[] = [];
  if (alwaysOpenTitle.test(job.title) || alwaysOpenText.test(job.description)) reasons.push({ kind: 'always-open' });
  if (job.reposts >= manyReposts) reasons.push({ kind: 'reposted', times: job.reposts });
  const first = Math.min(job.firstSeenAt.getTime(), job.postedAt?.getTime() ?? Number.POSITIVE_INFINITY);
  const age = days(now.getTime() - first);
  if (age > oldDays) reasons.push({ kind: 'old', days: age });
  const moved = job.postedAt === null ? 0 : days(job.postedAt.getTime() - job.firstSeenAt.getTime());
  if (moved > redatedDays) reasons.push({ kind: 'redated', days: moved });
  return reasons;
};

const days = (ms: number): number => Math.floor(ms / 86_400_000);
