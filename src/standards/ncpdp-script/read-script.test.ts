import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScript } from './ncpdp-script.ts';
import type { ScriptBody, ScriptMessage } from './script-message.ts';

function readFixture(name: string): ScriptMessage {
  const { message } = readScript(readFileSync(join(import.meta.dirname, 'fixtures', name)));
  if (message === null) throw new Error(`${name} has no message`);
  return message;
}

type BodyOf<Kind, Body = ScriptBody> = Body extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Body
    : never
  : never;

function readBody<Kind extends ScriptBody['kind']>(name: string, kind: Kind): BodyOf<Kind> {
  const { body } = readFixture(name);
  if (body.kind !== kind) throw new Error(`${name} holds ${body.kind}`);
  return body as BodyOf<Kind>;
}

describe('a new prescription of 2017071', () => {
  const { version, header } = readFixture('valid-newrx-2017071.xml');
  const body = readBody('valid-newrx-2017071.xml', 'NewRx');

  test('has its header, whichever way the release is stamped', () => {
    expect(version).toBe('2017071');
    expect(header).toMatchObject({
      to: { qualifier: 'P', id: '9900001' },
      from: { qualifier: 'D', id: '6600000002001' },
      messageId: 'MSG-0001',
      sentAt: '2026-03-02T14:05:00.000Z',
      prescriberOrderNumber: 'ORDER-1001',
      senderSoftware: { product: 'Prescriber Simulator' },
      isTest: false,
      isDigitallySigned: null,
    });
  });

  test('has its patient, prescriber, supervisor and pharmacy', () => {
    expect(body.patient).toMatchObject({
      species: 'human',
      name: { last: 'Mustermann', first: 'Erika', middle: 'T' },
      gender: 'female',
      birthDate: '1980-02-29',
      address: { postalCode: '62701' },
      medicalRecordNumber: 'MRN-000123',
    });
    expect(body.patient?.communication.telephones).toEqual([
      { use: 'primary', number: '2175550100', extension: null, acceptsText: true },
    ]);
    expect(body.prescriber?.identification).toMatchObject({ npi: '1888000027', deaNumber: 'AB1234563' });
    expect(body.supervisor?.identification.npi).toBe('1777000039');
    expect(body.pharmacy).toMatchObject({
      name: 'Synthetic Specialty Pharmacy',
      identification: { ncpdpId: '9900001' },
    });
  });

  test('has its coverage with BIN, PCN, group and cardholder', () => {
    expect(body.coverages).toMatchObject([
      { bin: '999999', pcn: 'SYNPCN', groupId: 'SYNGRP', cardholderId: 'MEM000123', personCode: '01' },
    ]);
  });

  test('has its allergies and measurements', () => {
    expect(body.allergies?.allergies).toMatchObject([{ source: 'patient', drug: { text: 'Penicillin G' } }]);
    expect(body.observation?.measurements).toMatchObject([
      { loincCode: '29463-7', value: '71.5', ucumUnit: 'kg' },
      { loincCode: '8302-2', value: '168', ucumUnit: 'cm' },
    ]);
  });

  test('has its medication with codes, quantity, dates and diagnoses', () => {
    expect(body.medication).toMatchObject({
      drugDescription: 'Synthatinib 100 MG Oral Tablet',
      ndc: '99999000101',
      rxNorm: { rxcui: '9990001', termType: 'SCD' },
      strength: { value: '100', formCode: 'C42998', unitCode: 'C28253' },
      deaSchedule: null,
      quantity: { quantityThousandths: 60_000, ucumUnit: '{tablet}' },
      daysSupply: 30,
      written: { day: '2026-03-02', instant: '2026-03-02T14:04:30.000Z' },
      effective: { day: '2026-03-05', instant: null },
      substitutionAllowed: true,
      numberOfRefills: 3,
      priorAuthorizationNumber: 'PA-0001',
      drugCoverageStatusCodes: ['PR'],
      note: "Please deliver to the patient's home & call first.",
    });
    expect(body.medication?.diagnoses.map(({ rank, code }) => [rank, code])).toEqual([
      ['primary', 'M0579'],
      ['secondary', 'Z79899'],
    ]);
  });

  test('has its directions as text and as structure', () => {
    expect(body.medication?.sig?.text).toBe('Take 1 tablet by mouth twice daily, morning and evening.');
    expect(body.medication?.sig?.instructions).toMatchObject([
      {
        method: { code: '419652001' },
        dose: { thousandths: 1000, units: { code: 'C48542' } },
        route: { code: '26643006' },
        timings: [{ frequency: { thousandths: 2000, units: { text: 'day' } } }],
      },
    ]);
  });
});

