import { describe, expect, it } from 'vitest';
import type { Json } from '../../kernel/json.ts';
import { searchResponse, transaction, unsolicitedMessage } from './fixtures/enrollment-bundles.ts';
import type { FhirResource } from './read-fhir.ts';
import { readSpecialtyEnrollment, type SpecialtyEnrollment } from './specialty-enrollment.ts';

const read = (bundle: FhirResource): SpecialtyEnrollment => {
  const { message } = readSpecialtyEnrollment(bundle);
  if (message === null) throw new Error('nothing was read');
  return message;
};
const complaints = (bundle: FhirResource, severity?: string): readonly string[] =>
  readSpecialtyEnrollment(bundle)
    .problems.filter((problem) => severity === undefined || problem.severity === severity)
    .map(({ code, where }) => `${code.replace('fhir.', '')} ${where}`);

/** Copies a bundle with the members of one kind of resource changed; `undefined` takes a member away. */
const withChange = (
  bundle: FhirResource,
  resourceType: string,
  change: (resource: Record<string, Json>) => Record<string, Json | undefined>,
): FhirResource => {
  const text = JSON.stringify(bundle, (_key, value: Json) => {
    const isTarget = typeof value === 'object' && value !== null && 'resourceType' in value;
    if (!isTarget || value['resourceType'] !== resourceType) return value;
    const resource = value as Record<string, Json>;
    return { ...resource, ...change(resource) };
  });
  return JSON.parse(text) as FhirResource;
};

const first = <Item>(items: readonly Item[]): Item => {
  const [item] = items;
  if (item === undefined) throw new Error('there is none');
  return item;
};

describe('an unsolicited enrollment message', () => {
  const enrollment = read(unsolicitedMessage());

  it('is read without any reservation', () => {
    expect(complaints(unsolicitedMessage())).toEqual([]);
    expect(enrollment.header).toMatchObject({
      eventCode: 'query-response-unsolicited',
      sourceName: 'Example EHR',
      sentAt: { instant: '2026-11-03T21:25:00.000Z', day: '2026-11-03' },
    });
  });

  it('gives the prescription that it names, with drug, directions, amounts and reasons', () => {
    expect(enrollment.prescriptions).toHaveLength(1);
    expect(first(enrollment.prescriptions)).toMatchObject({
      where: 'Bundle.entry[3].resource',
      status: 'active',
      intent: 'order',
      drug: { ndc: '58406043504', rxcui: '802652', name: 'Enbrel 50 mg/mL prefilled syringe' },
      directions: 'Inject 50 mg under the skin once weekly; then reassess after 12 weeks',
      quantity: { quantityThousandths: 4000, unit: 'mL' },
      daysSupply: 28,
      refillsAllowed: 5,
      isSubstitutionAllowed: false,
      authoredOn: { day: '2026-11-03', instant: '2026-11-03T21:20:00.000Z' },
      validUntil: { day: '2027-11-03' },
      icd10Codes: ['M06.9'],
      notes: ['Patient trained on injection.'],
    });
    expect(first(first(enrollment.prescriptions).dosages)).toMatchObject({
      route: 'Subcutaneous',
      dose: { value: 50, code: 'mg' },
      timing: { frequency: 1, period: 1, periodUnit: 'wk' },
    });
  });

  it('gives prescriber and pharmacy with their numbers', () => {
    expect(first(enrollment.prescriptions)).toMatchObject({
      prescriber: { npi: '1234567893', deaNumber: 'AB1234563', name: { family: 'Prescriber', prefix: 'Dr' } },
      pharmacy: { npi: '1888888884', ncpdpId: '0999999', name: 'Example Specialty Pharmacy' },
    });
  });

  it('gives the patient by the official name, without identity papers and former contacts', () => {
    expect(enrollment.patient).toMatchObject({
      name: { family: 'Sample', given: ['Rosa', 'Q'] },
      birthDate: '1979-04-05',
      gender: 'female',
      identifiers: [{ typeCode: 'MR', value: 'MRN-0001' }],
      contacts: [{ system: 'phone', value: '555-010-0001' }],
      addresses: [{ state: 'MN', postalCode: '55345' }],
      languages: ['es-US', 'en-US'],
    });
  });

  it('gives the coverage with the numbers of a claim', () => {
    expect(enrollment.coverages).toMatchObject([
      {
        payerName: 'Example Health Plan',
        bin: '999999',
        pcn: 'TESTPCN',
        groupId: 'RXGRP1',
        memberId: 'RXID1',
        planName: 'Gold 2500',
        relationshipCode: 'self',
        order: 1,
        start: { day: '2026-01-01' },
        end: { day: '2026-12-31' },
      },
    ]);
  });

  it('gives the record around it, and leaves out what was entered in error', () => {
    expect(enrollment.allergies).toMatchObject([
      {
        substance: { text: 'Penicillin' },
        criticality: 'high',
        reactions: [{ manifestation: 'Hives', severity: 'moderate' }],
      },
    ]);
    expect(first(enrollment.allergies).onset).toEqual({ text: '2011-06', day: null, instant: null });
    expect(enrollment.conditions).toMatchObject([{ icd10Code: 'M06.9', clinicalStatus: 'active' }]);
    expect(enrollment.observations.map(({ loincCode, value }) => [loincCode, value])).toEqual([
      ['29463-7', { kind: 'measure', measure: { value: 71.5, comparator: null, unit: 'kg', code: 'kg' } }],
      ['8480-6', expect.objectContaining({ kind: 'measure' })],
      ['8462-4', expect.objectContaining({ kind: 'measure' })],
      [null, { kind: 'concept', concept: { codings: [], text: 'Negative' } }],
    ]);
    expect(enrollment.otherMedications).toMatchObject([{ drug: { rxcui: '105585' }, source: 'MedicationRequest' }]);
    expect(enrollment.consents).toMatchObject([{ status: 'active', policyCode: 'OPTIN', hasDocument: true }]);
    expect(enrollment.tasks).toMatchObject([
      { codes: ['complete-app-questionnaire'], inputs: [{ value: 'https://pharmacy.example.org/launch' }] },
    ]);
  });
});

