import { describe, expect, it } from 'vitest';
import type { Json } from '../../kernel/json.ts';
import { searchResponse, transaction, unsolicitedMessage } from './fixtures/enrollment-bundles.ts';
import { getR4Validator } from './fixtures/r4-validator.ts';

const complaints = (resourceType: string, members: Record<string, Json>): readonly string[] =>
  getR4Validator()
    .validate({ resourceType, ...members })
    .map(({ code, where }) => `${code.replace('fhir.', '')} ${where}`);

const request = {
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text: 'drug' },
  subject: { reference: 'Patient/1' },
};

describe('a resource by the definitions of FHIR R4', () => {
  it('may lack nothing required and hold nothing unknown', () => {
    expect(complaints('MedicationRequest', { intent: 'order', colour: 'red' })).toEqual([
      'required-missing MedicationRequest.status',
      'required-missing MedicationRequest.medication[x]',
      'required-missing MedicationRequest.subject',
      'property-unknown MedicationRequest.colour',
    ]);
  });

  it('has values of the defined form', () => {
    expect(complaints('Patient', { active: 'yes', birthDate: '20010203', multipleBirthInteger: 1.5 })).toEqual([
      'value-invalid Patient.active',
      'value-invalid Patient.birthDate',
      'value-invalid Patient.multipleBirth[x]',
    ]);
    expect(complaints('Patient', { name: { family: 'x' } })).toEqual(['structure-invalid Patient.name']);
    expect(complaints('Patient', { name: [{ family: {} }] })).toEqual(['structure-invalid Patient.name[0].family']);
    expect(complaints('Patient', { contact: [{ gender: 'male' }] })).toEqual(['invariant-broken Patient.contact[0]']);
  });

  it('has days that exist and moments with their zone', () => {
    expect(complaints('Patient', { birthDate: '2001-02-29' })).toEqual(['value-invalid Patient.birthDate']);
    expect(complaints('MedicationRequest', { ...request, authoredOn: '2026-11-03T10:00:00' })).toEqual([
      'value-invalid MedicationRequest.authoredOn',
    ]);
    expect(complaints('MedicationRequest', { ...request, authoredOn: '2026-11' })).toEqual([]);
  });

  it('keeps to the codes of required bindings', () => {
    expect(complaints('MedicationRequest', { ...request, status: 'go' })).toEqual([
      'code-outside-binding MedicationRequest.status',
    ]);
    expect(complaints('Patient', { gender: 'F' })).toEqual(['code-outside-binding Patient.gender']);
    expect(complaints('Patient', { telecom: [{ system: 'pigeon', value: 'x' }] })).toEqual([
      'code-outside-binding Patient.telecom[0].system',
    ]);
    const system = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
    const allergy = (coding: Json): Record<string, Json> => ({
      clinicalStatus: { coding: [coding] },
      patient: { reference: 'Patient/1' },
    });
    expect(complaints('AllergyIntolerance', allergy({ system, code: 'active' }))).toEqual([]);
    expect(complaints('AllergyIntolerance', allergy({ code: 'active' }))).toEqual([
      'code-outside-binding AllergyIntolerance.clinicalStatus',
    ]);
    expect(complaints('AllergyIntolerance', allergy({ system, code: 'asleep' }))).toEqual([
      'code-outside-binding AllergyIntolerance.clinicalStatus',
    ]);
  });

  it('gives one of two alternatives, periods in order and no empty lists', () => {
    expect(complaints('Patient', { deceasedBoolean: true, deceasedDateTime: '2026-01-01' })).toEqual([
      'choice-repeated Patient.deceased[x]',
    ]);
    const name = (start: string, end: string): Record<string, Json> => ({
      name: [{ family: 'x', period: { start, end } }],
    });
    expect(complaints('Patient', name('2026-02-01', '2026-01-31'))).toEqual(['period-reversed Patient.name[0].period']);
    expect(complaints('Patient', name('2026-02-01T10:00:00-06:00', '2026-02-01T15:59:00Z'))).toEqual([
      'period-reversed Patient.name[0].period',
    ]);
    expect(complaints('Patient', name('2026-02', '2026-02-01'))).toEqual([]);
    expect(complaints('Patient', { name: [{ family: 'x', given: [] }] })).toEqual(['list-empty Patient.name[0].given']);
  });

  it('is checked inside bundles and contained resources, at its place', () => {
    const inner = { resourceType: 'Patient', id: 'a b', gender: 'F' };
    expect(complaints('Bundle', { type: 'collection', entry: [{ resource: inner }] })).toEqual([
      'value-invalid Bundle.entry[0].resource.id',
      'code-outside-binding Bundle.entry[0].resource.gender',
    ]);
    expect(complaints('Condition', { subject: { reference: '#p' }, contained: [{ ...inner, id: 'p' }] })).toEqual([
      'code-outside-binding Condition.contained[0].gender',
    ]);
  });

  it('that the library stumbles over is a problem, not a crash', () => {
    expect(complaints('Patient', { telecom: [{ value: 'x', _value: 'y' }] })).toEqual(['validation-failed Patient']);
  });

  it.each([unsolicitedMessage, transaction, searchResponse])('%o is without fault', (makeBundle) => {
    expect(getR4Validator().validate(makeBundle())).toEqual([]);
  });
});
