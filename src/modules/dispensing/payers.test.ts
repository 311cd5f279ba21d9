import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type FillScene,
  openFillScene,
  permissions,
  type ReadyJourney,
  routes,
} from '../../../test/support/fill-scene.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId } from '../../kernel/ids.ts';
import { cents } from '../../kernel/money.ts';
import { listAuthorizations, recordAuthorization } from '../access/index.ts';
import * as claimApi from '../claims/api.ts';
import {
  type Adjudication,
  type ClaimId,
  lockClaimsOfFill,
  recordAdjudication,
  savePayerRules,
} from '../claims/index.ts';
import { claimRefusals } from '../claims/language.ts';
import { recordCoverage } from '../patients/index.ts';
import { getPrescription } from '../prescriptions/index.ts';
import { listPlans } from '../reference/index.ts';
import { billAfterTimeOut } from './actions/bill-again.ts';
import * as api from './api.ts';

let scene: FillScene;
let server: TestServer;
let technician: TestBrowser;
let pharmacist: TestBrowser;

beforeAll(async () => {
  scene = await openFillScene();
  server = await startTestServer(scene.platform, { routes, permissions });
}, 120_000);
afterAll(async () => {
  await server?.close();
  await scene?.platform.close();
});

async function begin(): Promise<ReadyJourney & { readonly patientId: Parameters<typeof cover>[0] }> {
  const journey = await scene.addReadyTherapy();
  technician = server.openBrowser();
  pharmacist = server.openBrowser();
  expect((await server.signIn(technician, scene.people.theo)).status).toBe(200);
  expect((await server.signIn(pharmacist, scene.people.vera)).status).toBe(200);
  const { patientId } = await scene.platform.transact((tx) => getPrescription(tx, journey.prescriptionId));
  if (patientId === null) throw new Error('the journey has no patient');
  return { ...journey, patientId };
}

async function open({ prescriptionId }: ReadyJourney): Promise<FillId> {
  const opened = await technician.call(api.openFill, { prescriptionId, owner: 'wac', payment: 'claim' });
  expect(opened.status).toBe(200);
  await scene.platform.runDue();
  return opened.body['fillId'] as FillId;
}

/** Gives a patient a further coverage by the kind of its plan. */
async function cover(patientId: NonNullable<Awaited<ReturnType<typeof getPrescription>>['patientId']>, kind: string) {
  const recorded = await scene.platform.transact(async (tx) => {
    const plan = (await listPlans(tx)).find((each) => each.kind === kind);
    if (plan === undefined) throw new Error(`there is no plan of kind ${kind}`);
    return recordCoverage(tx, {
      ...{ patientId, planId: plan.planId, payerOrder: 2, relationship: 'self', validFrom: null, validTo: null },
      ...{ payerName: plan.payerName, bin: plan.bin, pcn: plan.pcn, groupNumber: '', personCode: '01' },
      ...{ memberId: `X${kind.length}${patientId.slice(-6)}`, origin: { kind: 'staff', id: null } },
    });
  });
  expect(recorded.ok).toBe(true);
}

/** Gives a therapy a new authorization in place of the one that stands. */
async function authorize({ therapyId }: ReadyJourney, quantityThousandths: number): Promise<void> {
  const nothing = {
    ...{ authorizationNumber: null, validFrom: null, validTo: null, quantityThousandths: null },
    ...{ denialReasonCode: null, reasonCode: null, deadlineOn: null, note: '', therapyId },
  };
  const granted = {
    ...{ authorizationNumber: `PA${quantityThousandths}`, quantityThousandths },
    ...{ validFrom: '2026-01-01' as CalendarDay, validTo: '2027-12-31' as CalendarDay },
  };
  const [standing] = await scene.platform.transact((tx) => listAuthorizations(tx, therapyId));
  let authorizationId = standing?.state === 'approved' ? standing.authorizationId : null;
  const ended = authorizationId === null ? [] : (['voided'] as const);
  for (const state of [...ended, 'required', 'preparing', 'ready-for-review', 'submitted', 'approved'] as const) {
    const step = { ...nothing, ...(state === 'approved' ? granted : {}), state };
    const recorded = await scene.platform.transact((tx) => recordAuthorization(tx, { ...step, authorizationId }));
    expect(recorded).toMatchObject({ ok: true });
    authorizationId = recorded.ok && state !== 'voided' ? recorded.value : null;
    scene.platform.clock.advance(1_000);
  }
  await scene.platform.runDue();
}

