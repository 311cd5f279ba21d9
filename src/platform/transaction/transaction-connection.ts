import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type pg from 'pg';
import { copyIn } from '../database/copy-in.ts';
import { findStatementName } from '../database/statement-names.ts';
import { findCopiedChunks } from './copy-query.ts';

/**
 * The connection of one open transaction. Statements are sent as they come and answered in that order; nobody has to wait for one to
 * send the next. The first failure is the failure of the transaction: the server does nothing more in it, and it is never committed.
 */
export class TransactionConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #failure: Error | null = null;
  #ended = false;
  #copying: Promise<void> | null = null;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** What broke the transaction; null while nothing has. */
  get failure(): Error | null {
    return this.#failure;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { sql, parameters } = query;
    const chunks = findCopiedChunks(query);
    if (chunks !== undefined) return this.#copy(sql, chunks);
    const result = await this.#send({ text: sql, values: [...parameters], name: findStatementName(sql) });
    const counts = result.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) };
    return { rows: result.rows as Row[], ...counts };
  }

  /** Sends a statement whose result nobody needs; {@link commit} waits for it and fails with it. */
  write(query: CompiledQuery): void {
    this.executeQuery(query).catch(() => undefined);
  }

  /** Ends the transaction without a trace; throws when the connection is broken. */
  async rollback(): Promise<void> {
    this.#ended = true;
    await this.#client.query('rollback');
  }

  /** Begins the transaction with statements that have no parameters; what follows need not wait for it. */
  begin(text: string): void {
    this.#send({ text }).catch(() => undefined);
  }

  /** Commits, unless something failed: then it throws what failed first. */
  async commit(): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    const committed = this.#send({ text: 'commit' });
    this.#ended = true;
    await committed;
    // The server answers a commit after a failure too, but it rolls back.
    if (this.#failure !== null) throw this.#failure;
  }

  // biome-ignore lint/correctness/useYield: rows are never streamed through a tenant transaction.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('a tenant transaction does not stream rows');
  }

  /** A connection takes nothing but the rows while it copies: what is sent meanwhile waits for the end of it. */
  async #copy<Row>(statement: string, chunks: readonly Buffer[]): Promise<QueryResult<Row>> {
    while (this.#copying !== null) await this.#copying;
    const copied = copyIn(this.#client, statement, chunks);
    this.#copying = copied.catch((error: Error) => {
      this.#failure ??= error;
    });
    await this.#copying;
    this.#copying = null;
    if (this.#failure !== null) throw this.#failure;
    return { rows: [] };
  }

  /** The driver calls back at once when a value cannot be sent at all, so that a commit right behind it is not sent either. */
  #send(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.#ended) return Promise.reject(new Error('a statement came after the end of its transaction'));
    if (this.#copying !== null) return this.#copying.then(() => this.#send(statement));
    const sent = new Promise<pg.QueryResult>((resolve, reject) => {
      this.#client.query(statement, (error: Error | null | undefined, result) => {
        if (error === null || error === undefined) return resolve(result);
        this.#failure ??= error;
        reject(this.#failure);
      });
    });
    return sent.catch((error: Error) => {
      // The stack of the driver ends at the socket; this one leads to whoever waits.
      Error.captureStackTrace(error);
      throw error;
    });
  }
}
