import { type RawBuilder, sql } from 'kysely';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import type { TenantTable } from './table-catalog-queries.ts';

const rowsAtOnce = 1_000;

type Row = Readonly<Record<string, unknown>>;

/** Reads every row of a table of the tenant in the order of its key, a thousand at a time. */
export async function* readTenantRows(tx: TenantTransaction, table: TenantTable): AsyncGenerator<Row> {
  const key = table.key.filter((column) => column !== 'tenant_id');
  if (!table.key.includes('tenant_id')) throw new Error(`${table.name} has no key that begins with the tenant`);
  const typeOf = new Map(table.columns.map(({ name, type }) => [name, type]));
  const ordered = key.length === 0 ? sql`` : sql`order by ${sql.join(key.map((column) => sql.ref(column)))}`;
  const select = (last: Row | null): RawBuilder<Row> => {
    const after =
      last === null
        ? sql``
        : sql`and (${sql.join(key.map((column) => sql.ref(column)))}) > (${sql.join(
            key.map((column) => sql`${last[column]}::${sql.raw(typeOf.get(column) ?? 'text')}`),
          )})`;
    return sql<Row>`
      select * from ${sql.table(table.name)} where tenant_id = ${tx.tenantId} ${after} ${ordered} limit ${rowsAtOnce}
    `;
  };
  for (let last: Row | null = null; ; ) {
    const { rows }: { readonly rows: readonly Row[] } = await select(last).execute(tx.database);
    yield* rows;
    last = rows.at(-1) ?? null;
    // A table whose key is the tenant alone has one row at most.
    if (rows.length < rowsAtOnce || key.length === 0) return;
  }
}

/** Counts the rows of the tenant in a table. */
export async function countTenantRows(tx: TenantTransaction, table: TenantTable): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::bigint as count from ${sql.table(table.name)} where tenant_id = ${tx.tenantId}
  `.execute(tx.database);
  return rows[0]?.count ?? 0;
}