async function answer(fillId: FillId, payerOrder: number, change: Partial<Adjudication>): Promise<void> {
  await scene.platform.transact(async (tx) => {
    const claim = (await lockClaimsOfFill(tx, fillId)).find((each) => each.payerOrder === payerOrder);
    if (claim === undefined) throw new Error('there is no such claim');
    const adjudication: Adjudication = {
      ...{ outcome: 'paid', authorizationNumber: `A${payerOrder}`, rejectCodes: [], patientPayCents: cents(2_000) },
      ...{ ingredientPaidCents: null, feePaidCents: null, totalPaidCents: cents(90_000), ...change },
    };
    expect(await recordAdjudication(tx, { claimId: claim.claimId as ClaimId, adjudication })).toMatchObject({
      ok: true,
    });
  });
  await scene.platform.runDue();
}

async function statesOf(fillId: FillId): Promise<readonly string[]> {
  const claims = await scene.platform.transact((tx) => lockClaimsOfFill(tx, fillId));
  return claims.map(({ payerOrder, state }) => `${payerOrder} ${state}`);
}

describe('GS11: a claim for more than is authorized', () => {
  test('is kept, never sent, says both numbers, becomes work, and is billed once the authorization is extended', async () => {
    const journey = await begin();
    await authorize(journey, 1_000);
    const fillId = await open(journey);
    expect(await statesOf(fillId)).toEqual(['1 rejected']);
    const { body } = await technician.call(claimApi.getFillClaims, { fillId });
    expect(body).toMatchObject({
      claims: [
        {
          exchanges: [],
          findings: [{ rule: 'authorization-quantity', outcome: 'reject', facts: { claimed: 2, authorized: 1 } }],
        },
      ],
    });
    const listed = await technician.call(claimApi.listOpenClaims, {});
    expect(listed.body['claims']).toMatchObject([{ fillId, kind: 'rejected', isRebillable: true }]);
    await authorize(journey, 2_000);
    scene.platform.clock.advance(60_000);
    expect((await technician.call(api.billAgain, { fillId })).status).toBe(200);
    expect(await statesOf(fillId)).toEqual(['1 sending']);
    await scene.payClaim(fillId);
    expect((await technician.call(claimApi.listOpenClaims, {})).body['claims']).toEqual([]);
  });
});

