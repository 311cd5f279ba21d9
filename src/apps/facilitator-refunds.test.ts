import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts';
import { makeId } from '../../test/support/therapy-world.ts';
import { addTherapy } from '../../test/support/verified-fill.ts';
import { x12Subscriptions } from '../gateways/x12-files/x12-files.ts';
import { addDays, type CalendarDay, formatBasicDay } from '../kernel/calendar-day.ts';
import type { Endpoint, RequestOf } from '../kernel/endpoint.ts';
import type { FillId } from '../kernel/ids.ts';
import { addMinutes, instantAt, type TimeZone } from '../kernel/instant.ts';
import { cents, type UnitPrice } from '../kernel/money.ts';
import type { Ndc11 } from '../kernel/ndc.ts';
import { type ClaimId, type ClaimSubmission, importClaims } from '../modules/claims/index.ts';
import { dispenseStock, pickLot, receiveStock } from '../modules/inventory/index.ts';
import { installDemoReference, listPlans, type PlanKind } from '../modules/reference/index.ts';
import * as refunds from '../modules/refunds/api.ts';
import { saveCeilingPrices, saveSelectedDrugs } from '../modules/refunds/index.ts';
import { refundsSubscriptions } from '../modules/refunds/jobs.ts';
import { refundsRoutes } from '../modules/refunds/routes.ts';
import { receiveRemittanceFile, saveRefundPayers } from '../modules/remittance/index.ts';
import * as revenue from '../modules/revenue/api.ts';
import { lookAtEverything, postPast, sumLedger } from '../modules/revenue/index.ts';
import { revenueSubscriptions } from '../modules/revenue/jobs.ts';
import { revenueRoutes } from '../modules/revenue/routes.ts';

// GS6 of the golden scenarios: WAC $521 and MFP $231 for 60 tablets. [K] The figures of the announcement of CMS of 2024.
const ndc11 = '00000000006' as Ndc11;
const [wac, mfp] = [868_333 as UnitPrice, 385_000 as UnitPrice];
const serviceOn = '2026-02-20' as CalendarDay;
const facilitator = 'MTF01';
const utc = 'UTC' as TimeZone;

let platform: TestPlatform;
let claims = 0;

beforeAll(async () => {
  const subscriptions = [...x12Subscriptions, ...refundsSubscriptions, ...revenueSubscriptions];
  platform = await openTestPlatform({ subscriptions });
  await platform.transact(async (tx) => {
    await installDemoReference(tx);
    const inForce = { validFrom: '2026-01-01' as CalendarDay, validTo: null, applicabilityYear: 2026 };
    const told = { source: 'test', isVerified: false, isSynthetic: true };
    await saveSelectedDrugs(tx, [{ ndc11, ...inForce, manufacturer: 'Invented Maker', unitPrice: mfp, ...told }]);
    await saveRefundPayers(tx, [
      {
        payerId: facilitator,
        validFrom: inForce.validFrom,
        validTo: null,
        codeQualifier: 'CE',
        source: 'test',
        isVerified: false,
      },
    ]);
  });
  await platform.database.owner.query(
    `insert into reference.drug_price (tenant_id, ndc11, kind, valid_from, unit_price_hundred_thousandths, billing_unit, source, is_synthetic)
     values (1, $1, 'wac', '2025-01-01', $2, 'EA', 'test', true)`,
    [ndc11, wac],
  );
});
afterAll(() => platform.close());

