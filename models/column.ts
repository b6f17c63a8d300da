import { DataTypes, literal } from 'sequelize';

// Functions, because Sequelize writes the column's name into the object that it is given.

/** The key of a table: given by the database. */
export const id = () => ({ type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true });

/** A list of texts, empty at first. */
export const textList = () => ({ type: DataTypes.JSONB, allowNull: false, defaultValue: [] });

/** A moment that the database's own clock gives, so that all processes agree on it. */
export const atInsert = () => ({ type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') });

/** A number that starts at zero. */
export const counter = () => ({ type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 });

/** A state: one of a few words, which the table's CHECK lists too. */
export const oneOf = (words: readonly string[]) => ({ type: DataTypes.TEXT, validate: { isIn: [[...words]] } });

/** A reference to a row of `table`, by its key. */
export const reference = (table: string) => ({ type: DataTypes.INTEGER, references: { model: table, key: 'id' } });
