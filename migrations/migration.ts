/** Runs statements in the migration's transaction; gives the rows of a select. */
export type RunSql = (statements: string) => Promise<readonly object[]>;

/**
 * One step of the schema. `up` and `down` run in a transaction each; `down` undoes `up` and
 * nothing else. A released migration is never edited: write the next one.
 */
export interface Migration {
  /** File name without its ending: `NNNN-verb-noun`. */
  readonly name: string;
  readonly description: string;
  readonly up: (run: RunSql) => Promise<unknown>;
  readonly down: (run: RunSql) => Promise<unknown>;
}
