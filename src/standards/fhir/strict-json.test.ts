import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../kernel/json.ts';
import type { Reading } from '../../kernel/problem.ts';
import { readStrictJson } from './strict-json.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): Reading<Json> => readStrictJson(bytesOf(text));
const complaints = (text: string): readonly string[] =>
  read(text).problems.map(({ code, where }) => `${code} ${where}`);

describe('strict JSON', () => {
  it('means what any JSON reader reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const { message, problems } = read(JSON.stringify(value, null, indent));
        const written = JSON.stringify(value);
        expect(JSON.stringify(message)).toBe(written);
        if (problems.length > 0) expect(written).toMatch(/\\u|\\b|\\f/);
      }),
    );
  });

  it.each([
    ['{"a":1,}', 'fhir.json-syntax line 1 column 8'],
    ['{\n  "a": 1\n  "b": 2\n}', 'fhir.json-syntax line 3 column 3'],
    ['[1] x', 'fhir.json-syntax line 1 column 5'],
    ['{"a":1,"b":2,"a":3}', 'fhir.duplicate-key line 1 column 14'],
    ['"\\u0000"', 'fhir.control-character line 1 column 7'],
    ['["\\ud800"]', 'fhir.lone-surrogate line 1 column 2'],
    ['[1e999]', 'fhir.number-range line 1 column 2'],
    ['01', 'fhir.json-syntax line 1 column 2'],
    ['// note\n{}', 'fhir.json-syntax line 1 column 1'],
    [`${'['.repeat(200)}${']'.repeat(200)}`, 'fhir.too-deep line 1 column 102'],
  ])('%# names the place of what is wrong', (text, complaint) => {
    expect(complaints(text)).toEqual([complaint]);
  });

  it('gives the last of two equal keys beside the error, and nothing of broken text', () => {
    expect(read('{"a":1,"a":2}').message).toEqual({ a: 2 });
    expect(read('{"a":1,"a":2').message).toBeNull();
  });

  it('takes a key that is special in JavaScript as a plain one', () => {
    const { message } = read('{"__proto__":{"polluted":true},"constructor":1}');
    expect(Object.keys(message ?? {})).toEqual(['__proto__', 'constructor']);
    expect('polluted' in {}).toBe(false);
  });

  it('skips a byte order mark and refuses what is not UTF-8 or too large', () => {
    expect(readStrictJson(new Uint8Array([0xef, 0xbb, 0xbf, 0x5b, 0x5d])).message).toEqual([]);
    expect(readStrictJson(new Uint8Array([0x22, 0xe4, 0x22])).problems[0]?.code).toBe('fhir.not-utf-8');
    expect(read('"\uFFFD"').message).toBe('\uFFFD');
    expect(readStrictJson(bytesOf('[1]'), { maxBytes: 2, maxDepth: 9 }).problems[0]?.code).toBe('fhir.too-large');
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const { message, problems } = readStrictJson(bytes);
        expect(message !== null || problems.length > 0 || bytes.length > 0).toBe(true);
      }),
    );
  });
});

describe('the JSON test suite', () => {
  const folder = join(resolve(process.env['SAMPLES_DIR'] ?? '../shared/data'), 'bad-input', 'json-parsing');

  it('is read where JSON allows it and refused where it does not', (context) => {
    if (!existsSync(folder)) context.skip('no sample library (SAMPLES_DIR): the JSON suite was not read');
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(200);
    const read = files.map((file) => ({ file, reading: readStrictJson(readFileSync(join(folder, file))) }));
    const isRead = ({ message, problems }: Reading<Json>): boolean => message !== null || problems.length === 0;
    expect(
      read.filter(({ file, reading }) => file.startsWith('y_') && !isRead(reading)).map(({ file }) => file),
    ).toEqual([]);
    expect(
      read.filter(({ file, reading }) => file.startsWith('n_') && isRead(reading)).map(({ file }) => file),
    ).toEqual([]);
  });
});
