import { sql } from 'kysely';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';

/** A column of a table as the catalog of the database describes it. */
interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly comment: string | null;
}

/** A table in which every row belongs to a tenant. `key` names the columns of its primary key in order, the tenant first. */
export interface TenantTable {
  readonly name: string;
  readonly comment: string | null;
  readonly key: readonly string[];
  readonly columns: readonly TableColumn[];
}

/** Lists every table that holds rows of tenants, by name, as the catalog has them: whatever a migration adds is in it at once. */
export async function listTenantTables(tx: TenantTransaction): Promise<readonly TenantTable[]> {
  const { rows } = await sql<TenantTable>`
    select format('%I.%I', n.nspname, c.relname) as name, obj_description(c.oid, 'pg_class') as comment,
      coalesce((select json_agg(a.attname order by k.place) from pg_index i
        cross join lateral unnest(i.indkey::smallint[]) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
        where i.indrelid = c.oid and i.indisprimary), '[]') as key,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'isNullable', not a.attnotnull, 'comment', col_description(c.oid, a.attnum)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_|^information_schema$|^public$'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
    order by 1
  `.execute(tx.database);
  return rows;
}
