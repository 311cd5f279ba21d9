import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  readTelecom,
  requestSegments,
  responseSegments,
  type TelecomMessage,
  type TelecomTransaction,
  viewClaimResponse,
  viewSegment,
} from './ncpdp-telecom.ts';

function readFixture(name: string): TelecomMessage {
  const { message } = readTelecom(readFileSync(join(import.meta.dirname, 'fixtures', name)));
  if (message === null) throw new Error(`${name} has no message`);
  return message;
}

function firstTransaction(name: string): TelecomTransaction {
  const [transaction] = readFixture(name).transactions;
  if (transaction === undefined) throw new Error(`${name} has no transaction`);
  return transaction;
}

describe('a claim', () => {
  const message = readFixture('valid-b1.ncpdp');

  test('has the nine fields of its header', () => {
    expect(message).toMatchObject({
      kind: 'request',
      header: {
        bin: '999999',
        version: 'D0',
        transactionCode: 'B1',
        pcn: 'SYNPCN',
        transactionCount: 1,
        serviceProviderIdQualifier: '01',
        serviceProviderId: '1999000015',
        serviceDate: '2026-03-02',
        softwareVendorId: 'THERIAC',
      },
    });
  });

  test('has patient and insurance for the transmission', () => {
    expect(viewSegment(requestSegments.patientSegment, message.segments)).toMatchObject({
      birthDate: '1980-02-29',
      lastName: 'MUSTERMANN',
      postalCode: '62701',
    });
    expect(viewSegment(requestSegments.insuranceSegment, message.segments)).toMatchObject({
      cardholderId: 'MEM000123',
      groupId: 'SYNGRP',
      personCode: '01',
    });
  });

  test('has what was dispensed, with implied decimals', () => {
    const { segments } = firstTransaction('valid-b1.ncpdp');
    expect(viewSegment(requestSegments.claimSegment, segments)).toMatchObject({
      prescriptionReferenceNumber: '000000123456',
      productId: '99999000101',
      quantityThousandths: 60_000,
      daysSupply: 30,
      fillNumber: 0,
      writtenOn: '2026-03-02',
      unitOfMeasure: 'EA',
    });
    expect(viewSegment(requestSegments.prescriberSegment, segments)?.prescriberId).toBe('1888000027');
  });

  test('has its money in cents, signs included', () => {
    expect(viewSegment(requestSegments.pricingSegment, firstTransaction('valid-b1.ncpdp').segments)).toMatchObject({
      ingredientCostCents: 12_345,
      dispensingFeeCents: 150,
      patientPaidCents: 0,
      grossAmountDueCents: 12_495,
    });
  });

  test('a segment that is not there is null', () => {
    expect(viewSegment(requestSegments.compoundSegment, firstTransaction('valid-b1.ncpdp').segments)).toBeNull();
  });

  test('two claims of one transmission stay apart', () => {
    const numbers = readFixture('valid-b1-two-transactions.ncpdp').transactions.map(
      ({ segments }) => viewSegment(requestSegments.claimSegment, segments)?.prescriptionReferenceNumber,
    );
    expect(numbers).toEqual(['000000123456', '000000123457']);
  });
});

describe('repeating fields', () => {
  const { segments } = firstTransaction('valid-b1-secondary.ncpdp');

  test('other payers keep their own amounts, rejects and responsibilities', () => {
    expect(viewSegment(requestSegments.otherPaymentsSegment, segments)?.otherPayers).toMatchObject([
      {
        coverageType: '01',
        amountsPaid: [
          { qualifier: '07', amountCents: 100_00 },
          { qualifier: '10', amountCents: 50 },
        ],
        rejects: [],
        patientResponsibilities: [{ qualifier: '06', amountCents: 50_00 }],
      },
      { coverageType: '02', amountsPaid: [], rejects: [{ code: '70' }, { code: '75' }] },
    ]);
  });

  test('services, diagnoses and measurements are lists', () => {
    expect(viewSegment(requestSegments.drugUseSegment, segments)?.services).toMatchObject([
      { counter: 1, reasonCode: 'DD', serviceCode: 'M0', resultCode: '1G', levelOfEffort: '11' },
      { counter: 2, reasonCode: 'TD', serviceCode: 'M0', resultCode: '1B', levelOfEffort: null },
    ]);
    const clinical = viewSegment(requestSegments.clinicalSegment, segments);
    expect(clinical?.diagnoses.map(({ code }) => code)).toEqual(['M0579', 'Z79899']);
    expect(clinical?.measurements).toMatchObject([{ dimension: '15', unit: '02', value: '71.5' }]);
  });

  test('entries that stand apart are still one list', () => {
    const text = readFileSync(join(import.meta.dirname, 'fixtures/valid-response-rejected.ncpdp'), 'latin1');
    const { message } = readTelecom(Buffer.from(text.replace('\x1c8F', '\x1cFB88\x1c8F'), 'latin1'));
    expect(message?.transactions.map(viewClaimResponse).map(({ rejectCodes }) => rejectCodes)).toEqual([
      ['75', '76', '88'],
    ]);
  });

  test('compound ingredients have quantity and cost', () => {
    const compound = viewSegment(requestSegments.compoundSegment, firstTransaction('valid-b1-compound.ncpdp').segments);
    expect(compound?.ingredients).toMatchObject([
      { productId: '99999000202', quantityThousandths: 80_500, costCents: 10_00 },
      { productId: '99999000303', quantityThousandths: 80_000, costCents: 2_01 },
    ]);
  });
});

