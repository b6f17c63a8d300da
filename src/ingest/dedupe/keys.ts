import type { Evidence } from './evidence.ts';

/** What finds a job again, of two kinds: what it is called somewhere, and what it says. */
export interface JobKeys {
  /** Of ids and addresses, in the order of the evidence's `boardIds` and `urls`. */
  readonly identities: readonly number[];
  /** Of company, title and each place: jobs that share one may still be several. */
  readonly near: readonly number[];
}

/** The keys under which a job is found in `job_keys`. */
export const jobKeys = ({ boardIds, urls, company, title, places }: Evidence): JobKeys => ({
  identities: [...boardIds.map((id) => hash53(`id ${id}`)), ...urls.map((url) => hash53(`url ${url}`))],
  near:
    company === ''
      ? []
      : [...new Set(places.length === 0 ? [''] : places.map(({ name }) => name))].map((place) =>
          hash53(`near ${company}\n${title}\n${place}`),
        ),
});

/** Shared by the jobs of one vacancy, whatever their places; null where nobody knows whose it is. */
export const vacancyKey = ({ company, title }: Evidence): string | null =>
  company === '' ? null : hash53(`vacancy ${company}\n${title}`).toString(36);

/** A hash that a number holds exactly (cyrb53, Bob Jenkins and others): of 10 million keys two agree once in 180 such sets. */
export const hash53 = (text: string): number => {
  let high = 0xdead_beef;
  let low = 0x41c6_ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
};
