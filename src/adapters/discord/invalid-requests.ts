import type { Clock } from '../../clock.ts';

/** Discord bans an address for 10,000 invalid requests in 10 minutes; a tenth of them is ours to use. */
const WINDOW_MS = 10 * 60_000;
/** Those in flight and the answers to commands come on top. */
const MOST = 950;

export interface InvalidRequests {
  /** Counts an answer that Discord calls invalid: 401, 403, and 429 unless its limit is shared by all bots. */
  readonly note: (status: number, scope: string | null) => void;
  /** Milliseconds until unasked requests may go out; 0: now. */
  readonly waitMs: () => number;
}

/** https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
export const createInvalidRequests = (clock: Clock): InvalidRequests => {
  let times: number[] = [];
  const recent = (): number[] => {
    const now = clock.now().getTime();
    times = times.filter((at) => at <= now && now - at < WINDOW_MS);
    return times;
  };
  return {
    note: (status, scope) => {
      const isInvalid = status === 401 || status === 403 || (status === 429 && scope !== 'shared');
      if (isInvalid) times.push(clock.now().getTime());
    },
    waitMs: () => {
      if (times.length < MOST) return 0;
      const [eldest, ...others] = recent();
      return eldest === undefined || others.length + 1 < MOST ? 0 : eldest + WINDOW_MS - clock.now().getTime();
    },
  };
};
