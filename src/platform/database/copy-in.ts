import type pg from 'pg';

/** What the driver's connection offers while a COPY is under way; its types leave this part of the protocol out. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Sends rows in COPY's text format to `copy … from stdin` on an open connection. */
export function copyIn(client: pg.ClientBase, statement: string, chunks: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const submittable = {
      // What `submit` returns is taken for an error.
      submit: (connection: CopyConnection): void => {
        connection.query(statement);
      },
      handleCopyInResponse: (connection: CopyConnection) => {
        for (const chunk of chunks) connection.sendCopyFromChunk(chunk);
        connection.endCopyFrom();
      },
      handleCommandComplete: () => {},
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(error),
    };
    client.query(submittable as unknown as pg.Submittable);
  });
}
