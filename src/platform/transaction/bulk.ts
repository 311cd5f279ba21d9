import { randomBytes } from 'node:crypto';
import {
  CompiledQuery as Compiled,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type InsertQueryNode,
  Kysely,
  type OperationNode,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { composeUuidV7, type Id } from '../../kernel/ids.ts';
import { type Instant, millisecondsOf } from '../../kernel/instant.ts';
import { toCopyField } from '../database/copy-text.ts';
import type { Database } from '../database/schema.gen.ts';
import { type Actor, toCause } from './actor.ts';
import { createCopyQuery } from './copy-query.ts';
import type { TenantTransaction } from './tenant-transaction.ts';

/** Gives so many bytes by which ids differ; a seeded source gives the same ids again. */
export type RandomBytes = (count: number) => Uint8Array;

/** Many records on their way into the database. What is inserted at a moment says that it was made then, by whoever acted. */
export interface Bulk {
  at(now: Instant, actor: Actor): TenantTransaction;
}

/**
 * Lets the inserts of many records travel together: they are held back, copied into a temporary table, for PostgreSQL refuses COPY
 * into a table with row-level security, and inserted from there, table by table in the order in which each was first met. Anything
 * but a plain insert is a fault. The rows are those that the same inserts would make one by one.
 */
export async function inBulk(
  tx: TenantTransaction,
  work: (bulk: Bulk) => Promise<void>,
  random: RandomBytes = randomBytes,
): Promise<void> {
  const held = new HeldInserts();
  const database = new Kysely<Database>({ dialect: holdingDialect(held) });
  await work({ at: (now, actor) => composeView(tx, { now, actor, held, database, random }) });
  for (const insert of held.list()) await insertHeld(tx, insert);
}

interface HeldInsert {
  readonly table: string;
  readonly columns: readonly string[];
  readonly skipsKnown: boolean;
  readonly chunks: Buffer[];
}

class HeldInserts {
  readonly #inserts = new Map<string, HeldInsert>();
  readonly #lines = new Map<string, string[]>();

  hold(query: CompiledQuery): number {
    const { table, columns, skipsKnown } = readInsert(query.query);
    const key = `${table} ${columns.join(' ')} ${skipsKnown}`;
    const rows = query.parameters.length / columns.length;
    if (!Number.isInteger(rows)) throw new Error('a bulk takes rows of values only');
    const held = this.#inserts.get(key) ?? { table, columns, skipsKnown, chunks: [] };
    this.#inserts.set(key, held);
    const lines = this.#lines.get(key) ?? [];
    this.#lines.set(key, lines);
    for (let row = 0; row < rows; row += 1) {
      const fields = query.parameters.slice(row * columns.length, (row + 1) * columns.length).map(toCopyField);
      lines.push(fields.join('\t'));
    }
    return rows;
  }

  list(): readonly HeldInsert[] {
    return [...this.#inserts].map(([key, held]) => ({
      ...held,
      chunks: toChunks(this.#lines.get(key) ?? []),
    }));
  }
}

const linesInChunk = 2_000;

function toChunks(lines: readonly string[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < lines.length; at += linesInChunk)
    chunks.push(Buffer.from(`${lines.slice(at, at + linesInChunk).join('\n')}\n`));
  return chunks;
}

function readInsert(node: OperationNode): Pick<HeldInsert, 'table' | 'columns' | 'skipsKnown'> {
  const insert = node as InsertQueryNode;
  const { into, columns, onConflict, returning } = insert;
  const isPlain = returning === undefined && (onConflict === undefined || onConflict.doNothing === true);
  if (node.kind !== 'InsertQueryNode' || into === undefined || columns === undefined || !isPlain)
    throw new Error('a bulk takes plain inserts only');
  const { schema, identifier } = into.table;
  return {
    table: `${schema?.name ?? 'public'}.${identifier.name}`,
    columns: columns.map(({ column }) => column.name),
    skipsKnown: onConflict !== undefined,
  };
}

async function insertHeld(tx: TenantTransaction, insert: HeldInsert): Promise<void> {
  const { table, columns, skipsKnown, chunks } = insert;
  const names = columns.join(', ');
  const run = (text: string): Promise<unknown> => tx.database.executeQuery(Compiled.raw(text));
  await run(`create temporary table bulk on commit drop as select ${names} from ${table} with no data`);
  await tx.database.executeQuery(createCopyQuery(`copy pg_temp.bulk (${names}) from stdin`, chunks));
  const conflict = skipsKnown ? 'on conflict do nothing' : '';
  await run(`insert into ${table} (${names}) select ${names} from pg_temp.bulk ${conflict}`);
  await run('drop table pg_temp.bulk');
}

function composeView(
  tx: TenantTransaction,
  view: {
    readonly now: Instant;
    readonly actor: Actor;
    readonly held: HeldInserts;
    readonly database: Kysely<Database>;
    readonly random: RandomBytes;
  },
): TenantTransaction {
  const { now, actor, held, database, random } = view;
  const refuse = (): never => {
    throw new Error('a bulk only inserts');
  };
  const refuseLater = async (): Promise<never> => refuse();
  const newId = <Kind extends string>(): Id<Kind> =>
    composeUuidV7({ milliseconds: millisecondsOf(now), random: random(10) }) as Id<Kind>;
  return {
    ...{ tenantId: tx.tenantId, sealer: tx.sealer, now, actor, cause: toCause(actor), database, newId },
    write: (statement) => void held.hold('compile' in statement ? statement.compile() : statement),
    onAccountOf: refuse,
    files: {
      ...{ adopt: refuseLater, save: refuseLater, saveStream: refuseLater, spool: refuseLater },
      ...{ open: refuseLater, read: refuseLater },
    },
    count: refuse,
    announce: refuseLater,
    cancelTimer: refuseLater,
    audit: refuseLater,
    setTimer: async ({ kind, subject, dueAt, payload }) => {
      const timer = { tenant_id: tx.tenantId, timer_id: newId(), kind, subject, due_at: dueAt };
      await database
        .insertInto('platform.timer')
        .values({ ...timer, payload: JSON.stringify(payload) })
        .execute();
    },
    touch: () => {},
  };
}

function holdingDialect(held: HeldInserts): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => ({
      rows: [],
      numAffectedRows: BigInt(held.hold(query)),
    }),
    // biome-ignore lint/correctness/useYield: nothing is read in a bulk.
    streamQuery: async function* () {
      throw new Error('a bulk only inserts');
    },
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: async () => {},
      commitTransaction: async () => {},
      rollbackTransaction: async () => {},
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
