import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { copyIn } from '../database/copy-in.ts';
import { findCopiedChunks } from './copy-query.ts';

/** A Kysely dialect over one open connection whose transaction somebody else begins and ends. */
export function singleConnectionDialect(client: pg.PoolClient): Dialect {
  const connection = new SingleConnection(client);
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new SingleConnectionDriver(connection),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class SingleConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Statements that are given at once are sent one after the other: a connection carries one at a time. */
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const chunks = findCopiedChunks(query);
    if (chunks !== undefined) return this.#copy(query.sql, chunks);
    const send = (): Promise<pg.QueryResult> => this.#client.query(query.sql, [...query.parameters]);
    const sent = this.#last.then(send, send);
    this.#last = sent;
    const result = await sent;
    const counts = result.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) };
    return { rows: result.rows as Row[], ...counts };
  }

  async #copy<Row>(statement: string, chunks: readonly Buffer[]): Promise<QueryResult<Row>> {
    const send = (): Promise<void> => copyIn(this.#client, statement, chunks);
    const sent = this.#last.then(send, send);
    this.#last = sent;
    await sent;
    return { rows: [] };
  }

  // biome-ignore lint/correctness/useYield: rows are never streamed through a tenant transaction.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('a tenant transaction does not stream rows');
  }
}

class SingleConnectionDriver implements Driver {
  readonly #connection: SingleConnection;

  constructor(connection: SingleConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error('a tenant transaction is already open');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
