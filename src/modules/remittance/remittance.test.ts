import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { type Cents, cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { Problem } from '../../kernel/problem.ts';
import { type ClaimId, type ClaimSubmission, importClaims } from '../claims/index.ts';
import { receiveRemittanceFile } from './actions/receive-file.ts';
import { settleRemittanceFile } from './actions/settle-file.ts';
import * as api from './api.ts';
import type { RemittedClaim, RemittedPayment } from './domain/payment.ts';
import type { RemittanceFileId } from './domain/remittance-file.ts';
import { remittanceRoutes } from './routes.ts';

let platform: TestPlatform;
let fileCount = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

const day = '2026-02-20' as CalendarDay;
const nobody = '01920000-0000-7000-8000-00000000dead';

async function addClaim(authorizationNumber: string, paid: Cents): Promise<{ claimId: ClaimId; patientId: PatientId }> {
  const therapy = await addTherapy(platform);
  const claimId = makeId<'claim'>();
  const submission: ClaimSubmission = {
    ...{ transaction: 'billing', bin: '610001', pcn: 'RX', group: 'G', cardholderId: 'M1', rxNumber: '1' },
    patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: '1980-02-03' as CalendarDay, sex: 'female' },
    ...{ pharmacyNpi: '1093817462', prescriberNpi: '1093817462', fillNumber: 0, ndc11: '00074433902' as Ndc11 },
    ...{ quantityThousandths: 2_000, daysSupply: 28, dateOfService: day, writtenDate: day, refillsAuthorized: 0 },
    ...{ ingredientCostCents: paid, dispensingFeeCents: cents(0), usualAndCustomaryCents: paid },
    priorAuthorizationNumber: null,
  };
  const adjudication = {
    ...{ outcome: 'paid' as const, authorizationNumber, rejectCodes: [], patientPayCents: cents(0) },
    ...{ ingredientPaidCents: paid, feePaidCents: cents(0), totalPaidCents: paid },
  };
  const actor = { kind: 'system', name: 'test' } as const;
  await platform.transact((tx) =>
    importClaims(tx, [
      {
        ...{ ...therapy, claimId, prescriptionId: makeId<'prescription'>(), fillId: makeId<'fill'>() },
        ...{ coverageId: null, planId: null, submission, submittedAt: tx.now, submittedBy: actor },
        answers: [{ at: tx.now, actor, adjudication }],
      },
    ]),
  );
  return { claimId, patientId: therapy.patientId };
}

function composeLine(number: string, paid: number, more: Partial<RemittedClaim> = {}): RemittedClaim {
  return {
    ...{
      place: 'segment 10',
      rxNumber: `ACCOUNT ${number}`,
      payerClaimNumber: number,
      statusCode: '1',
      serviceOn: day,
    },
    ...{
      ndc11: null,
      chargeCents: cents(paid),
      paidCents: cents(paid),
      patientResponsibilityCents: null,
      adjustments: [],
    },
    ...more,
  };
}

function composePayment(traceNumber: string, claims: readonly RemittedClaim[], plb = 0): RemittedPayment {
  const paymentCents = cents(claims.reduce((sum, { paidCents }) => sum + paidCents, -plb));
  return {
    ...{ traceNumber, payerId: '999001', payerName: 'Invented Rx Plan', payeeId: '1093817462', paidOn: day },
    ...{ paymentCents, claims },
    providerAdjustments: plb === 0 ? [] : [{ reasonCode: 'WO', reference: 'X', cents: cents(plb) }],
  };
}

