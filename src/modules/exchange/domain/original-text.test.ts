import { describe, expect, it } from 'vitest';
import { findOriginalPlace, layOutOriginal, toReadableText } from './original-text.ts';

const hl7 = layOutOriginal({
  format: 'hl7v2',
  text: 'MSH|^~\\&|EHR|CLINIC\rPID|1||77^^^A^MR\rORC|NW|1\rORC|NW|2',
});

describe('the original of an HL7 message', () => {
  it('stands one segment on each line, whichever line end the sender used', () => {
    expect(hl7.lines).toHaveLength(4);
    expect(layOutOriginal({ format: 'hl7v2', text: 'MSH|^~\\&\nPID|1\r\n' }).lines).toEqual(['MSH|^~\\&', 'PID|1']);
  });

  it('shows the field that a problem names', () => {
    const place = findOriginalPlace(hl7, 'PID-3.1');
    expect(place?.line).toBe(1);
    expect(hl7.lines[1]?.slice(place?.from, place?.to)).toBe('77^^^A^MR');
    const header = findOriginalPlace(hl7, 'MSH-4');
    expect(hl7.lines[0]?.slice(header?.from, header?.to)).toBe('CLINIC');
  });

  it('counts segments of one name', () => {
    expect(findOriginalPlace(hl7, 'ORC[2]-2')?.line).toBe(3);
  });

  it('shows the whole segment when the field is not there', () => {
    expect(findOriginalPlace(hl7, 'PID-30')).toEqual({ line: 1, from: 0, to: 'PID|1||77^^^A^MR'.length });
  });

  it('has no place for a segment that is missing', () => {
    expect(findOriginalPlace(hl7, 'RXE-2.1')).toBeNull();
  });
});

describe('the original of a SCRIPT message', () => {
  const xml = layOutOriginal({
    format: 'ncpdp-script',
    text: '<Message><Body><NewRx><Patient><HumanPatient/></Patient><Drug>a</Drug><Drug>b</Drug></NewRx></Body></Message>',
  });

  it('is laid out one element a line when it came on one', () => {
    expect(xml.isVerbatim).toBe(false);
    expect(xml.lines).toContain('      <Drug>a</Drug>');
  });

  it('finds an element by its path, and its nearest parent when it is missing', () => {
    expect(xml.lines[findOriginalPlace(xml, 'Message/Body/NewRx/Drug[2]')?.line ?? -1]).toContain('<Drug>b</Drug>');
    expect(xml.lines[findOriginalPlace(xml, 'Message/Body/NewRx/Patient/Name')?.line ?? -1]).toContain('<Patient>');
  });
});

describe('the original of a FHIR message', () => {
  const json = layOutOriginal({
    format: 'fhir-r4',
    text: '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","active":true}}]}',
  });

  it('finds a member by its expression', () => {
    const place = findOriginalPlace(json, 'Bundle.entry[0].resource.active');
    expect(json.lines[place?.line ?? -1]?.trim()).toBe('"active": true');
  });

  it('finds a later member after lists and objects have closed', () => {
    const nested = layOutOriginal({
      format: 'fhir-r4',
      text: '{"resourceType":"Bundle","entry":[{"a":[1,2]},{"b":{"c":"x, {y}"}}],"total":2}',
    });
    const lineOf = (where: string): string => nested.lines[findOriginalPlace(nested, where)?.line ?? -1]?.trim() ?? '';
    expect(lineOf('Bundle.entry[0].a[1]')).toBe('2');
    expect(lineOf('Bundle.entry[1].b.c')).toBe('"c": "x, {y}"');
    expect(lineOf('Bundle.total')).toBe('"total": 2');
  });

  it('is laid out as far as it goes when it is broken', () => {
    expect(layOutOriginal({ format: 'fhir-r4', text: '{"a":1,"b' }).lines).toEqual(['{', '  "a": 1,', '  "b']);
  });
});

it('reads bytes that are not UTF-8 as Windows-1252', () => {
  expect(toReadableText(new Uint8Array([0x4d, 0xfc, 0x6c]))).toBe('Mül');
  expect(toReadableText(new TextEncoder().encode('Mül'))).toBe('Mül');
});