describe('an enrollment in another kind of bundle', () => {
  it('may be a transaction of URNs, contained drugs, roles and conditional references', () => {
    const enrollment = read(transaction());
    expect(complaints(transaction())).toEqual([]);
    expect(first(enrollment.prescriptions)).toMatchObject({
      drug: { ndc: '58406043504', rxcui: null },
      directions: 'Inject one syringe every week',
      quantity: { quantityThousandths: 1500, unit: 'mL' },
      daysSupply: 30,
      refillsAllowed: null,
      isSubstitutionAllowed: false,
      icd10Codes: ['L40.0'],
      prescriber: {
        npi: '1234567893',
        organization: { name: 'Example Dermatology' },
        contacts: [{ value: '555-010-0101' }],
      },
    });
    expect(enrollment.coverages).toMatchObject([
      {
        bin: '99999999',
        pcn: 'EXTPCN',
        groupId: 'EXTGRP',
        memberId: 'MEMBER-2',
        payerId: 'PAYER-9',
        payerName: 'commercial',
      },
    ]);
  });

  it('may be a search result with includes', () => {
    const enrollment = read(searchResponse());
    expect(complaints(searchResponse())).toEqual(['coverage-missing Bundle']);
    expect(first(enrollment.prescriptions)).toMatchObject({ prescriber: { npi: '1234567893' }, pharmacy: null });
    expect(enrollment.patient?.name?.family).toBe('Sample');
  });

  it('may be a collection', () => {
    const collection = { ...unsolicitedMessage(), type: 'collection' };
    expect(read(collection).prescriptions).toHaveLength(1);
  });
});

describe('an enrollment that cannot be used', () => {
  const message = unsolicitedMessage();
  const request = 'Bundle.entry[3].resource';

  it.each([
    ['has no prescription', 'MedicationRequest', { resourceType: 'Basic' }, ['prescription-missing Bundle']],
    ['was stopped', 'MedicationRequest', { status: 'stopped' }, [`prescription-inactive ${request}.status`]],
    ['is a plan', 'MedicationRequest', { intent: 'plan' }, [`prescription-not-an-order ${request}.intent`]],
    [
      'forbids the drug',
      'MedicationRequest',
      { doNotPerform: true },
      [`prescription-forbidden ${request}.doNotPerform`],
    ],
    [
      'has no drug',
      'MedicationRequest',
      { medicationCodeableConcept: undefined },
      [`drug-missing ${request}.medicationCodeableConcept`],
    ],
    ['has no patient', 'Patient', { resourceType: 'Basic' }, [`patient-missing ${request}.subject`]],
    ['has no birth date', 'Patient', { birthDate: '1979' }, ['birth-date-missing Bundle.entry[2].resource.birthDate']],
    ['has no name', 'Patient', { name: [{ given: ['x'] }] }, ['name-missing Bundle.entry[2].resource.name']],
    ['has no prescriber', 'Practitioner', { resourceType: 'Basic' }, [`prescriber-missing ${request}.requester`]],
  ])('%s and says so', (_name, resourceType, change, expected) => {
    expect(
      complaints(
        withChange(message, resourceType, () => change),
        'error',
      ),
    ).toEqual(expected);
  });

  it.each([
    [{ quantity: { value: -4 } }, 'quantity-invalid'],
    [{ quantity: { value: 4, comparator: '<' } }, 'quantity-invalid'],
    [{ quantity: { value: 0.00001 } }, 'quantity-invalid'],
    [{ numberOfRepeatsAllowed: 1.5 }, 'refills-invalid'],
  ])('has an amount that means nothing (%#)', (change, code) => {
    const spoiled = withChange(message, 'MedicationRequest', ({ dispenseRequest }) => ({
      dispenseRequest: { ...(dispenseRequest as Record<string, Json>), ...change },
    }));
    expect(complaints(spoiled, 'error').some((complaint) => complaint.startsWith(code))).toBe(true);
  });

  it('belongs to several patients', () => {
    const other = { resourceType: 'Patient', id: 'patient-2', name: [{ family: 'Other' }], birthDate: '2000-01-01' };
    const order = { resourceType: 'MedicationRequest', id: 'p2', status: 'active', intent: 'order' };
    const bundle = searchResponse();
    const added = [{ resource: other }, { resource: { ...order, subject: { reference: 'Patient/patient-2' } } }];
    const both = { ...bundle, entry: [...(bundle['entry'] as Json[]), ...added] };
    expect(complaints(both, 'error')).toContain('patient-ambiguous Bundle.entry[0].resource.subject');
  });
});

