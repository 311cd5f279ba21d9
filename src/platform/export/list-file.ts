import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { cents, formatCentsAsDecimal } from '../../kernel/money.ts';
import type { OpenedFile } from '../files/stored-file.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';

/** A column of a list that leaves as a file. An amount is whole cents, a day is `2026-03-02`. */
export interface ListColumn {
  readonly name: string;
  readonly kind: 'text' | 'day' | 'integer' | 'cents';
}

/** The value of a row in a column; null where nothing is known. */
export type ListCell = string | number | null;

/** In which formats lists leave. */
export type ListFormat = 'csv' | 'parquet';

const mediaTypes: Readonly<Record<ListFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};
const largestBytes = 2_000_000_000;
const rowsInPiece = 1_000;
const rowsInGroup = 10_000;
// A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
const beginsFormula = /^[=+\-@\t\r]/;
const needsQuotes = /[",\r\n]/;

/**
 * Writes a list as a file that is sealed while it is made and gone once it was read; null when it is too large. The rows are asked for
 * while the transaction lasts.
 */
export function spoolList(
  tx: TenantTransaction,
  list: {
    readonly format: ListFormat;
    readonly columns: readonly ListColumn[];
    readonly rows: AsyncIterable<readonly ListCell[]>;
  },
): Promise<OpenedFile | null> {
  const pieces = list.format === 'csv' ? writeCsv(list.columns, list.rows) : writeParquet(list.columns, list.rows);
  return tx.files.spool({ pieces, mediaType: mediaTypes[list.format], largestBytes });
}

/** Writes rows as CSV (RFC 4180) in UTF-8: amounts as decimal text, and no text that a spreadsheet would compute. */
export async function* writeCsv(
  columns: readonly ListColumn[],
  rows: AsyncIterable<readonly ListCell[]>,
): AsyncGenerator<Uint8Array> {
  let lines = [columns.map(({ name }) => quote(name)).join(',')];
  for await (const row of rows) {
    lines.push(columns.map((column, index) => writeCell(column, row[index] ?? null)).join(','));
    if (lines.length < rowsInPiece) continue;
    yield Buffer.from(`${lines.join('\r\n')}\r\n`);
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join('\r\n')}\r\n`);
}

function writeCell({ kind }: ListColumn, value: ListCell): string {
  if (value === null) return '';
  if (kind === 'cents') return formatCentsAsDecimal(cents(Number(value)));
  if (kind === 'integer') return String(value);
  const text = String(value);
  return quote(beginsFormula.test(text) ? `'${text}` : text);
}

function quote(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes rows as Parquet, a row group after the other: amounts as whole cents in columns that say so, days as dates. */
export async function* writeParquet(
  columns: readonly ListColumn[],
  rows: AsyncIterable<readonly ListCell[]>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    ...{ writer: bytes, createdBy: 'Theriac' },
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(describeColumn)],
  });
  let held: (readonly ListCell[])[] = [];
  const writeGroup = async (): Promise<void> => {
    const columnData = columns.map((column, index) => ({
      name: describeColumn(column).name,
      data: held.map((row) => toParquet(column, row[index] ?? null)),
    }));
    await writer.write({ columnData, rowGroupSize: rowsInGroup });
    held = [];
  };
  for await (const row of rows) {
    held.push(row);
    if (held.length < rowsInGroup) continue;
    await writeGroup();
    yield take(bytes);
  }
  if (held.length > 0) await writeGroup();
  await writer.finish();
  yield take(bytes);
}

/** Takes the bytes that were written since the last time; their place in the file is counted on. */
function take(bytes: ByteWriter): Uint8Array {
  const taken = bytes.getBytes().slice();
  bytes.index = 0;
  return taken;
}

function describeColumn({ name, kind }: ListColumn) {
  const repetition_type = 'OPTIONAL' as const;
  if (kind === 'cents') return { name: `${name}_cents`, type: 'INT64' as const, repetition_type };
  if (kind === 'integer') return { name, type: 'INT64' as const, repetition_type };
  if (kind === 'day') return { name, type: 'INT32' as const, converted_type: 'DATE' as const, repetition_type };
  return { name, type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const, repetition_type };
}

function toParquet({ kind }: ListColumn, value: ListCell): unknown {
  if (value === null) return null;
  if (kind === 'day') return new Date(`${value}T00:00:00Z`);
  return kind === 'text' ? String(value) : BigInt(value);
}
