import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DelimitedRecord, type ReferenceSource, readDelimitedText } from './delimited-text.ts';
import { collect } from './fixtures/collect.ts';

const commas = { delimiter: ',', quote: true } as const;
const bars = { delimiter: '|', quote: false } as const;

const readAll = async (source: ReferenceSource, delimiting: Parameters<typeof readDelimitedText>[1] = commas) =>
  collect(readDelimitedText(source, delimiting));
const fieldsOf = (records: readonly DelimitedRecord[]): readonly (readonly string[])[] =>
  records.map(({ fields }) => fields);

describe('delimited text', () => {
  it('has quoted delimiters, doubled quotes and line ends inside quotes', async () => {
    const records = await readAll('a,"b, c","d ""e"""\r\n"line\none",,x\n\n"","z"y,w"v\n');
    expect(records).toEqual([
      { line: 1, fields: ['a', 'b, c', 'd "e"'], fault: null },
      { line: 2, fields: ['line\none', '', 'x'], fault: null },
      { line: 5, fields: ['', 'zy', 'w"v'], fault: null },
    ]);
  });

  it('takes quotation marks as plain characters where fields are not quoted', async () => {
    expect(fieldsOf(await readAll('"a|5" pad|\n|', bars))).toEqual([
      ['"a', '5" pad', ''],
      ['', ''],
    ]);
  });

  it('loses one line, not the rest, to a quotation mark that is never closed', async () => {
    const records = await readAll(`a,b\n"open,1\n${'c,d\n'.repeat(80)}"e","f"\n`);
    expect(records.filter(({ fault }) => fault !== null)).toEqual([{ line: 2, fields: [], fault: 'quote-open' }]);
    expect(records.length).toBe(83);
    expect(records.at(-1)).toEqual({ line: 83, fields: ['e', 'f'], fault: null });
    const atEnd = await readAll('a,b\n"open,1\nc,d');
    expect(atEnd.map(({ line, fault }) => [line, fault])).toEqual([
      [1, null],
      [2, 'quote-open'],
      [3, null],
    ]);
  });

  it('reads UTF-8 and Windows-1252 field by field, and skips a byte order mark', async () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0x61, 0x2c, 0xc3, 0xa9, 0x0a, 0xe9, 0x2c, 0x80]);
    expect(fieldsOf(await readAll(bytes))).toEqual([
      ['a', 'é'],
      ['é', '€'],
    ]);
    expect(fieldsOf(await readAll('\uFEFFé,–'))).toEqual([['é', '–']]);
  });

  it('stops at a line that is longer than any real one', async () => {
    const records = await readAll(['a\n', 'x'.repeat(1_000_001), '\nb\n']);
    expect(records.map(({ line, fault }) => [line, fault])).toEqual([
      [1, null],
      [2, 'line-too-long'],
    ]);
  });

  it('is the same whole and in pieces of any size', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', ' '), maxLength: 6 });
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (written, size) => {
        const quoted = written.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
        const bytes = new TextEncoder().encode(quoted.join('\r\n'));
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        expect(fieldsOf(await readAll(bytes))).toEqual(written);
        expect(await readAll(pieces)).toEqual(await readAll(bytes));
      }),
    );
  });

  it('never throws on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(commas, bars), async (bytes, delimiting) => {
        const records = await readAll(bytes, delimiting);
        expect(records.every(({ line }) => line >= 1)).toBe(true);
      }),
    );
  });
});