/** Brings a file, settles it, and returns it with its payments as the page reads them. */
async function settle(payments: readonly RemittedPayment[], problems: readonly Problem[] = []) {
  fileCount += 1;
  const { tenantId, clock } = platform;
  const coming = {
    pieces: [Buffer.from(`file ${fileCount}`)],
    mediaType: 'text/plain',
    largestBytes: 100,
    at: clock.now(),
  };
  const upload = await platform.files.receive(tenantId, coming);
  if (upload === null) throw new Error('the file was too large');
  const remittanceFileId = await platform.transact(async (tx): Promise<RemittanceFileId> => {
    const taken = await receiveRemittanceFile(tx, { upload, source: 'browser', fileName: 'remit.835' });
    if (!taken.ok) throw new Error(taken.refusal.code);
    return taken.value.remittanceFileId;
  });
  await platform.transact((tx) => settleRemittanceFile(tx, { remittanceFileId, payments, problems }));
  const read = await value(api.getRemittance, { remittanceFileId });
  return { ...read.body, paymentId: read.body.payments[0]?.paymentId ?? '' };
}

function ask<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) {
  return askEndpoint({ platform, routes: remittanceRoutes }, endpoint, request);
}

async function value<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) {
  const answer = await ask(endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

async function refusalOf<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>): Promise<string> {
  const answer = await ask(endpoint, request);
  return answer.ok ? 'none' : answer.refusal.code;
}

describe('a posted payment', () => {
  test('counts what is short, taken back and without a claim, and names whose data its lines hold', async () => {
    const [short, back] = [await addClaim('S-1', cents(25_000)), await addClaim('B-1', cents(8_000))];
    const claims = [
      composeLine('S-1', 24_000),
      composeLine('B-1', -8_000, { statusCode: '22' }),
      composeLine('B-1', 6_000),
      composeLine('U-1', 500),
    ];
    const { paymentId, payments } = await settle([composePayment('P-1', claims, 1_500)]);
    expect(payments).toMatchObject([
      {
        ...{ state: 'posted', paymentCents: 21_000, claimPaidCents: 22_500, providerAdjustmentCents: 1_500 },
        ...{
          lineCount: 4,
          unmatchedCount: 1,
          takenBackCount: 1,
          takenBackCents: 8_000,
          shortCount: 1,
          shortCents: 1_000,
        },
        providerAdjustments: [{ reasonCode: 'WO', reference: 'X', cents: 1_500 }],
      },
    ]);
    const told = await value(api.listRemittanceLines, { paymentId, state: 'all', after: 0 });
    expect(told.body.lines.map(({ state }) => state)).toEqual(['short', 'taken-back', 'paid', 'unmatched']);
    expect(told.body.lines[2]).toMatchObject({ pairedPosition: 2, controlNumber: 'ACCOUNT B-1', key: 'authorization' });
    expect([...told.patientIds].sort()).toEqual([short.patientId, back.patientId].sort());
    const only = await value(api.listRemittanceLines, { paymentId, state: 'unmatched', after: 0 });
    expect(only.body.lines.map(({ position }) => position)).toEqual([4]);
  });

  test('is seen by its own health system alone', async () => {
    const { file } = await settle([composePayment('P-2', [composeLine('U-2', 1)])]);
    const { remittanceFileId } = file;
    const scope = { tenantId: platform.otherTenantId };
    const answer = await askEndpoint(
      { platform, routes: remittanceRoutes },
      api.getRemittance,
      { remittanceFileId },
      scope,
    );
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'remittance.unknown-file' } });
  });
});