describe('an enrollment with reservations', () => {
  const message = unsolicitedMessage();

  it('leaves out what belongs to another patient or to nobody known', () => {
    const stranger = { resource: { resourceType: 'Patient', id: 'stranger' } };
    const bundle = withChange(message, 'AllergyIntolerance', () => ({ patient: { reference: 'Patient/stranger' } }));
    const known = { ...bundle, entry: [...(bundle['entry'] as Json[]), stranger] };
    expect(read(known).allergies).toEqual([]);
    expect(complaints(known)[0]).toContain(
      'fact-of-another-patient Bundle.entry[6].resource.entry[1].resource.patient',
    );
    expect(complaints(bundle)[0]).toContain('fact-without-patient Bundle.entry[6].resource.entry[1].resource.patient');
  });

  it('keeps an unreadable NPI, NDC, BIN or date out and names the place', () => {
    const npi = [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9941339108' }];
    expect(complaints(withChange(message, 'Practitioner', () => ({ identifier: npi })))).toEqual([
      'npi-invalid Bundle.entry[4].resource.identifier',
    ]);
    const coding = [{ system: 'http://hl7.org/fhir/sid/ndc', code: '5840643504' }];
    expect(
      complaints(withChange(message, 'MedicationRequest', () => ({ medicationCodeableConcept: { coding } }))),
    ).toEqual([
      'ndc-ambiguous Bundle.entry[3].resource.medicationCodeableConcept',
      'drug-missing Bundle.entry[3].resource.medicationCodeableConcept',
      'ndc-ambiguous Bundle.entry[7].resource.entry[3].resource.medicationCodeableConcept',
    ]);
    const changed = withChange(message, 'Coverage', () => ({
      class: [{ type: { coding: [{ code: 'rxbin' }] }, value: 'BIN001' }],
      period: { end: '2026-02-30' },
    }));
    expect(complaints(changed)).toEqual([
      'bin-invalid Bundle.entry[6].resource.entry[0].resource',
      'date-invalid Bundle.entry[6].resource.entry[0].resource.period.end',
    ]);
  });

  it('knows a record of no allergies, and code systems by their object identifiers', () => {
    const coding = [{ system: 'urn:oid:2.16.840.1.113883.6.96', code: '716186003' }];
    const bundle = withChange(message, 'AllergyIntolerance', () => ({ code: { coding } }));
    expect(first(read(bundle).allergies).isNoKnownAllergy).toBe(true);
    expect(first(read(message).allergies).isNoKnownAllergy).toBe(false);
  });

  it('takes the prescriber from the words of the reference when the resource stayed at the sender', () => {
    const reference = {
      identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' },
      display: 'Dr Iris',
    };
    const bundle = withChange(searchResponse(), 'MedicationRequest', () => ({ requester: reference }));
    const alone = withChange(bundle, 'Practitioner', () => ({ resourceType: 'Basic' }));
    expect(first(read(alone).prescriptions).prescriber).toMatchObject({ npi: '1234567893', displayName: 'Dr Iris' });
  });

  it('reports what the sender itself could not do', () => {
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] };
    const bundle = { ...message, entry: [...(message['entry'] as Json[]), { resource: outcome }] };
    expect(complaints(bundle)).toEqual(['sender-reported-error Bundle.entry[8].resource.issue[0]']);
  });
});
