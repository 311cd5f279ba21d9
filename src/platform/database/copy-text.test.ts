import { expect, test } from 'vitest';
import { toCopyField } from './copy-text.ts';

test('null, numbers and plain text are written as they are read', () => {
  expect([null, 12, true, 'plain'].map(toCopyField)).toEqual(['\\N', '12', 'true', 'plain']);
});

test('what would end a field or a row is escaped', () => {
  expect(toCopyField('a\tb\nc\\d\r')).toBe('a\\tb\\nc\\\\d\\r');
});

test('bytes are written in hex, arrays with every element quoted, objects as JSON', () => {
  expect(toCopyField(Buffer.from([0, 255]))).toBe('\\\\x00ff');
  expect(toCopyField(['a', 'b,"c"', null])).toBe('{"a","b,\\\\"c\\\\"",NULL}');
  expect(toCopyField({ text: 'a\nb' })).toBe('{"text":"a\\\\nb"}');
});