describe('a line without a claim', () => {
  test('is matched by hand once, which ends the work when it was the last', async () => {
    const { paymentId, file } = await settle([composePayment('P-3', [composeLine('LATE-1', 700)])]);
    const { claimId } = await addClaim('LATE-1', cents(700));
    const found = await value(api.listClaimsForLine, { paymentId, position: 1 });
    expect(found.body.claims).toMatchObject([{ claimId, expectedCents: 700 }]);
    const { rows: before } = await platform.database.owner.query('select 1 from work.work_item where subject_id = $1', [
      file.remittanceFileId,
    ]);
    expect(before).toHaveLength(1);
    expect(await refusalOf(api.matchLine, { paymentId, position: 1, claimId })).toBe('none');
    expect(await refusalOf(api.matchLine, { paymentId, position: 1, claimId })).toBe('remittance.line-matched');
    const { body } = await value(api.getRemittance, { remittanceFileId: file.remittanceFileId });
    expect(body.payments[0]).toMatchObject({ unmatchedCount: 0 });
    const { rows: open } = await platform.database.owner.query(
      'select 1 from work.work_item where subject_id = $1 and closed_at is null',
      [file.remittanceFileId],
    );
    expect(open).toHaveLength(0);
  });

  test('is not matched where there is no such payment, line or claim', async () => {
    const { paymentId } = await settle([composePayment('P-4', [composeLine('U-4', 1)])]);
    const match = (wanted: Partial<RequestOf<typeof api.matchLine>>) =>
      refusalOf(api.matchLine, { paymentId, position: 1, claimId: nobody, ...wanted });
    expect(await match({ paymentId: nobody })).toBe('remittance.unknown-payment');
    expect(await match({ position: 9 })).toBe('remittance.unknown-line');
    expect(await match({})).toBe('remittance.unknown-claim');
    expect(await refusalOf(api.listClaimsForLine, { paymentId, position: 9 })).toBe('remittance.unknown-line');
  });
});

test('a deposit is entered once, of exactly the amount of a payment that was posted', async () => {
  const { paymentId } = await settle([composePayment('P-5', [composeLine('U-5', 12_345)])]);
  const enter = (wanted: Partial<RequestOf<typeof api.enterDeposit>>) =>
    refusalOf(api.enterDeposit, { paymentId, depositedOn: day, cents: 12_345, bankReference: 'BK 1', ...wanted });
  expect(await enter({ paymentId: nobody })).toBe('remittance.unknown-payment');
  expect(await enter({ cents: 12_344 })).toBe('remittance.deposit-differs');
  expect(await enter({})).toBe('none');
  expect(await enter({})).toBe('remittance.deposit-entered');
  const held = await settle([{ ...composePayment('P-6', [composeLine('U-6', 1)]), paymentCents: cents(2) }]);
  expect(await enter({ paymentId: held.paymentId, cents: 2 })).toBe('remittance.payment-not-posted');
});

test('a held file shows its sum without lines, and is set aside once', async () => {
  const wrong = { ...composePayment('P-7', [composeLine('U-7', 100)]), paymentCents: cents(101) };
  const { file, payments, problems, paymentId } = await settle([wrong]);
  expect(file).toMatchObject({ outcome: 'held', dismissedFor: null });
  expect(problems).toMatchObject([{ code: 'remittance.payment-imbalance', where: 'payment 1' }]);
  expect(payments).toMatchObject([{ state: 'held', paymentCents: 101, claimPaidCents: 100, unmatchedCount: 0 }]);
  expect((await value(api.listRemittanceLines, { paymentId, state: 'all', after: 0 })).body.lines).toEqual([]);
  const { remittanceFileId } = file;
  const dismiss = (id: string) => refusalOf(api.dismissRemittance, { remittanceFileId: id, reasonCode: 'test-file' });
  const listed = async () =>
    (await value(api.listRemittances, { onlyHeld: true })).body.files.map((one) => one.remittanceFileId);
  expect(await listed()).toContain(remittanceFileId);
  expect(await dismiss(nobody)).toBe('remittance.unknown-file');
  expect(await dismiss(remittanceFileId)).toBe('none');
  expect(await dismiss(remittanceFileId)).toBe('remittance.file-not-held');
  expect(await listed()).not.toContain(remittanceFileId);
});

test('an empty file is refused', async () => {
  const coming = { pieces: [], mediaType: 'text/plain', largestBytes: 100, at: platform.clock.now() };
  const upload = await platform.files.receive(platform.tenantId, coming);
  if (upload === null) throw new Error('the file was too large');
  const route = remittanceRoutes.find(({ endpoint }) => endpoint === api.uploadRemittance);
  const answer = await platform.transact(
    (tx) => route?.answer(tx, { request: { fileName: 'a.835' }, upload } as never) ?? Promise.reject(tx),
  );
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'remittance.file-empty' } });
});
