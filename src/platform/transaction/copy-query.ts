import { CompiledQuery } from 'kysely';

const chunksOf = new WeakMap<CompiledQuery, readonly Buffer[]>();

/** Composes a query that copies rows in text format from this program into a table. */
export function createCopyQuery(statement: string, chunks: readonly Buffer[]): CompiledQuery {
  const query = CompiledQuery.raw(statement);
  chunksOf.set(query, chunks);
  return query;
}

/** Finds the rows that a query copies; undefined for any other query. */
export function findCopiedChunks(query: CompiledQuery): readonly Buffer[] | undefined {
  return chunksOf.get(query);
}
