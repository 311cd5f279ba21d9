import { type EntryValues, entryColumns } from './audit-entry.ts';

/** An entry with its MAC, ready to be stored. */
export interface SignedEntry {
  readonly values: EntryValues;
  readonly mac: Buffer;
}

/** Runs one statement and returns its rows. */
export type RunStatement = <Row>(statement: string, values: readonly unknown[]) => Promise<readonly Row[]>;

const writtenColumns = [...entryColumns, 'mac'].join(', ');
const parameterCount = entryColumns.length + 1;

/** Inserts entries of one tenant and returns the id of the transaction that inserted them. */
export async function insertEntries(run: RunStatement, entries: readonly SignedEntry[]): Promise<string> {
  const rows = await run<{ id: string }>(
    `insert into audit.entry (${writtenColumns}) values ${placeholders(entries.length)} returning transaction_id::text as id`,
    entries.flatMap(parametersOf),
  );
  return rows[0]?.id ?? '';
}

/** Inserts entries of one tenant that may be there already, from a first attempt that was thought to have failed. */
export async function insertMissingEntries(run: RunStatement, entries: readonly SignedEntry[]): Promise<void> {
  await run(
    `insert into audit.entry (${writtenColumns}) values ${placeholders(entries.length)} on conflict do nothing`,
    entries.flatMap(parametersOf),
  );
}

function parametersOf(entry: SignedEntry): readonly unknown[] {
  return [...entry.values, entry.mac];
}

function placeholders(count: number): string {
  const tuples = Array.from({ length: count }, (_, row) => {
    const numbers = Array.from({ length: parameterCount }, (_, column) => `$${row * parameterCount + column + 1}`);
    return `(${numbers.join(', ')})`;
  });
  return tuples.join(', ');
}
