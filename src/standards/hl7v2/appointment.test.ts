import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../kernel/problem.ts';
import { type Appointment, readAppointment } from './appointment.ts';
import { readMessage } from './read-message.ts';

function readOne(input: string | Uint8Array): Reading<Appointment> {
  const { message } = readMessage(input);
  if (message === null) throw new Error('the test message has no header');
  return readAppointment(message);
}

const readFixture = (name: string): Reading<Appointment> =>
  readOne(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.hl7`)));
const codesOf = (reading: Reading<unknown>): readonly string[] =>
  reading.problems.map(({ severity, code, where }) => `${severity} ${code} ${where}`);
const message = (event: string, ...lines: readonly string[]): string =>
  [`MSH|^~\\&|EHR|R|T|S|20260302090000-0500||SIU^${event}|1|P|2.5.1`, ...lines].join('\r');
const patient = 'PID|1||MRN1^^^R^MR||A^B||1980|F';

describe('an appointment', () => {
  test('has its numbers, start, place, person, diagnoses and insurance', () => {
    const { message: read, problems } = readFixture('valid-siu-s12');
    expect(problems).toEqual([]);
    expect(read).toMatchObject({
      trigger: 'S12',
      action: 'book',
      saidAt: { instant: '2026-03-02T14:00:00.000Z' },
      placerNumber: { id: 'A-100' },
      fillerNumber: { id: 'F-100' },
      startsAt: { instant: '2026-03-12T13:30:00.000Z' },
      reason: { text: 'New patient visit' },
      status: 'Booked',
      patient: { names: [{ family: 'Testperson' }] },
      locations: [{ pointOfCare: 'HRHEUM', facility: { namespace: 'RIVERSIDE' } }, { pointOfCare: 'HRHEUM' }],
      npi: '1999990017',
      diagnoses: [{ code: 'M05.79', system: 'ICD-10' }],
      coverages: [{ memberId: 'M0099887' }],
    });
  });

  test('begins where the version of its sender puts that: TQ1, SCH-11 or a resource', () => {
    expect(readFixture('edge-siu-start-in-sch-11').message).toMatchObject({
      action: 'move',
      startsAt: { instant: '2026-03-13T15:00:00.000Z' },
    });
    const resource = message('S12', 'SCH|1', patient, 'AIL|1||OFFICE|||20260312093000-0400');
    expect(readOne(resource).message?.startsAt?.instant).toBe('2026-03-12T13:30:00.000Z');
  });

  test('that is cancelled, deleted or was missed needs no start', () => {
    expect(readFixture('valid-siu-s15')).toMatchObject({ message: { action: 'cancel' }, problems: [] });
    expect(readOne(message('S26', 'SCH|1', patient, 'AIL|1||OFFICE'))).toMatchObject({
      message: { action: 'no-show', startsAt: null },
      problems: [],
    });
  });

  test.each([
    ['no schedule', message('S12', patient, 'AIL|1||O|||20260312093000-0400'), ['error hl7v2.no-schedule SCH']],
    [
      'no number',
      message('S12', 'SCH|', patient, 'AIL|1||O|||20260312093000-0400'),
      ['error hl7v2.no-appointment-number SCH-1'],
    ],
    [
      'no start and no place',
      message('S14', 'SCH|1', patient),
      ['error hl7v2.no-appointment-start SCH-11', 'warning hl7v2.no-appointment-place AIL-3'],
    ],
    [
      'a start without an hour',
      message('S12', 'SCH|1', 'TQ1|1||||||20260312', patient, 'AIL|1||O'),
      ['error hl7v2.coarse-appointment-start TQ1-7'],
    ],
    ['no patient', message('S15', 'SCH|1', 'AIL|1||O'), ['error hl7v2.no-patient PID']],
    [
      'an event that is not known',
      message('S99', 'SCH|1', 'TQ1|1||||||20260312093000-0400', patient, 'AIL|1||O'),
      ['warning hl7v2.unknown-trigger-event MSH-9.2'],
    ],
    ['another kind of message', message('S12').replace('SIU', 'ADT'), ['error hl7v2.not-appointment MSH-9']],
  ])('%s', (_, text, expected) => {
    expect(codesOf(readOne(text))).toEqual(expected);
  });
});
