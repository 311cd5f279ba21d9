import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import { type FolderFile, toBytes, writeFolderFile } from './export-folder.ts';
import { nameSealedRow, toExportedValue, treatColumn } from './exported-columns.ts';
import { listTenantTables, type TenantTable } from './table-catalog-queries.ts';
import { countTenantRows, readTenantRows } from './table-row-queries.ts';

/** A table as it was written: how many rows went out, and how many the database counted in the same snapshot. */
export interface WrittenTable extends FolderFile {
  readonly table: string;
  readonly rows: number;
  readonly counted: number;
}

/**
 * Writes every table of the tenant as one JSON object a line, with what is sealed opened, and the description of all columns. What proves
 * who somebody is is null. The transaction must read one snapshot, so that rows of different tables belong together.
 */
export async function writeTenantTables(
  tx: TenantTransaction,
  folder: string,
): Promise<{ readonly tables: readonly WrittenTable[]; readonly schema: FolderFile }> {
  const catalog = await listTenantTables(tx);
  const tables: WrittenTable[] = [];
  for (const table of catalog) {
    const tally = { rows: 0 };
    const path = `tables/${table.name}.ndjson`;
    const file = await writeFolderFile(folder, { path, pieces: toBytes(writeRows(tx, table, tally)) });
    tables.push({ table: table.name, ...file, rows: tally.rows, counted: await countTenantRows(tx, table) });
  }
  const described = `${JSON.stringify({ tables: catalog.map(describeTable) }, null, 2)}\n`;
  return { tables, schema: await writeFolderFile(folder, { path: 'schema.json', pieces: toBytes([described]) }) };
}

async function* writeRows(tx: TenantTransaction, table: TenantTable, tally: { rows: number }): AsyncGenerator<string> {
  for await (const row of readTenantRows(tx, table)) {
    const exported: [string, unknown][] = [];
    for (const { name } of table.columns) exported.push([name, await exportValue(tx, { table, row, column: name })]);
    tally.rows += 1;
    yield `${JSON.stringify(Object.fromEntries(exported))}\n`;
  }
}

async function exportValue(
  tx: TenantTransaction,
  cell: { readonly table: TenantTable; readonly row: Readonly<Record<string, unknown>>; readonly column: string },
): Promise<unknown> {
  const { table, row, column } = cell;
  const value = row[column];
  const { kind } = treatColumn(table.name, column);
  if (kind === 'withheld') return null;
  if (kind === 'plain' || !Buffer.isBuffer(value)) return toExportedValue(value);
  return tx.sealer.open({ table: table.name, rowId: nameSealedRow(table, row) }, value);
}

function describeTable(table: TenantTable) {
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, treatment: treatColumn(table.name, column.name) })),
  };
}
