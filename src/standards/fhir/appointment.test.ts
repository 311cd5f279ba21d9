import { describe, expect, it } from 'vitest';
import { isAppointmentMessage, readAppointments } from './appointment.ts';
import { appointmentMessage } from './fixtures/appointments.ts';
import type { FhirResource } from './read-fhir.ts';

const parts = { messageId: 'm1', number: 'A-1', familyName: 'Fern', birthDate: '1961-02-03' };
const codesOf = (bundle: FhirResource) => readAppointments(bundle).problems.map(({ code, where }) => [code, where]);

describe('a message about an appointment', () => {
  it('says whose it is, where, when and what for', () => {
    const { message, problems } = readAppointments(appointmentMessage(parts));
    expect(problems).toEqual([]);
    expect(message?.appointments).toMatchObject([
      {
        ...{ number: 'A-1', status: 'booked', placeCodes: ['HRHEUM', 'Rheumatology'], npis: [] },
        start: { instant: '2026-03-12T13:30:00.000Z' },
        patient: { name: { family: 'Fern' } },
        conditions: [{ icd10Code: 'M05.79' }],
      },
    ]);
  });

  it('knows place and practitioner by what a reference says of them', () => {
    const bundle = JSON.parse(JSON.stringify(appointmentMessage({ ...parts, place: null }))) as {
      entry: { resource: { participant?: object[] } }[];
    };
    bundle.entry[1]?.resource.participant?.push(
      { actor: { display: 'South Wing' }, status: 'accepted' },
      {
        actor: { type: 'Practitioner', identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1999990017' } },
        status: 'accepted',
      },
    );
    const [read] = readAppointments(bundle as unknown as FhirResource).message?.appointments ?? [];
    expect(read).toMatchObject({ placeCodes: ['South Wing'], npis: ['1999990017'] });
  });

  it('names the place of what is missing', () => {
    const bare = JSON.parse(JSON.stringify(appointmentMessage({ ...parts, place: null, start: null }))) as {
      entry: { resource: Record<string, unknown> }[];
    };
    const appointment = bare.entry[1]?.resource ?? {};
    expect(codesOf(bare as unknown as FhirResource)).toEqual([
      ['fhir.appointment-start-missing', 'Bundle.entry[1].resource.start'],
      ['fhir.appointment-place-missing', 'Bundle.entry[1].resource.participant'],
    ]);
    delete appointment['identifier'];
    delete appointment['status'];
    appointment['participant'] = [];
    expect(codesOf(bare as unknown as FhirResource)).toEqual([
      ['fhir.patient-missing', 'Bundle.entry[1].resource.participant'],
      ['fhir.appointment-number-missing', 'Bundle.entry[1].resource.identifier'],
      ['fhir.appointment-status-missing', 'Bundle.entry[1].resource.status'],
    ]);
  });

  it('is told from an enrollment, which brings an order', () => {
    expect(isAppointmentMessage(appointmentMessage(parts))).toBe(true);
    const withOrder = appointmentMessage(parts);
    const entry = [...(withOrder['entry'] as unknown as object[]), { resource: { resourceType: 'MedicationRequest' } }];
    expect(isAppointmentMessage({ ...withOrder, entry } as unknown as FhirResource)).toBe(false);
  });
});
