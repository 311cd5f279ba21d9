import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { type ListCell, type ListColumn, spoolList, writeCsv, writeParquet } from './list-file.ts';

const columns: readonly ListColumn[] = [
  { name: 'payer', kind: 'text' },
  { name: 'service_on', kind: 'day' },
  { name: 'age', kind: 'integer' },
  { name: 'open', kind: 'cents' },
];

async function* rowsOf(rows: readonly (readonly ListCell[])[]) {
  yield* rows;
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

describe('a list as CSV', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
  ])('holds no text that a spreadsheet computes: %j', async (text) => {
    const csv = (await gather(writeCsv(columns, rowsOf([[text, null, 1, 1]])))).toString();
    const cell = csv.split('\r\n').slice(1).join('\r\n').replace(/^"/, '');
    expect(cell.startsWith(`'${text}`)).toBe(true);
  });

  test('quotes by RFC 4180, writes amounts as decimal text and leaves unknown cells empty', async () => {
    const csv = await gather(
      writeCsv(
        columns,
        rowsOf([
          ['Fïrst, "Plan"', '2026-03-02', 3, -1_490],
          [null, null, null, 5],
        ]),
      ),
    );
    expect(csv.toString('utf8')).toBe(
      'payer,service_on,age,open\r\n"Fïrst, ""Plan""",2026-03-02,3,-14.90\r\n,,,0.05\r\n',
    );
  });
});

describe('a list as Parquet', () => {
  test('is read back as it was, over several row groups, amounts as whole cents', async () => {
    const rows = Array.from({ length: 25_000 }, (_none, index): readonly ListCell[] =>
      index === 7 ? [null, null, null, null] : [`=Payer ${index}`, '2026-03-02', index, 9_007_199_254_740_000 - index],
    );
    const file = await gather(writeParquet(columns, rowsOf(rows)));
    const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
    const read = await parquetReadObjects({ file: buffer });
    expect(read).toHaveLength(rows.length);
    expect(read[7]).toEqual({ payer: null, service_on: null, age: null, open_cents: null });
    expect(read[24_999]).toEqual({
      ...{ payer: '=Payer 24999', service_on: new Date('2026-03-02'), age: 24_999n },
      open_cents: 9_007_199_254_715_001n,
    });
  });

  test('of no rows has its columns', async () => {
    const file = await gather(writeParquet(columns, rowsOf([])));
    const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
    expect(await parquetReadObjects({ file: buffer })).toEqual([]);
  });
});

describe('a list that leaves', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());

  test('is sealed on the disk, named by no row, and gone once it was read', async () => {
    const list = { format: 'csv', columns, rows: rowsOf([['A', '2026-03-02', 1, 100]]) } as const;
    const file = await platform.transact((tx) => spoolList(tx, list));
    if (file === null) throw new Error('it was too large');
    const { rows } = await platform.database.owner.query('select count(*)::int as count from platform.stored_file');
    expect(rows).toEqual([{ count: 0 }]);
    expect((await gather(file.read())).toString()).toContain('A,2026-03-02,1,1.00');
    await expect(gather(file.read())).rejects.toThrow();
  });
});
