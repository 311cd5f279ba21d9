import { describe, expect, it } from 'vitest';
import type { Json } from '../../kernel/json.ts';
import { readPatientRecord } from './patient-record.ts';

const urn = (name: string): string => `urn:uuid:${name}`;
const subject = { reference: urn('p') };
const entry = (name: string, resourceType: string, members: Record<string, Json>) => ({
  fullUrl: urn(name),
  resource: { resourceType, id: name, ...members },
});
const bundleOf = (...entries: readonly Json[]) => ({ resourceType: 'Bundle', type: 'transaction', entry: entries });

const patient = entry('p', 'Patient', {
  name: [{ family: 'Sample', given: ['Ines'] }],
  birthDate: '1961-12-24',
  gender: 'female',
  address: [{ city: 'Boston', state: 'Massachusetts', postalCode: '02115' }],
  deceasedDateTime: '2026-01-01T00:00:00Z',
});
const benefit = (name: string, payer: string, start: string) =>
  entry(name, 'ExplanationOfBenefit', {
    patient: subject,
    contained: [{ resourceType: 'Coverage', id: 'coverage', payor: [{ display: payer }], beneficiary: subject }],
    insurance: [{ coverage: { reference: '#coverage' } }],
    billablePeriod: { start },
  });
const claim = (name: string, payer: string, start: string) =>
  entry(name, 'Claim', { patient: subject, insurance: [{ coverage: { display: payer } }], billablePeriod: { start } });

const record = bundleOf(
  patient,
  benefit('e1', 'Example Health', '2019-05-01T08:00:00-05:00'),
  benefit('e2', 'Example Health', '2014-02-01T08:00:00-05:00'),
  claim('c1', 'Medicare', '2025-07-01T08:00:00-05:00'),
  claim('c2', 'NO_INSURANCE', '2025-08-01T08:00:00-05:00'),
  entry('d', 'Condition', {
    subject,
    code: { coding: [{ system: 'http://snomed.info/sct', code: '69896004' }] },
    onsetDateTime: '2018-01-01',
  }),
  entry('m', 'MedicationRequest', {
    subject,
    status: 'active',
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '105585', display: 'methotrexate' }],
    },
    authoredOn: '2019-05-01T08:00:00-05:00',
  }),
  entry('s', 'MedicationStatement', {
    subject,
    status: 'active',
    medicationCodeableConcept: { text: 'folic acid' },
    effectivePeriod: { start: '2019-06', end: '2020-06' },
    dosage: [{ text: '1 mg daily' }],
  }),
  entry('o', 'Observation', {
    subject,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '1988-5' }] },
    effectiveDateTime: '2026-01-05',
    valueQuantity: { value: 8.1, unit: 'mg/L', code: 'mg/L' },
  }),
  entry('i', 'Immunization', {
    patient: subject,
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] },
    occurrenceDateTime: '2025-10-01',
  }),
);

describe('a patient record', () => {
  const { message, problems } = readPatientRecord(record);

  it('is read whole and without reservation', () => {
    expect(problems).toEqual([]);
    expect(message).toMatchObject({
      patient: { name: { family: 'Sample' }, birthDate: '1961-12-24', isDeceased: true, addresses: [{ state: 'MA' }] },
      conditions: [{ snomedCode: '69896004', onset: { day: '2018-01-01' } }],
      medications: [
        { source: 'MedicationRequest', drug: { rxcui: '105585', name: 'methotrexate' }, start: { day: '2019-05-01' } },
        {
          source: 'MedicationStatement',
          drug: { name: 'folic acid' },
          directions: '1 mg daily',
          start: { text: '2019-06' },
        },
      ],
      observations: [{ loincCode: '1988-5', value: { measure: { value: 8.1 } } }],
      immunizations: [{ cvxCode: '140', occurred: { day: '2025-10-01' } }],
    });
  });

  it('knows payers from claims, each with its first and last service', () => {
    expect(message?.claimPayers).toEqual([
      { payerName: 'Medicare', firstDay: '2025-07-01', lastDay: '2025-07-01' },
      { payerName: 'Example Health', firstDay: '2014-02-01', lastDay: '2019-05-01' },
    ]);
  });

  it('is refused without a patient and with two', () => {
    const codes = (bundle: ReturnType<typeof bundleOf>) => readPatientRecord(bundle).problems.map(({ code }) => code);
    expect(codes(bundleOf())).toEqual(['fhir.patient-missing']);
    expect(codes(bundleOf(patient, entry('q', 'Patient', {})))).toEqual(['fhir.patient-ambiguous']);
  });
});
