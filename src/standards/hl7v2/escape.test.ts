import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standardDelimiters } from './delimiters.ts';
import { classifyEscape, escapeText, unescapeText } from './escape.ts';
import { readMessage } from './read-message.ts';

const plainOf = (text: string): string => unescapeText(text, standardDelimiters);

describe('escape sequences', () => {
  test.each([
    ['a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f', 'a|b^c&d~e\\f'],
    ['trunc\\P\\', 'trunc#'],
    ['one\\.br\\two\\.sp\\three\\.sp2\\four', 'one\ntwo\nthree\n\nfour'],
    ['a\\.sk3\\b\\.in+4\\c\\.ce\\d\\.fi\\\\.nf\\', 'a   bc\nd'],
    ['\\H\\bold\\N\\ plain', 'bold plain'],
    ['\\X48656C6C6F\\', 'Hello'],
    ['\\XC3A9\\ \\XE9\\', 'é é'],
    ['\\C2842\\x\\M244F00\\', 'x'],
    ['kept \\Z99\\ here', 'kept \\Z99\\ here'],
    ['\\X4\\ \\XGG\\', '\\X4\\ \\XGG\\'],
    ['C:\\temp', 'C:\\temp'],
    ['\\Z1\\F\\', '\\Z1|'],
    ['\\', '\\'],
    ['\\\\', '\\\\'],
  ])('%s is %s', (written, plain) => {
    expect(plainOf(written)).toBe(plain);
  });

  test('formatting commands cannot grow a text without bound', () => {
    expect(plainOf('\\.sp999999999\\').length).toBe(80);
    expect(plainOf('\\.sk-5\\')).toBe('');
  });

  test('are known, switch the character set, or are unknown', () => {
    expect(['F', '.br', 'X0D', '.sk3', 'H'].map(classifyEscape)).toEqual(Array(5).fill('known'));
    expect(['C2842', 'M244F', 'M244F00'].map(classifyEscape)).toEqual(Array(3).fill('character-set'));
    expect(['Z99', '', 'X4', 'f', ' words '].map(classifyEscape)).toEqual(Array(5).fill('unknown'));
  });

  test('that are unknown are noted with their place, at most twenty times', () => {
    const header = 'MSH|^~\\&|EHR|R|T|S|20260419||ORU^R01|1|P|2.5';
    const read = (fields: string): readonly string[] =>
      readMessage(`${header}\r${fields}`).problems.map(({ code, where }) => `${code} ${where}`);
    expect(read('OBX|1|TX|A||x\\Z9\\~y\\F\\~a^b\\Q\\|\\C2842\\')).toEqual([
      'hl7v2.unknown-escape OBX-5',
      'hl7v2.unknown-escape OBX-5[3].2',
      'hl7v2.character-set-escape OBX-6',
    ]);
    expect(read('OBX|1|TX\r'.concat('NTE|1||C:\\temp\r'.repeat(500))).length).toBe(20);
  });

  test('any text survives writing and reading', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, ascii) => {
        expect(plainOf(escapeText(text, standardDelimiters))).toBe(text);
        expect(plainOf(escapeText(ascii, standardDelimiters))).toBe(ascii);
      }),
    );
  });

  test('no written text holds a delimiter, a line end or a framing byte', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('|', '^', '~', '&', '\r', '\n', '\x0b', '\x1c', '\0', 'a', '"'),
    });
    fc.assert(
      fc.property(hostile, (text) => {
        const written = escapeText(text, standardDelimiters);
        expect(written).not.toMatch(/[|^~&\r\n\v\0]/);
        expect(written).not.toContain('\x1c');
        expect(written).not.toBe('""');
      }),
    );
  });
});
