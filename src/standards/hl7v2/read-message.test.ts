import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTree } from './message-tree.ts';
import { defaultLimits, openMessage, readMessage } from './read-message.ts';
import { readTransmission } from './read-transmission.ts';

const header = 'MSH|^~\\&|EHR|RIVERSIDE|THERIAC|SPECIALTY|20260419142000-0400||ADT^A01^ADT_A01|MSG1|P|2.5.1';
const patient = 'PID|1||MRN1^^^RIVERSIDE&2.16.1&ISO^MR~900^^^SSA^SS||Testperson^Ada||""|F|||12 Sample St^^Testford';

const readFixture = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.hl7`));
const codesOf = (text: string | Uint8Array): readonly string[] =>
  readMessage(text).problems.map(({ code, where }) => `${code} ${where}`);

describe('a message', () => {
  const { message } = readMessage(`${header}\r${patient}\rZVN|a\rPID|2||MRN2\r`);

  test('is read field by field, with repetitions, components and subcomponents', () => {
    const pid = message?.segment('PID');
    expect(message?.code).toBe('ADT');
    expect(message?.trigger).toBe('A01');
    expect(message?.controlId).toBe('MSG1');
    expect(message?.version).toBe('2.5.1');
    expect(pid?.text(3)).toBe('MRN1');
    expect(pid?.text(3, 4)).toBe('RIVERSIDE');
    expect(pid?.text(3, 4, 2)).toBe('2.16.1');
    expect(pid?.values(3).map((value) => value.text(5))).toEqual(['MR', 'SS']);
    expect(pid?.text(11, 3)).toBe('Testford');
    expect(pid?.text(5)).toBe('Testperson');
  });

  test('numbers the header as the standard does: MSH-1 is the field separator', () => {
    expect(message?.header.text(1)).toBe('|');
    expect(message?.header.text(2)).toBe('^~\\&');
    expect(message?.header.text(3)).toBe('EHR');
    expect(message?.header.fieldCount).toBe(12);
  });

  test('gives empty text for what is not there, however far', () => {
    expect(message?.segment('PID')?.text(99)).toBe('');
    expect(message?.segment('PID')?.text(5, 9, 9)).toBe('');
    expect(message?.segment('NK1')).toBeNull();
    expect(message?.segment('ZVN')?.raw(0)).toBe('');
  });

  test('tells the null mark, which asks for deletion, from an empty field', () => {
    const pid = message?.segment('PID');
    expect([pid?.isNull(7), pid?.isEmpty(7), pid?.text(7)]).toEqual([true, false, '']);
    expect([pid?.isNull(6), pid?.isEmpty(6), pid?.text(6)]).toEqual([false, true, '']);
  });

  test('names places by segment occurrence, field, repetition and component', () => {
    const [, second] = message?.segmentsNamed('PID') ?? [];
    expect(second?.where(3, 1)).toBe('PID[2]-3.1');
    expect(message?.segment('PID')?.values(3)[1]?.where(4, 2)).toBe('PID-3[2].4.2');
  });

  test('is read to its last subcomponent as a tree that agrees with reading field by field', () => {
    const tree = message === null ? [] : readTree(message);
    expect(tree.map(({ name }) => name)).toEqual(['MSH', 'PID', 'ZVN', 'PID']);
    expect(tree[0]?.fields.slice(0, 3)).toEqual([[[['|']]], [[['^~\\&']]], [[['EHR']]]]);
    expect(tree[1]?.fields[2]).toEqual([
      [['MRN1'], [''], [''], ['RIVERSIDE', '2.16.1', 'ISO'], ['MR']],
      [['900'], [''], [''], ['SSA'], ['SS']],
    ]);
    expect(tree[1]?.fields[6]).toEqual([[[null]]]);
    expect(tree[1]?.fields[5]).toEqual([]);
  });

  test('opens without any check for routing', () => {
    const opened = openMessage(`${header}\n${patient}`);
    expect(opened?.header.text(9)).toBe('ADT');
    expect(opened?.segment('PID')?.text(5)).toBe('Testperson');
    expect(openMessage('PID|1')).toBeNull();
  });
});

describe('line ends and wrapping', () => {
  test.each([
    'edge-lf',
    'edge-crlf',
    'edge-mixed-line-ends',
    'edge-byte-order-mark',
    'edge-framed',
  ])('%s reads as with carriage returns', (name) => {
    const { message, problems } = readMessage(readFixture(name));
    expect(problems).toEqual([]);
    expect(message?.segments().map((segment) => segment.name)).toEqual(['MSH', 'EVN', 'PID', 'PV1']);
    expect(message?.segment('PV1')?.text(2)).toBe('O');
  });

  test('a line that is no segment is a line break in the field before it', () => {
    const { message } = readMessage(readFixture('edge-line-break-in-field'));
    expect(message?.segment('OBX')?.text(5)).toBe('First line\nsecond line of the same report');
    expect(message?.segment('OBX')?.text(11)).toBe('F');
  });

  test('a segment name in lower case or indented is understood', () => {
    const { message } = readMessage(readFixture('edge-segment-case'));
    expect(message?.segment('PID')?.text(5)).toBe('Testperson');
    expect(message?.segment('PV1')?.text(2)).toBe('O');
  });

  test('a segment with a wrong name is kept and reported', () => {
    expect(codesOf(`${header}\r${patient}\rALLERGY|1|penicillin`)).toEqual(['hl7v2.bad-segment-name segment 3']);
  });
});

describe('delimiters', () => {
  test('custom ones are taken from MSH-1 and MSH-2', () => {
    const { message } = readMessage(readFixture('edge-custom-delimiters'));
    expect(message?.segment('PID')?.text(5, 2)).toBe('Ada');
    expect(message?.segment('PID')?.text(3, 4)).toBe('RIVERSIDE');
  });

  test.each([
    ['MSH|^~\\\\&|A|B|C|D|2026||ADT^A01|1|P|2.5', 'hl7v2.unusual-delimiters MSH-2'],
    ['MSH|^~&|A|B|C|D|2026||ADT^A01|1|P|2.5', 'hl7v2.unusual-delimiters MSH-2'],
    ['MSH|^~|A|B|C|D|2026||ADT^A01|1|P|2.5', 'hl7v2.unusual-delimiters MSH-2'],
    ['MSH|^~\\&#|A|B|C|D|2026||ADT^A01|1|P|2.7', undefined],
    ['MSH|abcd|A|B|C|D|2026||ADT^A01|1|P|2.5', 'hl7v2.bad-delimiters MSH-2'],
    ['MSH|||A|B|C|D|2026||ADT^A01|1|P|2.5', 'hl7v2.bad-delimiters MSH-2'],
    ['MSH|^|~&|A', 'hl7v2.unusual-delimiters MSH-2'],
    ['MSH', 'hl7v2.header-too-short MSH-2'],
    ['MSH|', 'hl7v2.header-too-short MSH-2'],
    ['MSHX^~\\&XA', 'hl7v2.bad-delimiters MSH-1'],
  ])('%s: %s', (line, expected) => {
    expect(codesOf(`${line}\rPID|1`)[0]).toBe(expected);
  });
});

describe('character sets', () => {
  test.each([
    ['edge-latin-1-declared', 'Bäcker', []],
    ['edge-latin-1-undeclared', 'Bäcker', ['hl7v2.assumed-latin-1 MSH-18']],
    ['edge-utf-8', 'Zörb-山田', []],
    ['edge-unknown-character-set', 'Testperson', ['hl7v2.unknown-character-set MSH-18']],
  ])('%s reads %s', (name, family, problems) => {
    expect(readMessage(readFixture(name)).message?.segment('PID')?.text(5)).toBe(family);
    expect(codesOf(readFixture(name))).toEqual(problems);
  });

  test('bytes that are not valid in a declared UTF-8 are reported, and a sent replacement character is not', () => {
    const declared = `${header}||||||UNICODE UTF-8\rPID|1||1||`;
    const broken = new Uint8Array([...new TextEncoder().encode(declared), 0xe4, 0x62]);
    expect(codesOf(broken)).toEqual(['hl7v2.bad-bytes MSH-18']);
    expect(codesOf(new TextEncoder().encode(`${declared}\uFFFD`))).toEqual([]);
  });

  test('Japanese in shifted seven-bit bytes and UTF-16 with a byte order mark are read', () => {
    const shifted = [0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42];
    const declared = new TextEncoder().encode(`${header}||||||ISO IR87\rPID|1||1||`);
    const { message } = readMessage(new Uint8Array([...declared, ...shifted]));
    expect(message?.segment('PID')?.text(5)).toBe('山田');
    const wide = new Uint8Array(Uint16Array.from(`\uFEFF${header}\rPID|1||1||山田`, (c) => c.charCodeAt(0)).buffer);
    expect(readMessage(wide).message?.segment('PID')?.text(5)).toBe('山田');
  });
});

describe('limits', () => {
  test('a text over the size, too many segments and too many messages are refused', () => {
    const message = `${header}\r${patient}\r${patient}\r`;
    expect(readMessage(message, { ...defaultLimits, maximumSize: 50 }).problems[0]?.code).toBe('hl7v2.too-large');
    const few = { ...defaultLimits, maximumSegments: 2, maximumMessages: 1 };
    expect(readMessage(message, few)).toMatchObject({ message: null, problems: [{ code: 'hl7v2.too-many-segments' }] });
    expect(readTransmission(`${message}${message}`, few).problems[0]?.code).toBe('hl7v2.too-many-messages');
  });

  test('tens of thousands of bare segment names are read without searching past their ends', () => {
    const { message } = readMessage(`${header}\r${'AAA\r'.repeat(49_000)}ZZZ|end`);
    expect(message?.segments().filter((segment) => segment.isAbsent(1)).length).toBe(49_000);
  });

  test('half a million lines that are no segments are joined once, twice as many are refused', () => {
    const { message } = readMessage(`${header}\rOBX|1|ED|||${'QUJD\n'.repeat(500_000)}`);
    expect(message?.segment('OBX')?.text(5).length).toBe(2_499_999);
    expect(readMessage(`${header}\r${'a\r'.repeat(1_000_001)}`).problems[0]?.code).toBe('hl7v2.too-many-segments');
  });

  test('a million repetitions are listed up to the limit of ten thousand', () => {
    const { message } = readMessage(`${header}\rPID|1||${'1~'.repeat(1_000_000)}`);
    expect(message?.segment('PID')?.values(3).length).toBe(10_000);
  });
});

describe('any bytes', () => {
  test('are read without a throw, whether they begin a message or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, begins) => {
        const start = begins ? new TextEncoder().encode('MSH|^~\\&|') : new Uint8Array();
        const input = new Uint8Array([...start, ...bytes]);
        const { message } = readMessage(input);
        if (message !== null) readTree(message);
        readTransmission(input);
      }),
      { numRuns: 500 },
    );
  });

  test('a tree agrees with reading leaf by leaf', () => {
    const noise = fc.string({ unit: fc.constantFrom('|', '^', '~', '\\', '&', 'A', 'B', '"', 'F', '\r', '.br') });
    fc.assert(
      fc.property(noise, (text) => {
        const { message } = readMessage(`${header}\rZZZ|${text}`);
        if (message === null) return;
        const tree = readTree(message);
        for (const [index, segment] of message.segments().entries()) {
          for (const [field, repetitions] of (tree[index]?.fields ?? []).entries()) {
            const leaf = repetitions[0]?.[0]?.[0] ?? '';
            const isEncoding = segment.name === 'MSH' && field < 2;
            expect(segment.text(field + 1)).toBe(isEncoding ? segment.raw(field + 1) : leaf);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