/** A paid claim of sixty tablets that were bought at WAC: the plan pays $231.75, the patient nothing. */
async function addClaim(
  change: { readonly kind?: PlanKind; readonly on?: CalendarDay; readonly isReversed?: boolean } = {},
) {
  const { kind = 'medicare-part-d', on = serviceOn, isReversed = false } = change;
  claims += 1;
  const authorizationNumber = `ICN${claims}`;
  const therapy = await addTherapy(platform);
  const [claimId, fillId] = [makeId<'claim'>() as ClaimId, makeId<'fill'>() as FillId];
  const at = instantAt({ day: on, time: '12:00', timeZone: utc });
  const submission: ClaimSubmission = {
    ...{ transaction: 'billing', bin: '990003', pcn: 'SWPARTD', group: '', cardholderId: 'M1', rxNumber: '1' },
    patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: '1950-02-03' as CalendarDay, sex: 'female' },
    ...{ pharmacyNpi: '1093817462', prescriberNpi: '1093817462', fillNumber: 0, ndc11, daysSupply: 30 },
    ...{ quantityThousandths: 60_000, dateOfService: on, writtenDate: on, refillsAuthorized: 0 },
    ...{ ingredientCostCents: cents(521_00), dispensingFeeCents: cents(0), usualAndCustomaryCents: cents(521_00) },
    priorAuthorizationNumber: null,
  };
  const none = { authorizationNumber: null, patientPayCents: null, ingredientPaidCents: null, feePaidCents: null };
  const paid = {
    ...{ outcome: 'paid' as const, authorizationNumber, rejectCodes: [], patientPayCents: cents(0) },
    ...{ ingredientPaidCents: cents(231_00), feePaidCents: cents(75), totalPaidCents: cents(231_75) },
  };
  const actor = { kind: 'system', name: 'test' } as const;
  await platform.transact(async (tx) => {
    const of = { siteId: therapy.siteId, ndc11, owner: 'wac', quantityThousandths: 60_000 } as const;
    const lot = { gtin14: null, lotNumber: `LOT${claims}`, expiresOn: '2028-01-31' as CalendarDay };
    await receiveStock(tx, { ...of, ...lot, unitCostHundredThousandths: wac });
    const picked = await pickLot(tx, { ...of, fillId, minimumDays: 28 });
    if (!picked.ok) throw new Error(picked.refusal.code);
    await dispenseStock(tx, fillId);
    const plan = (await listPlans(tx)).find((one) => one.kind === kind);
    const reversed = { ...none, outcome: 'reversed' as const, rejectCodes: [], totalPaidCents: null };
    const takenBack = [
      { at: addMinutes(at, 1), actor, reverse: 'test' },
      { at: addMinutes(at, 2), actor, adjudication: reversed },
    ];
    await importClaims(tx, [
      {
        ...{ ...therapy, claimId, prescriptionId: makeId<'prescription'>(), fillId },
        ...{ coverageId: null, planId: plan?.planId ?? null, submission, submittedAt: at, submittedBy: actor },
        answers: [{ at, actor, adjudication: paid }, ...(isReversed ? takenBack : [])],
      },
    ]);
  });
  await platform.transact((tx) => postPast(tx));
  return { claimId, fillId, authorizationNumber };
}

type Line = readonly [number: string, status: string, paid: string, code: string];

/** The facilitator remits: each line with its number, status, amount and transaction code. */
async function remit(trace: string, paid: string, lines: readonly Line[]): Promise<void> {
  const body = [
    'ST*835*0001',
    `BPR*I*${paid}*C*ACH*CCP*01*999999992*DA*1000001*1999999999**01*999988880*DA*2000002*20260302`,
    `TRN*1*${trace}*1999999999`,
    `N1*PR*INVENTED FACILITATOR*XV*${facilitator}`,
    `REF*2U*${facilitator}`,
    'N1*PE*MAIN PHARMACY*XX*1093817462',
    'LX*1',
    ...lines.flatMap(([number, status, amount, code], index) => [
      `CLP*ACC-${trace}-${index}*${status}*${amount}*${amount}*0*13*${number}*1*1`,
      `REF*CE*${code}`,
      `DTM*232*${formatBasicDay(serviceOn)}`,
    ]),
  ];
  const header =
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PHARMACY       *260302*1200*^*00501*000000001*0*P*:';
  const whole = [
    ...[header, 'GS*HP*PAYER*PHARMACY*20260302*1200*1*X*005010X221A1', ...body],
    ...[`SE*${body.length + 1}*0001`, 'GE*1*1', 'IEA*1*000000001'],
  ];
  const bytes = Buffer.from(whole.map((segment) => `${segment}~`).join('\n'));
  const at = platform.clock.now();
  const coming = { pieces: [bytes], mediaType: 'text/plain', largestBytes: 1e6, at };
  const upload = await platform.files.receive(platform.tenantId, coming);
  if (upload === null) throw new Error('the file was too large');
  const taken = await platform.transact((tx) =>
    receiveRemittanceFile(tx, { upload, source: 'folder', fileName: `${trace}.835` }),
  );
  if (!taken.ok) throw new Error(taken.refusal.code);
  await platform.runDue();
}

