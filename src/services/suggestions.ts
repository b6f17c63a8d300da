import { QueryTypes, type Sequelize } from 'sequelize';
import { completeQuery } from '../matching/complete-query.ts';
import { suggestPlaces } from '../places/index.ts';
import { selectCompanies, selectOwnJobs, selectOwnSearches, selectSourceKinds } from './suggestions.sql.ts';

/** What an option may become while it is typed: the person's own searches and jobs, and what everybody may see. */
export const createSuggestions = ({ sequelize }: { readonly sequelize: Sequelize }) => {
  const select = (sql: string, bind: readonly string[]): Promise<{ number?: number; label: string }[]> =>
    sequelize.query(sql, { bind: [...bind], type: QueryTypes.SELECT });
  const labels = async (sql: string, bind: readonly string[]): Promise<string[]> =>
    (await select(sql, bind)).map(({ label }) => label);
  const companies = (text: string) =>
    text.trim() === '' ? Promise.resolve([]) : labels(selectCompanies, [starts(text)]);

  return {
    /** At most 25, of what everybody may see and of this account's own. */
    find: async (
      what: 'query' | 'place' | 'company' | 'search' | 'job',
      text: string,
      sender: { readonly platform: string; readonly id: string },
    ): Promise<readonly { readonly label: string; readonly value: string }[]> => {
      if (what === 'search' || what === 'job') {
        const sql = what === 'search' ? selectOwnSearches : selectOwnJobs;
        const rows = await select(sql, [sender.platform, sender.id, `%${escaped(text)}%`]);
        return rows.map(({ number = 0, label }) => ({ label: `${number} ${label}`, value: String(number) }));
      }
      const found =
        what === 'company'
          ? await companies(text)
          : what === 'place'
            ? suggestPlaces(text)
            : await completeQuery(text, {
                location: async (start) => suggestPlaces(start),
                company: companies,
                source: (start) =>
                  labels(selectSourceKinds, []).then((all) => all.filter((kind) => kind.startsWith(start))),
              });
      return found.map((value) => ({ label: value, value }));
    },
  };
};

/** `ilike` takes `%`, `_` and the backslash for more than they are. */
const escaped = (text: string): string =>
  text
    .trim()
    .slice(0, 100)
    .replace(/[\\%_]/g, '\\$&');
const starts = (text: string): string => `${escaped(text)}%`;
