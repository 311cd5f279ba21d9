import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeMessage } from './describe-message.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path));
const bytes = (text: string) => new TextEncoder().encode(text);
type Part = ReturnType<typeof describeMessage>[number] | undefined;
const valuesOf = (part: Part) => Object.fromEntries(part?.lines.map(({ label, value }) => [label, value]) ?? []);

describe('what was read of a message', () => {
  test('of HL7 version 2 names segment and field of each part', () => {
    const parts = describeMessage('hl7v2', read('docs/examples/rde-o11.hl7'));
    const find = (title: string) => parts.find((part) => part.title === title);
    expect(find('Patient')?.where).toBe('PID');
    expect(valuesOf(find('Patient'))).toMatchObject({ Names: 'Winslow, Adele M', 'Birth date': '1978-04-12' });
    expect(find('Drug')?.where).toBe('RXE-2');
    expect(valuesOf(find('Dispense'))).toMatchObject({ Amount: '2 EA', Refills: '5' });
  });

  test('of HL7 version 2 that is not read further shows every segment', () => {
    const parts = describeMessage(
      'hl7v2',
      bytes('MSH|^~\\&|A|B|C|D|20260302||ZZZ^Z01|1|P|2.5.1\rZZ1|1|two^three\rZZ1|2'),
    );
    expect(parts.map(({ where }) => where)).toEqual(['MSH', 'ZZ1', 'ZZ1[2]']);
    expect(valuesOf(parts[1])).toEqual({ 'ZZ1-1': '1', 'ZZ1-2': 'two three' });
  });

  test('of SCRIPT names the element of each part', () => {
    const parts = describeMessage(
      'ncpdp-script',
      read('src/standards/ncpdp-script/fixtures/invalid-newrx-quantity-word.xml'),
    );
    expect(parts.find(({ title }) => title === 'Medication')?.where).toBe('Message/Body/NewRx/MedicationPrescribed');
    expect(valuesOf(parts.find(({ title }) => title === 'Patient'))).toMatchObject({ Name: 'Mustermann, Erika T' });
  });

  test('of FHIR names the entry of each resource', () => {
    const bundle = {
      resourceType: 'Bundle',
      type: 'message',
      entry: [
        { resource: { resourceType: 'MessageHeader', id: 'm1', source: { endpoint: 'urn:x' } } },
        { resource: { resourceType: 'Patient', name: [{ family: 'Quill', given: ['Ada'] }], birthDate: '1980-02-29' } },
      ],
    };
    const parts = describeMessage('fhir-r4', bytes(JSON.stringify(bundle)));
    expect(parts.map(({ title, where }) => `${title} ${where}`)).toEqual([
      'MessageHeader Bundle.entry[0].resource',
      'Patient Bundle.entry[1].resource',
    ]);
    expect(valuesOf(parts[1])).toEqual({ Name: 'Quill, Ada', 'Birth date': '1980-02-29' });
  });

  test.each([
    'hl7v2',
    'ncpdp-script',
    'fhir-r4',
    'ncpdp-telecom',
    'courier-webhook',
  ] as const)('of %s is nothing when it cannot be read', (format) => {
    expect(describeMessage(format, bytes('not a message'))).toEqual([]);
  });
});