const routes = [...refundsRoutes, ...revenueRoutes];
async function ask<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) {
  const answer = await askEndpoint({ platform, routes }, endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  await platform.runDue();
  return answer.value.body;
}
const refusalOf = async <Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>) => {
  const answer = await askEndpoint({ platform, routes }, endpoint, request);
  return answer.ok ? 'none' : answer.refusal.code;
};
const refundOf = (claimId: string) => ask(refunds.getClaimRefund, { claimId });
const moneyOf = async (claimId: string) => (await ask(revenue.getClaimMoney, { claimId })).standing;
const board = (view: RequestOf<typeof refunds.getRefundBoard>['view'] = 'unpaid', band: number | null = null) =>
  ask(refunds.getRefundBoard, { view, band, ndc11: null });
async function risksOf(claimId: string) {
  await platform.transact((tx) => lookAtEverything(tx));
  const { rows } = await ask(revenue.getRiskBoard, { by: 'cause', parts: [] });
  return rows
    .filter((row) => row.claimId === claimId)
    .map(({ detector, atRiskCents }) => [detector, atRiskCents])
    .sort();
}
const moveTo = (day: CalendarDay) => platform.clock.moveTo(instantAt({ day, time: '15:00', timeZone: utc }));

describe('GS6', () => {
  test('a claim at the fair price expects $290.00 and earns $0.75; unpaid it is a finding on day 22, and paid none', async () => {
    moveTo(serviceOn);
    const { claimId, authorizationNumber } = await addClaim();
    const { refund, isEligible, reasons } = await refundOf(claimId);
    expect({ isEligible, isMet: reasons.every((one) => one.isMet) }).toEqual({ isEligible: true, isMet: true });
    expect(refund).toMatchObject({ standardCents: 290_00, expectedCents: 290_00, receivedCents: 0, state: 'awaited' });
    const standing = await moneyOf(claimId);
    expect(standing).toMatchObject({ reimbursementCents: 231_75, netMarginCents: 75, refundDueCents: 290_00 });
    expect(standing.steps.find(({ step }) => step === 'mfp-refund')).toMatchObject({ cents: 290_00 });
    moveTo(addDays(serviceOn, 21));
    expect(await risksOf(claimId)).toEqual([]);
    moveTo(addDays(serviceOn, 22));
    expect(await risksOf(claimId)).toEqual([['RV13', 290_00]]);
    await remit('T-1', '290', [[authorizationNumber, '1', '290', '001']]);
    expect(await risksOf(claimId)).toEqual([]);
    const after = await refundOf(claimId);
    expect(after.refund).toMatchObject({ receivedCents: 290_00, state: 'paid' });
    expect(after.receipts).toMatchObject([{ transactionCode: '001', codeSentence: 'Original', isCodeVerified: false }]);
    expect(await moneyOf(claimId)).toMatchObject({
      ...{ refundDueCents: 0, refundReceivedCents: 290_00, netMarginCents: 75, remittedCents: 0 },
      openWithPayerCents: 231_75,
    });
  });

  test('340B with a ceiling of $180 is chosen: nothing is expected, and a refund that comes is double until it is taken back', async () => {
    moveTo(addDays(serviceOn, 1));
    const { claimId, authorizationNumber } = await addClaim();
    const none = { claimId, isQualified: true, evidence: 'scc-20', ceiling: null } as const;
    expect(await refusalOf(refunds.recordDetermination, none)).toBe('refunds.ceiling-unknown');
    await platform.transact((tx) =>
      saveCeilingPrices(tx, [
        {
          ndc11,
          validFrom: '2026-01-01' as CalendarDay,
          unitPrice: 300_000 as UnitPrice,
          source: 'test',
          isSynthetic: true,
        },
      ]),
    );
    await ask(refunds.recordDetermination, none);
    const chosen = await refundOf(claimId);
    expect(chosen).toMatchObject({
      isEligible: false,
      refund: { expectedCents: 0, state: 'withdrawn', benefit: '340b' },
    });
    expect(chosen.determinations).toMatchObject([
      { ceiling: 300_000, mfp: 385_000, benefit: '340b', evidence: 'scc-20' },
    ]);
    expect((await moneyOf(claimId)).refundDueCents).toBe(0);
    await remit('T-2', '290', [[authorizationNumber, '1', '290', '001']]);
    expect(await risksOf(claimId)).toContainEqual(['RV14', 290_00]);
    expect(await refundOf(claimId)).toMatchObject({ fault: 'double', refund: { state: 'over' } });
    expect((await board('double')).rows).toHaveLength(1);
    await remit('T-3', '0', [
      [authorizationNumber, '22', '-290', '003'],
      ['NOBODY', '1', '290', '001'],
    ]);
    expect(await risksOf(claimId)).not.toContainEqual(['RV14', 290_00]);
    expect((await refundOf(claimId)).refund).toMatchObject({ receivedCents: 0, state: 'withdrawn' });
    expect((await moneyOf(claimId)).refundDueCents).toBe(0);
  });

  test('a ceiling above the fair price leaves the refund expected', async () => {
    const { claimId } = await addClaim();
    const ceiling = 400_000 as UnitPrice;
    await ask(refunds.recordDetermination, { claimId, isQualified: true, evidence: 'qualification', ceiling });
    expect((await refundOf(claimId)).refund).toMatchObject({ expectedCents: 290_00, benefit: 'mfp' });
  });

  test('340B that is found out after the refund was paid turns it into money to be taken back', async () => {
    const { claimId, authorizationNumber } = await addClaim();
    await remit('T-4', '290', [[authorizationNumber, '1', '290', '001']]);
    await ask(refunds.recordDetermination, { claimId, isQualified: true, evidence: 'n1', ceiling: null });
    expect((await refundOf(claimId)).refund).toMatchObject({ expectedCents: 0, receivedCents: 290_00, state: 'over' });
    expect((await moneyOf(claimId)).refundDueCents).toBe(-290_00);
    await ask(refunds.recordDetermination, { claimId, isQualified: false, evidence: 'not-340b', ceiling: null });
    const { refund, steps } = await refundOf(claimId);
    expect(refund).toMatchObject({ expectedCents: 290_00, state: 'paid' });
    expect(steps.map(({ reason }) => reason)).toEqual(['eligible', '340b-chosen', 'mfp-chosen']);
    const wrong = { claimId, isQualified: true, evidence: 'not-340b', ceiling: null } as const;
    expect(await refusalOf(refunds.recordDetermination, wrong)).toBe('refunds.evidence-contradicts');
  });
});