describe('other shapes of the same prescription', () => {
  test('2023011 gives the same patient, prescriber and medication as 2017071', () => {
    const older = readBody('valid-newrx-lean.xml', 'NewRx');
    const newer = readBody('valid-newrx-2023011.xml', 'NewRx');
    expect(newer).toEqual(older);
  });

  test('shapes that senders use instead of the standard give the same facts', () => {
    const standard = readBody('valid-newrx-lean.xml', 'NewRx');
    const variant = readBody('edge-newrx-variant-shapes.xml', 'NewRx');
    expect(variant.patient).toEqual(standard.patient);
    expect(variant.prescriber).toEqual(standard.prescriber);
    expect(variant.medication).toEqual(standard.medication);
  });

  test('a namespace prefix changes nothing', () => {
    expect(readBody('edge-namespace-prefixed.xml', 'NewRx')).toEqual(readBody('valid-newrx-lean.xml', 'NewRx'));
  });

  test('an animal patient and a veterinarian are told apart', () => {
    const body = readBody('valid-newrx-animal.xml', 'NewRx');
    expect([body.patient?.species, body.prescriber?.kind]).toEqual(['other', 'veterinary']);
  });

  test('a compound lists its ingredients with their quantities', () => {
    const { medication } = readBody('valid-newrx-compound.xml', 'NewRx');
    expect(medication?.compound?.dosageFormCode).toBe('C68996');
    expect(medication?.compound?.ingredients.map(({ quantity }) => quantity?.quantityThousandths)).toEqual([
      80_500, 80_000,
    ]);
  });

  test('a controlled substance has its schedule and the signature indicator', () => {
    const { header } = readFixture('valid-newrx-controlled-signed.xml');
    const { medication } = readBody('valid-newrx-controlled-signed.xml', 'NewRx');
    expect([medication?.deaSchedule, header.isDigitallySigned]).toEqual(['II', true]);
  });

  test('ten digits without hyphens are never taken for an NDC', () => {
    const { medication } = readBody('edge-newrx-ten-digit-ndc.xml', 'NewRx');
    expect(medication?.ndc).toBeNull();
    expect(medication?.productCodes[0]).toEqual({ code: '9999900101', qualifier: 'ND', text: null });
  });

  test('a gender code of another standard is not guessed', () => {
    const xml = readFileSync(join(import.meta.dirname, 'fixtures/valid-newrx-lean.xml'), 'utf8');
    const { message, problems } = readScript(Buffer.from(xml.replace('<Gender>F<', '<Gender>2<')));
    expect(message?.body).toMatchObject({ patient: { gender: null } });
    expect(problems).toMatchObject([{ code: 'script.code-unknown', severity: 'warning' }]);
  });
});

describe('the other transactions', () => {
  test('a renewal request names both the prescribed and the dispensed drug', () => {
    const body = readBody('valid-rxrenewal-request.xml', 'RxRenewalRequest');
    expect([body.medicationPrescribed?.ndc, body.medicationDispensed?.ndc]).toEqual(['99999000101', '99999000101']);
  });

  test('a change request has its reason and the requested drugs', () => {
    const body = readBody('valid-rxchange-request.xml', 'RxChangeRequest');
    expect([body.requestCode, body.medicationsRequested.length]).toEqual(['G', 1]);
  });

  test.each([
    ['valid-rxrenewal-response-approved.xml', 'RxRenewalResponse', 'Approved'],
    ['valid-rxrenewal-response-denied.xml', 'RxRenewalResponse', 'Denied'],
    ['valid-rxchange-response-changed.xml', 'RxChangeResponse', 'ApprovedWithChanges'],
    ['valid-cancelrx-response.xml', 'CancelRxResponse', 'Denied'],
    ['invalid-response-no-outcome.xml', 'RxRenewalResponse', null],
    ['invalid-response-two-outcomes.xml', 'RxRenewalResponse', null],
  ] as const)('%s is a %s with the outcome %s', (file, kind, outcome) => {
    expect(readBody(file, kind).outcome).toBe(outcome);
  });

  test('an answer names the message it answers', () => {
    expect(readFixture('valid-status.xml').header.relatesToMessageId).toBe('MSG-0001');
  });

  test('a change that stands inside the outcome is the medication of the answer', () => {
    const body = readBody('edge-rxrenewal-response-nested.xml', 'RxRenewalResponse');
    expect(body.medication?.ndc).toBe('99999000101');
  });

  test('an Error beside a Status is read as an Error', () => {
    expect(readBody('invalid-status-and-error.xml', 'Error').code).toBe('900');
  });

  test('a fill notification has its status and what was dispensed', () => {
    const body = readBody('valid-rxfill-dispensed.xml', 'RxFill');
    expect([body.fillStatus, body.medicationDispensed?.ndc]).toEqual(['Dispensed', '99999000101']);
  });

  test('a REMS request has its case and reply date', () => {
    const body = readBody('edge-rems-request-2024011.xml', 'REMSRequest');
    expect(body).toMatchObject({ remsCaseId: 'CASE-1', replyDeadline: { day: '2026-03-09' } });
  });

  test.each([
    'invalid-transaction-unsupported.xml',
    'invalid-version-10-6.xml',
    'invalid-domain-other.xml',
  ])('%s is not read but keeps its header, so that it can be answered', (file) => {
    const { header, body } = readFixture(file);
    expect(body.kind).toBe('Unread');
    expect(header.from?.id).toBe('6600000002001');
  });
});
