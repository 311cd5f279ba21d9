import { type EntryValues, entryColumns } from './audit-entry.ts';

/** An entry with its MAC, ready to be stored. */
export interface SignedEntry {
  readonly values: EntryValues;
  readonly mac: Buffer;
}

/** Runs one statement and returns its rows. */
export type RunStatement = <Row>(statement: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/** Inserts an entry of the transaction's tenant and returns the id of the transaction. */
export async function insertEntry(run: RunStatement, entry: SignedEntry): Promise<string> {
  const rows = await run<{ id: string }>(insertion, [...entry.values, entry.mac]);
  return rows[0]?.id ?? '';
}

/**
 * Appends entries of any tenants in a transaction of their own and returns its id. Those that are there already, from an attempt that
 * was thought to have failed, stay as they are.
 */
export async function appendEntries(run: RunStatement, entries: readonly SignedEntry[]): Promise<string> {
  const rows = await run<{ id: string }>('select audit.append_entries($1) as id', [
    JSON.stringify(entries.map(toRecord)),
  ]);
  return rows[0]?.id ?? '';
}

const columns = [...entryColumns, 'mac'];
const places = columns.map((_, index) => `$${index + 1}`);
const insertion = `insert into audit.entry (${columns.join(', ')}) values (${places.join(', ')}) returning transaction_id::text as id`;

function toRecord(entry: SignedEntry): Record<string, unknown> {
  const named = entryColumns.map((column, index) => [column, entry.values[index]]);
  return { ...Object.fromEntries(named), mac: entry.mac.toString('hex') };
}