describe('a refund', () => {
  test('is owed for a paid claim of Part D with a drug in force on the date of service alone, and each reason is told', async () => {
    const notMet = async (change: Parameters<typeof addClaim>[0]) =>
      (await refundOf((await addClaim(change)).claimId)).reasons
        .filter(({ isMet }) => !isMet)
        .map(({ reason }) => reason);
    expect(await notMet({ kind: 'commercial' })).toEqual(['part-d']);
    expect(await notMet({ on: '2025-12-31' as CalendarDay })).toEqual(['selected', 'wac']);
    expect(await notMet({ isReversed: true })).toEqual(['paid']);
  });

  test('that was paid for a claim which was taken back is owed back until it is clawed back', async () => {
    const { claimId, authorizationNumber } = await addClaim({ isReversed: true });
    await remit('T-5', '290', [[authorizationNumber, '1', '290', '001']]);
    expect((await refundOf(claimId)).refund).toMatchObject({
      expectedCents: 0,
      receivedCents: 290_00,
      state: 'to-return',
    });
    expect(await risksOf(claimId)).toContainEqual(['RV14', 290_00]);
    await remit('T-6', '0', [
      [authorizationNumber, '22', '-290', '003'],
      ['NOBODY-2', '1', '290', '001'],
    ]);
    expect((await refundOf(claimId)).refund).toMatchObject({ receivedCents: 0, state: 'withdrawn' });
  });

  test('that is refused becomes work, is asked about once at a time, and short by two cents is a finding', async () => {
    moveTo(addDays(serviceOn, 30));
    const { claimId, authorizationNumber } = await addClaim();
    await remit('T-7', '0', [[authorizationNumber, '4', '0', '009']]);
    expect((await refundOf(claimId)).refund).toMatchObject({ state: 'refused', unpaidCents: 290_00, lastCode: '009' });
    const work = async () =>
      (await platform.database.owner.query("select 1 from work.work_item where queue = 'refund-exceptions'")).rows;
    expect(await work()).toHaveLength(1);
    const asked = { claimId, kind: 'good-faith-inquiry', reason: 'refused' } as const;
    await ask(refunds.openInquiry, asked);
    expect(await refusalOf(refunds.openInquiry, asked)).toBe('refunds.inquiry-open');
    expect((await board('asked')).rows).toMatchObject([{ claimId }]);
    const inquiryId = (await refundOf(claimId)).inquiries[0]?.inquiryId ?? '';
    await ask(refunds.answerInquiry, { inquiryId, outcome: 'will-pay' });
    expect(await refusalOf(refunds.answerInquiry, { inquiryId, outcome: 'paid' })).toBe('refunds.inquiry-answered');
    await remit('T-8', '289.98', [[authorizationNumber, '1', '289.98', '002']]);
    expect((await refundOf(claimId)).refund).toMatchObject({ state: 'short', unpaidCents: 2 });
    expect(await risksOf(claimId)).toContainEqual(['RV14', 2]);
  });

  test('counts once however often its file comes, waits in suspense without a claim, and the ledger sums to zero', async () => {
    const before = await platform.transact((tx) => sumLedger(tx));
    await platform.transact((tx) => postPast(tx));
    expect(await platform.transact((tx) => sumLedger(tx))).toEqual(before);
    expect(before['mfp-refund-suspense']).toBe(-580_00);
    expect(before['remitted-cash'] ?? 0).toBe(0);
    expect(Object.values(before).reduce((sum, amount) => sum + amount, 0)).toBe(0);
    const { rows } = await platform.database.owner.query(
      `select sum(expected_cents - received_cents)::int as due from refunds.refund`,
    );
    expect(before['mfp-refund-due']).toBe(rows[0].due);
  });

  test('is told by age, with what is unpaid times its days', async () => {
    moveTo(addDays(serviceOn, 20));
    const told = await board();
    const open = told.rows.reduce((sum, row) => sum + row.unpaidCents, 0);
    expect(told.unpaidCents).toBe(open);
    expect(told.centDays).toBe(told.rows.reduce((sum, row) => sum + row.unpaidCents * row.ageDays, 0));
    expect(told.bands.reduce((sum, one) => sum + one.cents, 0)).toBe(open);
    expect(told.bands.map(({ label }) => label)).toEqual(['0-14', '15-21', '22-30', '31-45', '46-90', '>90']);
    expect((await board('unpaid', 1)).rows).toHaveLength(told.bands[1]?.count ?? -1);
    moveTo(addDays(serviceOn, 46));
    expect((await board('missed')).rows.length).toBeGreaterThan(0);
    expect(told.drugs).toMatchObject([{ ndc11, isSynthetic: true }]);
  });

  test('is unknown for a claim of nobody, and hidden from another health system', async () => {
    const nobody = '01920000-0000-7000-8000-00000000dead';
    expect(await refusalOf(refunds.getClaimRefund, { claimId: nobody })).toBe('refunds.unknown-claim');
    const determined = { claimId: nobody, isQualified: false, evidence: 'not-340b', ceiling: null } as const;
    expect(await refusalOf(refunds.recordDetermination, determined)).toBe('refunds.unknown-claim');
    expect(await refusalOf(refunds.openInquiry, { claimId: nobody, kind: 'dispute', reason: 'short' })).toBe(
      'refunds.unknown-refund',
    );
    expect(await refusalOf(refunds.answerInquiry, { inquiryId: nobody, outcome: 'paid' })).toBe(
      'refunds.unknown-inquiry',
    );
    const scope = { tenantId: platform.otherTenantId };
    const request = { view: 'unpaid', band: null, ndc11: null } as const;
    const other = await askEndpoint({ platform, routes }, refunds.getRefundBoard, request, scope);
    expect(other).toMatchObject({ ok: true, value: { body: { rows: [], unpaidCents: 0 } } });
  });
});
