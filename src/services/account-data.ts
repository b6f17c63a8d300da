import { QueryTypes, type Sequelize } from 'sequelize';
import { personalTables } from './account-data.sql.ts';

/** Every row about a person, by table. */
export type PersonalData = Readonly<Record<string, readonly object[]>>;

/** What belongs to a person, all of it: to take along, or to be deleted. */
export const createAccountData = ({ sequelize }: { readonly sequelize: Sequelize }) => ({
  /** Everything kept about this person, by table. */
  exportAll: (userId: number): Promise<PersonalData> =>
    sequelize.transaction(async (transaction) => {
      const data: Record<string, readonly object[]> = {};
      for (const [table, { select }] of Object.entries(personalTables)) {
        data[table] = await sequelize.query<object>(select, { bind: [userId], type: QueryTypes.SELECT, transaction });
      }
      return data;
    }),

  /** Deletes everything kept about this person, messages that wait to be sent included. Nothing is kept back. */
  forget: (userId: number): Promise<void> =>
    sequelize.transaction(async (transaction) => {
      for (const { remove } of Object.values(personalTables).reverse()) {
        await sequelize.query(remove, { bind: [userId], transaction });
      }
    }),
});

export type AccountData = ReturnType<typeof createAccountData>;
