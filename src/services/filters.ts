import { Profile } from '../../models/index.ts';
import { UserError } from '../errors.ts';
import type { JobFilter } from '../matching/filter.ts';
import { parseFilter } from '../matching/parse-filter.ts';
import { printFilter } from '../matching/print-filter.ts';
import { withCurrency } from '../matching/salary.ts';

/** A query read for one person. */
export interface PersonalFilter {
  readonly filter: JobFilter;
  /** The query in its own words, always in the same form. */
  readonly query: string;
}

/** Reads queries for a person: pay takes their currency. What their profile avoids is for the matching to leave out. */
export const createFilters = () => ({
  /**
   * `currency` is what they just answered; it is remembered where they had none. `line` is the
   * command line that is asked again with a currency.
   * @throws {UserError} filter.*
   */
  read: async (
    userId: number,
    query: string,
    about: { readonly currency: string | undefined; readonly line: string },
  ): Promise<PersonalFilter> => {
    const profile = await Profile.findByPk(userId, { rejectOnEmpty: true });
    const written = parseFilter(query);
    const needsCurrency = written.salary !== null && written.salary.currency === null;
    const currency = about.currency ?? profile.salaryCurrency;
    if (needsCurrency && currency === null) {
      throw new UserError('filter.currency_needed', { amount: amountOf(written), line: about.line });
    }
    if (about.currency !== undefined && profile.salaryCurrency === null) {
      await profile.update({ salaryCurrency: about.currency });
    }
    const filter = currency === null ? written : withCurrency(written, currency);
    return { filter, query: printFilter(filter) };
  },
});

export type Filters = ReturnType<typeof createFilters>;

const amountOf = (filter: JobFilter): string => {
  const salary = /salary:[<>=]*(\S+)/.exec(printFilter(filter));
  return salary?.[1] ?? '';
};

/** True where the filter language reads this as a pay. */
export const isPay = (text: string): boolean => reads(`salary:${text}`);

/** True where the filter language reads this as a search. */
export const isQuery = (text: string): boolean => reads(text);

const reads = (query: string): boolean => {
  try {
    parseFilter(query);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
};

/** A pay as a profile keeps it: yearly, minor units; its currency where it or `currency` says one. */
export const readPay = (
  text: string,
  currency: string | null,
): { salaryMin: number | null; salaryCurrency?: string } => {
  const written = parseFilter(`salary:${text}`);
  const { salary } = currency === null ? written : withCurrency(written, currency);
  return {
    salaryMin: salary?.min ?? salary?.max ?? null,
    ...(salary?.currency == null ? {} : { salaryCurrency: salary.currency }),
  };
};
