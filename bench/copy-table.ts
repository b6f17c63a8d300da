import type pg from 'pg';

/** What pg's connection can and its types do not say. */
interface Copying {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Everything that a table holds, as COPY writes it. */
export const readTable = (client: pg.Client, table: string): Promise<readonly Buffer[]> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    client.query({
      submit: (connection: pg.Connection) => connection.query(`copy ${table} to stdout`),
      handleCopyData: ({ chunk }: { chunk: Buffer }) => chunks.push(Buffer.from(chunk)),
      handleCommandComplete: () => {},
      handleError: reject,
      handleReadyForQuery: () => resolve(chunks),
    });
  });

/** Puts it into another table of the same columns by COPY. */
export const writeTable = (client: pg.Client, table: string, chunks: readonly Buffer[]): Promise<void> =>
  new Promise((resolve, reject) => {
    let failed = false;
    client.query({
      submit: (connection: pg.Connection) => connection.query(`copy ${table} from stdin`),
      handleCopyInResponse: (connection: pg.Connection & Copying) => {
        for (const chunk of chunks) connection.sendCopyFromChunk(chunk);
        connection.endCopyFrom();
      },
      handleCommandComplete: () => {},
      handleError: (error: Error) => {
        failed = true;
        reject(error);
      },
      handleReadyForQuery: () => {
        if (!failed) resolve();
      },
    });
  });