describe('payers of one fill', () => {
  test('are billed in order, told of each other, and taken back in the reverse order', async () => {
    const journey = await begin();
    await cover(journey.patientId, 'foundation');
    const fillId = await open(journey);
    const early = await technician.call(api.billNextPayer, { fillId });
    expect(early.body).toMatchObject({ code: claimRefusals.earlierPayerOpen.code });
    await answer(fillId, 1, {});
    expect((await technician.call(api.billNextPayer, { fillId })).status).toBe(200);
    expect(await statesOf(fillId)).toEqual(['1 paid', '2 sending']);
    await answer(fillId, 2, { patientPayCents: cents(0), totalPaidCents: cents(2_000) });
    expect((await technician.call(api.billNextPayer, { fillId })).body).toMatchObject({
      code: 'dispensing.no-next-payer',
    });
    expect((await technician.call(api.takeClaimBack, { fillId, reasonCode: 'payer-changed' })).status).toBe(200);
    expect(await statesOf(fillId)).toEqual(['1 paid', '2 reversing']);
    await answer(fillId, 2, { outcome: 'reversed' });
    expect(await statesOf(fillId)).toEqual(['1 reversing', '2 reversed']);
    await answer(fillId, 1, { outcome: 'reversed' });
    expect(await statesOf(fillId)).toEqual(['1 reversed', '2 reversed']);
    const nothing = await technician.call(api.billNextPayer, { fillId });
    expect(nothing.body).toMatchObject({ code: claimRefusals.firstPayerMissing.code });
  });

  test('after one that left nothing are not billed', async () => {
    const journey = await begin();
    await cover(journey.patientId, 'foundation');
    const fillId = await open(journey);
    await answer(fillId, 1, { patientPayCents: cents(0) });
    const refused = await technician.call(api.billNextPayer, { fillId });
    expect(refused.body).toMatchObject({ code: claimRefusals.nothingLeftToPay.code });
  });

  test('GS12: a manufacturer’s card is never billed where a government program covers the patient', async () => {
    const journey = await begin();
    await cover(journey.patientId, 'medicare-part-d');
    await cover(journey.patientId, 'manufacturer-card');
    const fillId = await open(journey);
    await answer(fillId, 1, {});
    expect((await technician.call(api.billNextPayer, { fillId })).status).toBe(200);
    await answer(fillId, 2, { patientPayCents: cents(1_000) });
    expect((await technician.call(api.billNextPayer, { fillId })).status).toBe(200);
    expect(await statesOf(fillId)).toEqual(['1 paid', '2 paid', '3 rejected']);
    const { body } = await technician.call(claimApi.getFillClaims, { fillId });
    const claims = body['claims'] as readonly { readonly payerOrder: number }[];
    expect(claims.find(({ payerOrder }) => payerOrder === 3)).toMatchObject({
      exchanges: [],
      findings: [{ rule: 'card-on-government-payer', outcome: 'reject' }],
    });
  });
});

/** Says in the rule book of every payer how many days' supply it allows, and what becomes of a claim for more. */
async function forbid(mostDaysSupply: number, outcome: 'reject' | 'review' = 'reject'): Promise<void> {
  const bins = (await scene.platform.transact((tx) => listPlans(tx))).map(({ bin }) => bin);
  await scene.platform.transact((tx) =>
    savePayerRules(
      tx,
      [...new Set(bins)].map((bin) => ({
        ...{ bin, pcn: '', groupNumber: '', validFrom: '2024-01-01' as CalendarDay, isVerified: true },
        source: 'Sheet of the test',
        rules: {
          ...{ required: [], mostDaysSupply, mostQuantityThousandths: null, takesLaterClaims: true },
          ...{ answersRepeats: false, filingDays: null, outcomes: { 'days-supply-limit': outcome } },
        },
      })),
    ),
  );
}

describe('a payer whose rule book forbids what is claimed', () => {
  test('is not asked; the page names the rule and the sheet that it comes from', async () => {
    const journey = await begin();
    await forbid(7);
    const fillId = await open(journey);
    await forbid(90);
    expect(await statesOf(fillId)).toEqual(['1 rejected']);
    const { body } = await technician.call(claimApi.getFillClaims, { fillId });
    expect(body).toMatchObject({
      claims: [{ findings: [{ rule: 'days-supply-limit', facts: { allowed: 7 }, source: 'Sheet of the test' }] }],
    });
  });
});

