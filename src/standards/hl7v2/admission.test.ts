import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../kernel/problem.ts';
import { type Admission, readAdmission } from './admission.ts';
import { readMessage } from './read-message.ts';

function readOne(input: string | Uint8Array): Reading<Admission> {
  const { message } = readMessage(input);
  if (message === null) throw new Error('the test message has no header');
  return readAdmission(message);
}

const readFixture = (name: string): Reading<Admission> =>
  readOne(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.hl7`)));
const header = (trigger: string): string => `MSH|^~\\&|EHR|R|T|S|20260419142000-0400||ADT^${trigger}|1|P|2.5.1`;
const codesOf = (reading: Reading<unknown>): readonly string[] =>
  reading.problems.map(({ severity, code, where }) => `${severity} ${code} ${where}`);

describe('an admission', () => {
  test('has its event, patient, visit, contacts and insurance', () => {
    const { message, problems } = readFixture('valid-adt-a01');
    expect(problems).toEqual([]);
    expect(message).toMatchObject({
      trigger: 'A01',
      action: 'admit',
      recordedAt: { instant: '2026-04-19T18:19:00.000Z' },
      occurredAt: { instant: '2026-04-19T18:00:00.000Z' },
      patient: { names: [{ family: 'Testperson' }], death: { isDeceased: null } },
      visit: {
        patientClass: 'I',
        location: { pointOfCare: '6N', room: '1234', bed: 'A', facility: { namespace: 'RIVERSIDE' }, floor: '6' },
        visitNumber: { id: 'V77' },
        admittedAt: { instant: '2026-04-19T18:00:00.000Z' },
      },
      contacts: [{ name: { given: 'Ben' }, relationship: { code: 'SPO' } }],
      coverages: [{ memberId: 'M0099887', insured: { sex: 'F' } }],
      allergies: [{ severity: 'SV' }],
      diagnoses: [{ code: 'C90.00', type: 'W' }],
    });
  });

  test('tells a death, and which fields shall be deleted', () => {
    const { message, problems } = readFixture('valid-adt-a08-null');
    expect(problems).toEqual([]);
    expect(message?.patient?.death).toMatchObject({ isDeceased: true, diedAt: { day: '2026-04-18' } });
    expect(message?.patient?.deletions).toEqual(['PID-11']);
    expect(message?.patient?.telecoms).toMatchObject([{ email: 'ada@example.org', use: 'NET' }]);
  });

  test('may lack the event segment, the visit and the name', () => {
    const reading = readOne(`${header('A08')}\rPID|1||MRN1^^^R^MR|||||F`);
    expect(codesOf(reading)).toEqual([
      'warning hl7v2.no-event-segment EVN',
      'warning hl7v2.no-patient-name PID-5',
      'warning hl7v2.no-birth-date PID-7',
    ]);
    expect(reading.message?.visit).toBeNull();
  });

  test('takes the event from EVN-1 where MSH-9 does not name it', () => {
    const text = `${header('').replace('ADT^', 'ADT')}\rEVN|A03|20260419\rPID|1||M1||A^B||1980|F`;
    expect(readOne(text).message).toMatchObject({ trigger: 'A03', action: 'discharge' });
    expect(codesOf(readOne(text.replace('EVN|A03', 'EVN|')))).toEqual(['error hl7v2.no-trigger-event MSH-9.2']);
  });

  test('with an identifier in PID-2 and PID-3 has it once', () => {
    const { message } = readOne(
      `${header('A08')}\rEVN|A08\rPID|1|12345|12345^^^R&1.2&ISO^MR||A^B||19800101|F|||||||||||333`,
    );
    expect(message?.patient?.identifiers).toMatchObject([
      { id: '12345', typeCode: 'MR' },
      { id: '333', typeCode: 'SS' },
    ]);
  });
});

describe('events of several identities', () => {
  test('each merge pairs a patient with the identity that is given up', () => {
    const { message, problems } = readFixture('valid-adt-a40');
    expect(problems).toEqual([]);
    expect(message?.merges).toMatchObject([
      { surviving: { identifiers: [{ id: 'MRN4471' }] }, prior: { identifiers: [{ id: 'MRN9900' }] } },
      {
        surviving: { identifiers: [{ id: 'MRN5000' }] },
        prior: { identifiers: [{ id: 'MRN5001' }], visitNumber: { id: 'V1' } },
      },
    ]);
  });

  test('a link names both patients', () => {
    const { message, problems } = readFixture('valid-adt-a24');
    expect(problems).toEqual([]);
    expect(message?.linkedPatient?.identifiers).toMatchObject([
      { id: 'MRN5000', authority: { namespace: 'WESTSIDE' } },
    ]);
  });

  test.each([
    ['a merge without MRG', `${header('A40')}\rEVN|A40\rPID|1||M1||A^B||1980`, 'error hl7v2.no-merge-source MRG'],
    [
      'a prior identity without id',
      `${header('A40')}\rEVN|A40\rPID|1||M1||A^B||1980\rMRG|`,
      'error hl7v2.no-prior-identifier MRG-1',
    ],
    [
      'a link with one patient',
      `${header('A24')}\rEVN|A24\rPID|1||M1||A^B||1980`,
      'error hl7v2.no-linked-patient PID[2]',
    ],
    [
      'two patients in an update',
      `${header('A08')}\rEVN|A08\rPID|1||M1||A^B||1980\rPID|2||M2||C^D||1981`,
      'error hl7v2.several-patients PID[2]',
    ],
    ['no patient', `${header('A08')}\rEVN|A08\rPV1|1|I`, 'error hl7v2.no-patient PID'],
    [
      'an event that is not known',
      `${header('A99')}\rEVN|A99\rPID|1||M1||A^B||1980`,
      'warning hl7v2.unknown-trigger-event MSH-9.2',
    ],
    ['another kind of message', `${header('A08').replace('ADT', 'ORU')}\rPID|1`, 'error hl7v2.not-admission MSH-9'],
  ])('%s', (_, text, expected) => {
    expect(codesOf(readOne(text))).toEqual([expected]);
  });
});
