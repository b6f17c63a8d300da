import type pg from 'pg';

/** What pg's connection can and its types do not say. */
interface Copying {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Sends rows to a table by COPY. A cell is text as COPY escapes it; null is `\N`. */
export const copyRows = (client: pg.Client, into: string, rows: readonly (readonly Cell[])[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const text = Buffer.from(rows.map((row) => `${row.map(cell).join('\t')}\n`).join(''));
    let failed: Error | undefined;
    const copying = {
      submit: (connection: pg.Connection) => connection.query(`copy ${into} from stdin`),
      handleCopyInResponse: (connection: pg.Connection & Copying) => {
        connection.sendCopyFromChunk(text);
        connection.endCopyFrom();
      },
      handleCommandComplete: () => {},
      handleError: (error: Error) => {
        failed = error;
        reject(error);
      },
      handleReadyForQuery: () => {
        if (failed === undefined) resolve();
      },
    };
    client.query(copying);
  });

export type Cell = string | number | boolean | null;

const cell = (value: Cell): string =>
  value === null ? '\\N' : typeof value === 'string' ? value.replace(/[\\\t\n\r]/g, escapes) : String(value);

const escapes = (character: string): string =>
  character === '\\' ? '\\\\' : character === '\t' ? '\\t' : character === '\n' ? '\\n' : '\\r';
