import { describe, expect, it } from 'vitest';
import { exampleIncoming } from './example-incoming.ts';
import { findIndicationCode, findShipToState, type IncomingDiagnosis } from './incoming-prescription.ts';
import { canBecome, clarify, type PrescriptionStatus, prescriptionStatuses } from './prescription.ts';

const statuses = Object.keys(prescriptionStatuses) as PrescriptionStatus[];

describe('the states of a prescription', () => {
  it('end with refusal and cancellation', () => {
    for (const end of ['refused', 'cancelled'] as const) {
      expect(statuses.filter((status) => canBecome(end, status))).toEqual([]);
    }
  });

  it('never let a parked prescription be accepted', () => {
    expect(canBecome('parked', 'accepted')).toBe(false);
  });

  it('let an accepted prescription be cancelled but not refused', () => {
    expect(canBecome('accepted', 'cancelled')).toBe(true);
    expect(canBecome('accepted', 'refused')).toBe(false);
  });
});

describe('a clarification', () => {
  it('replaces what was asked about and leaves the rest as it came', () => {
    const clarified = clarify(exampleIncoming, { daysSupply: 14, directions: 'Inject 40 mg every week.' });
    expect(clarified).toEqual({ ...exampleIncoming, daysSupply: 14, directions: 'Inject 40 mg every week.' });
  });

  it('names the state shipped to', () => {
    expect(findShipToState(clarify(exampleIncoming, { shipToState: 'NJ' }).patient)).toBe('NJ');
    const homeless = { ...exampleIncoming, patient: { ...exampleIncoming.patient, addresses: [] } };
    expect(findShipToState(clarify(homeless, { shipToState: 'NJ' }).patient)).toBe('NJ');
  });
});

describe('the state shipped to', () => {
  const address = { lines: ['1 Elm Street'], city: 'Albany', postalCode: '12207' };

  it('is that of the delivery address before the home', () => {
    const addresses = [
      { ...address, state: 'ny', use: 'home' as const },
      { ...address, state: 'NJ', use: 'delivery' as const },
    ];
    expect(findShipToState({ addresses })).toBe('NJ');
    expect(findShipToState({ addresses: addresses.slice(0, 1) })).toBe('NY');
  });

  it('is unknown without two letters', () => {
    expect(findShipToState({ addresses: [] })).toBeNull();
    expect(findShipToState({ addresses: [{ ...address, state: 'New York', use: 'home' }] })).toBeNull();
  });
});

it('takes the primary ICD-10 code for the indication, else the first', () => {
  const diagnosis = (code: string, isPrimary: boolean): IncomingDiagnosis => ({
    system: 'ICD-10-CM',
    code,
    text: null,
    isPrimary,
    onsetOn: null,
  });
  expect(findIndicationCode([diagnosis('M06.9', false), diagnosis('L40.0', true)])).toBe('L40.0');
  expect(findIndicationCode([diagnosis('M06.9', false), diagnosis('K50.90', false)])).toBe('M06.9');
  expect(findIndicationCode([{ ...diagnosis('195967001', true), system: 'SNOMED CT' }])).toBeNull();
});
