import pg from 'pg';

/** What the driver's connection offers while a COPY is under way; its types leave this part of the protocol out. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** `copy … from stdin` with its rows. The connection takes nothing else until it is answered: the caller sees to that. */
class CopyIn extends pg.Query {
  readonly #chunks: readonly Buffer[];

  constructor(statement: string, chunks: readonly Buffer[]) {
    super(statement);
    this.#chunks = chunks;
  }

  handleCopyInResponse(connection: CopyConnection): void {
    for (const chunk of this.#chunks) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }
}

/** Sends rows in COPY's text format to `copy … from stdin` on an open connection. */
export function copyIn(client: pg.ClientBase, statement: string, chunks: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const answer = (error: Error | null | undefined): void =>
      error === null || error === undefined ? resolve() : reject(error);
    (client.query as (query: pg.Submittable, answer: (error: Error | null) => void) => void)(
      new CopyIn(statement, chunks),
      answer,
    );
  });
}
