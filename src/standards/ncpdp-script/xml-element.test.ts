import { describe, expect, test } from 'vitest';
import { readXml } from './xml-element.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function problemOf(bytes: Uint8Array): string {
  const { message, problems } = readXml(bytes);
  expect(message).toBeNull();
  expect(problems).toHaveLength(1);
  return `${problems[0]?.code} at ${problems[0]?.where}`;
}

describe('readXml', () => {
  test('reads elements, attributes and text, by local names and trimmed', () => {
    const { message } = readXml(encode('<m:a xmlns:m="urn:x" m:b=" 1 " xmlns="urn:y">\n <c> x &amp; y </c><c/></m:a>'));
    expect(message).toMatchObject({ name: 'a', namespace: 'urn:x', text: '' });
    expect([...(message?.attributes ?? [])]).toEqual([['b', '1']]);
    expect(message?.children.map(({ name, text }) => [name, text])).toEqual([
      ['c', 'x & y'],
      ['c', ''],
    ]);
  });

  test('reads character data sections and character references as text', () => {
    expect(readXml(encode('<a><![CDATA[<b>]]>&#65;&#x42;</a>')).message?.text).toBe('<b>AB');
  });

  test.each([
    ['', 'script.input-empty at line 1 column 1'],
    [' \n ', 'script.input-empty at line 1 column 1'],
    ['hello', 'script.xml-ill-formed at line 1 column 5'],
    ['<a>', 'script.xml-ill-formed at line 1 column 3'],
    ['<a>\n<b></a>', 'script.xml-ill-formed at line 2 column 7'],
    ['<a b="1" b="2"/>', 'script.xml-ill-formed at line 1 column 16'],
    ['<a>&unknown;</a>', 'script.xml-ill-formed at line 1 column 12'],
    ['<a/><b/>', 'script.xml-ill-formed at line 1 column 7'],
    ['<!DOCTYPE a><a/>', 'script.doctype-forbidden at line 1 column 12'],
    [
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
      'script.doctype-forbidden at line 1 column 56',
    ],
    ['<a><!DOCTYPE a></a>', 'script.xml-ill-formed at line 1 column 12'],
  ])('refuses %j', (text, problem) => {
    expect(problemOf(encode(text))).toBe(problem);
  });

  test('refuses nesting deeper than any message needs', () => {
    expect(problemOf(encode('<a>'.repeat(100_000)))).toMatch(/^script.limit-exceeded/);
  });

  test('refuses more elements than any message needs', () => {
    expect(problemOf(encode(`<a>${'<b/>'.repeat(30_000)}</a>`))).toMatch(/^script.limit-exceeded/);
  });

  test('refuses more attributes than any element needs', () => {
    const attributes = Array.from({ length: 100 }, (_, index) => ` a${index}="1"`).join('');
    expect(problemOf(encode(`<a${attributes}/>`))).toMatch(/^script.limit-exceeded/);
  });

  test('refuses more bytes than any message needs', () => {
    expect(problemOf(new Uint8Array(3_000_000).fill(0x20))).toMatch(/^script.input-too-large/);
  });
});

describe('encodings', () => {
  test('a UTF-8 byte order mark is no content', () => {
    expect(readXml(encode('\uFEFF<a>é</a>')).message?.text).toBe('é');
  });

  test.each([
    ['little', [0xff, 0xfe], (unit: number) => [unit & 255, unit >> 8]],
    ['big', [0xfe, 0xff], (unit: number) => [unit >> 8, unit & 255]],
  ] as const)('reads UTF-16 %s endian with its mark', (_name, mark, split) => {
    const units = [...'<a>é</a>'].flatMap((character) => split(character.charCodeAt(0)));
    expect(readXml(Uint8Array.from([...mark, ...units])).message?.text).toBe('é');
  });

  test('reads the Western encoding that is declared', () => {
    const bytes = encode('<?xml version="1.0" encoding="ISO-8859-1"?><a>?</a>');
    bytes[bytes.lastIndexOf(0x3f)] = 0xe9;
    expect(readXml(bytes).message?.text).toBe('é');
  });

  test('refuses bytes that are not the declared text', () => {
    expect(problemOf(Uint8Array.from([...encode('<a>'), 0xe9, ...encode('</a>')]))).toMatch(/^script.encoding-invalid/);
  });

  test('keeps a replacement character that the sender wrote', () => {
    expect(readXml(encode('<a>\uFFFD</a>')).message?.text).toBe('\uFFFD');
  });
});
