import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlace, linesOf, type TextFormat } from './document-place.ts';

const hl7 = [
  'MSH|^~\\&|EHR|CLINIC|THERIAC|RX|20260304120000||RDE^O11|1|P|2.5.1',
  'PID|1||900^^^CLINIC^MR~901^^^STATE^SS||TESTER^ADA&VAN^Q||19610304|F',
  'RXE|1|0074|40',
  'RXE|2|0078|80',
].join('\r');

const xml = `<?xml version="1.0"?><!-- a <note> --><Message xmlns:a="x"><Body><a:NewRx><Patient/>
  <Diagnosis><Code>L40</Code></Diagnosis><Diagnosis><Code>M05</Code></Diagnosis></a:NewRx></Body></Message>`;

const json = `{"resourceType":"Bundle","entry":[{"resource":{"status":"active"}},
  {"resource":{"status":"dr\\"aft","name":[{"family":"Tester"}]}}]}`;

const textAt = (text: string, format: TextFormat, where: string): string | null => {
  const place = findPlace(text, format, where);
  return place === null ? null : text.slice(place.from, place.to);
};

describe('a place in an HL7 message', () => {
  it('is a field, a repetition, a component or a subcomponent', () => {
    expect(textAt(hl7, 'hl7v2', 'PID-7')).toBe('19610304');
    expect(textAt(hl7, 'hl7v2', 'PID-3[2].1')).toBe('901');
    expect(textAt(hl7, 'hl7v2', 'PID-5.2.1')).toBe('ADA');
    expect(textAt(hl7, 'hl7v2', 'PID-5.2')).toBe('ADA&VAN');
  });

  it('counts segments of one name', () => {
    expect(textAt(hl7, 'hl7v2', 'RXE[2]-2')).toBe('0078');
    expect(textAt(hl7, 'hl7v2', 'RXE[3]-2')).toBeNull();
  });

  it('counts the fields of MSH from its separator', () => {
    expect(textAt(hl7, 'hl7v2', 'MSH-2')).toBe('^~\\&');
    expect(textAt(hl7, 'hl7v2', 'MSH-9.2')).toBe('O11');
  });

  it('is the segment when it is too short for the field', () => {
    expect(textAt(hl7, 'hl7v2', 'RXE-22')).toBe('RXE|1|0074|40');
  });
});

describe('a place in XML', () => {
  it('is the tag at a path, whatever the prefix, past comments', () => {
    expect(textAt(xml, 'xml', 'Message/Body/NewRx/Patient')).toBe('<Patient/>');
    expect(textAt(xml, 'xml', '/Message/Body/NewRx/Diagnosis[2]/Code')).toBe('<Code>');
    expect(findPlace(xml, 'xml', 'Message/Body/NewRx/Diagnosis[2]/Code')?.from).toBe(xml.indexOf('<Code>M05'));
    expect(textAt(xml, 'xml', 'Message/Header')).toBeNull();
  });
});

describe('a place in JSON', () => {
  it('is the key with its value at a path', () => {
    expect(textAt(json, 'json', 'Bundle.entry[1].resource.status')).toBe('"status":"dr\\"aft"');
    expect(textAt(json, 'json', 'Bundle.entry[1].resource.name[0].family')).toBe('"family":"Tester"');
    expect(textAt(json, 'json', 'Bundle.entry[0].resource.name')).toBeNull();
  });
});

describe('any place', () => {
  it('may be a line and a column', () => {
    expect(textAt('one\r\ntwo\rthree', 'text', 'line 3 column 2')).toBe('h');
    expect(textAt('one\ntwo', 'xml', 'line 2')).toBe('two');
    expect(textAt('one', 'text', 'line 9')).toBeNull();
  });

  it('lies inside the text, for any text', () => {
    const wheres = ['PID-5.1', 'MSH-9', 'Message/Body', 'Bundle.entry[0].resource', 'line 2 column 3', 'nonsense'];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<a>', '</a>', 'PID|', '{"a":', '}', '[', '\r', 'x') }), (text) => {
        for (const format of ['hl7v2', 'xml', 'json', 'text'] as const) {
          for (const where of wheres) {
            const place = findPlace(text, format, where);
            expect(place === null || (place.from >= 0 && place.from <= place.to && place.from <= text.length)).toBe(
              true,
            );
          }
        }
      }),
    );
  });

  it('keeps every character of the lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '|') }), (text) => {
        for (const line of linesOf(text)) expect(text.startsWith(line.text, line.from)).toBe(true);
      }),
    );
  });
});