describe('a rule that asks for a look', () => {
  test('keeps the claim until a person says that they looked, and names itself on the page of the fill', async () => {
    const journey = await begin();
    await forbid(7, 'review');
    const fillId = await open(journey);
    const toReview = async () => {
      const { body } = await technician.call(api.getFill, { fillId });
      return (body['claim'] as { readonly toReview: readonly { readonly rule: string }[] }).toReview;
    };
    expect(await toReview()).toMatchObject([{ rule: 'days-supply-limit' }]);
    scene.platform.clock.advance(60_000);
    expect((await technician.call(api.billAgain, { fillId })).status).toBe(200);
    expect(await statesOf(fillId)).toEqual(['1 rejected']);
    scene.platform.clock.advance(60_000);
    const reviewedRules = (await toReview()).map(({ rule }) => rule);
    expect((await technician.call(api.billAgain, { fillId, reviewedRules })).status).toBe(200);
    expect([await statesOf(fillId), await toReview()]).toEqual([['1 sending'], []]);
    await forbid(90);
  });
});

describe('a claim that no payer answered', () => {
  test('becomes work where the fill cannot be billed again by itself', async () => {
    const journey = await begin();
    const fillId = await open(journey);
    await answer(fillId, 1, {});
    expect((await technician.call(api.takeClaimBack, { fillId, reasonCode: 'payer-changed' })).status).toBe(200);
    await answer(fillId, 1, { outcome: 'reversed' });
    const listWork = async () =>
      (
        await scene.platform.database.owner.query(
          "select reason_code from work.work_item where queue = 'claim-rejects' and subject_id = $1 and closed_at is null",
          [fillId],
        )
      ).rows;
    await scene.platform.database.owner.query("update patients.coverage set state = 'ended' where patient_id = $1", [
      journey.patientId,
    ]);
    await scene.platform.transact((tx) => billAfterTimeOut(tx, fillId));
    expect(await listWork()).toEqual([{ reason_code: 'not-billed-again' }]);
  });
});

describe('the reject queue and the page of claims', () => {
  test('name the same fills, and neither a fill that was given up', async () => {
    const fillId = await open(await begin());
    await answer(fillId, 1, { outcome: 'rejected', rejectCodes: ['75'], totalPaidCents: null, patientPayCents: null });
    const listFills = async (kind: { readonly kind?: 'rejected' } = {}) => {
      const listed = await technician.call(claimApi.listOpenClaims, kind);
      return (listed.body['claims'] as readonly { readonly fillId: string }[]).map((claim) => claim.fillId).sort();
    };
    const listWork = async () =>
      (
        await scene.platform.database.owner.query<{ subject_id: string }>(
          "select subject_id from work.work_item where queue = 'claim-rejects' and closed_at is null and reason_code <> 'not-billed-again'",
        )
      ).rows.map(({ subject_id }) => subject_id);
    // What was billed again is work until it is paid, and stands on the page as without an answer.
    const [shown, rejected, work] = [await listFills(), await listFills({ kind: 'rejected' }), await listWork()];
    expect(rejected).toContain(fillId);
    expect(rejected.filter((each) => !work.includes(each))).toEqual([]);
    expect(work.filter((each) => !shown.includes(each))).toEqual([]);
    const given = await technician.call(api.cancelFill, { fillId, reasonCode: 'payer-changed' });
    expect(given.status).toBe(200);
    expect([(await listFills()).includes(fillId), (await listWork()).includes(fillId)]).toEqual([false, false]);
  });
});

describe('an alert of a payer’s drug review', () => {
  test('is answered by a pharmacist alone when the fill is billed again', async () => {
    const fillId = await open(await begin());
    await answer(fillId, 1, { outcome: 'rejected', rejectCodes: ['88'], totalPaidCents: null, patientPayCents: null });
    const drugUseOutcomes = [{ reasonCode: 'DD', serviceCode: 'M0', resultCode: '1B' }];
    scene.platform.clock.advance(60_000);
    const refused = await technician.call(api.billAgain, { fillId, correction: { drugUseOutcomes } });
    expect(refused.body).toMatchObject({ code: 'dispensing.pharmacist-decides-alerts' });
    expect((await pharmacist.call(api.billAgain, { fillId, correction: { drugUseOutcomes } })).status).toBe(200);
    expect(await statesOf(fillId)).toEqual(['1 sending']);
  });
});