describe('a response', () => {
  test.each([
    ['valid-response-paid.ncpdp', 'paid', false],
    ['valid-response-duplicate.ncpdp', 'paid', true],
    ['valid-response-captured.ncpdp', 'captured', false],
    ['valid-response-approved.ncpdp', 'approved', false],
    ['valid-response-rejected.ncpdp', 'rejected', false],
    ['invalid-response-paid-with-reject.ncpdp', 'rejected', false],
    ['invalid-response-status-unknown.ncpdp', 'unknown', false],
  ])('%s is %s', (name, outcome, isDuplicate) => {
    expect(viewClaimResponse(firstTransaction(name))).toMatchObject({ outcome, isDuplicate });
  });

  test('a payment has its amounts and alerts', () => {
    const response = viewClaimResponse(firstTransaction('valid-response-paid.ncpdp'));
    expect(response.pricing).toMatchObject({ patientPayCents: 1000, totalPaidCents: 10_495, copayCents: 1000 });
    expect(response.alerts).toMatchObject([
      { reasonCode: 'DD', previousFillOn: '2026-02-01', previousQuantityThousandths: 30_000, message: 'TAKE CARE' },
      { reasonCode: 'ER', message: 'REFILL' },
    ]);
  });

  test('a rejection has every code in order and the message to the pharmacy', () => {
    const response = viewClaimResponse(firstTransaction('valid-response-rejected.ncpdp'));
    expect(response.rejectCodes).toEqual(['75', '76']);
    expect(response.status).toMatchObject({
      rejects: [
        { code: '75', occurrence: null },
        { code: '76', occurrence: 1 },
      ],
      additionalMessages: [{ qualifier: '01', message: 'CALL THE PLAN' }],
      helpDeskTelephone: '8005550199',
    });
  });

  test('has its own header and segments for the transmission', () => {
    const message = readFixture('valid-response-paid.ncpdp');
    expect(message).toMatchObject({ kind: 'response', header: { responseStatus: 'A', serviceDate: '2026-03-02' } });
    expect(viewSegment(responseSegments.responseMessageSegment, message.segments)?.message).toBe('SYNTHETIC SWITCH');
    expect(viewSegment(responseSegments.responseInsuranceSegment, message.segments)?.planId).toBe('PLAN1');
  });

  test('each transaction has its own answer', () => {
    const outcomes = readFixture('valid-response-two.ncpdp').transactions.map(viewClaimResponse);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['paid', 'rejected']);
  });
});

describe('messages that are not as the standard frames them', () => {
  test('without separators before segments the same claim is read', () => {
    const strict = firstTransaction('valid-b1.ncpdp').segments;
    const loose = firstTransaction('edge-b1-loose.ncpdp').segments;
    const view = requestSegments.claimSegment;
    expect(viewSegment(view, loose)).toEqual(viewSegment(view, strict));
    expect(loose.map(({ id }) => id)).toEqual(['07', '03', '11']);
  });

  test('a problem names its field by the standard and its first byte', () => {
    const bytes = readFileSync(join(import.meta.dirname, 'fixtures/invalid-quantity.ncpdp'));
    expect(readTelecom(bytes).problems).toEqual([
      {
        code: 'telecom.value-invalid',
        where: 'AM07 E7 (442-E7)',
        severity: 'error',
        text: 'The value is not of the form that its field demands.',
        offset: bytes.indexOf('E760.000'),
      },
    ]);
  });

  test('in a transmission of several the problem names the transaction', () => {
    const text = readFileSync(join(import.meta.dirname, 'fixtures/valid-b1-two-transactions.ncpdp'), 'latin1');
    const at = text.lastIndexOf('D530');
    const bytes = Buffer.from(`${text.slice(0, at)}D5XX${text.slice(at + 4)}`, 'latin1');
    expect(readTelecom(bytes).problems.map(({ where }) => where)).toEqual(['transaction 2 AM07 D5 (405-D5)']);
  });

  test('version F6 is refused by name', () => {
    const { message, problems } = readTelecom(
      readFileSync(join(import.meta.dirname, 'fixtures/invalid-version-f6-request.ncpdp')),
    );
    expect([message, problems[0]?.code]).toEqual([null, 'telecom.version-too-new']);
  });
});
