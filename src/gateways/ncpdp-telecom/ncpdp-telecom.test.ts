import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SwitchSimulator, startSwitch } from '../../../test/support/partner-simulators.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import {
  type Claim,
  type ClaimId,
  type ClaimSubmission,
  findClaim,
  reverseClaim,
  submitClaim,
} from '../../modules/claims/index.ts';
import { insertPartner, type PartnerId, savePartnerAddress } from '../../modules/exchange/index.ts';
import { silentLog } from '../../platform/log/log.ts';
import { readAdjudication } from './read-adjudication.ts';
import { createTelecomGateway, type TelecomGateway } from './telecom-gateway.ts';

let platform: TestPlatform;
let gateway: TelecomGateway;
let simulator: SwitchSimulator;
let partnerId: PartnerId;
let count = 0;

beforeAll(async () => {
  gateway = createTelecomGateway({ timeoutMilliseconds: 400 });
  platform = await openTestPlatform({
    subscriptions: gateway.subscriptions,
    timerActions: gateway.timerActions,
  });
  partnerId = await platform.transact((tx) =>
    insertPartner(tx, {
      name: 'Claims switch',
      kind: 'switch',
      formats: ['ncpdp-telecom'],
      siteId: null,
      address: null,
      allowedSenders: [],
      certificateSha256: null,
      keySecret: null,
    }),
  );
});
afterAll(() => platform.close());

beforeEach(async () => {
  simulator = await startSwitch({ host: '127.0.0.1', port: 0, delayMilliseconds: 0 });
  await reach(`tcp://127.0.0.1:${simulator.port}`);
  gateway.start({ transactor: platform.transactor, log: silentLog });
});
afterEach(async () => {
  await gateway.stop();
  await simulator.stop();
});

function reach(address: string): Promise<void> {
  return platform.transact((tx) => savePartnerAddress(tx, { partnerId, address }));
}

function uuid<Kind>(): Kind {
  count += 1;
  return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}` as Kind;
}

function submission(change: Partial<ClaimSubmission> = {}): ClaimSubmission {
  count += 1;
  return {
    transaction: 'billing',
    bin: '610455',
    pcn: 'DEMO',
    group: 'GRP1',
    cardholderId: 'TEST1001',
    patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: '1980-02-03' as CalendarDay, sex: 'female' },
    pharmacyNpi: '1093817462',
    prescriberNpi: '1234567893',
    rxNumber: String(7_000_000 + count),
    fillNumber: 1,
    ndc11: '00000000001' as Ndc11,
    quantityThousandths: 2_000,
    daysSupply: 28,
    dateOfService: '2026-03-02' as CalendarDay,
    writtenDate: '2026-02-27' as CalendarDay,
    refillsAuthorized: 5,
    ingredientCostCents: cents(612_345),
    dispensingFeeCents: cents(150),
    usualAndCustomaryCents: cents(700_000),
    priorAuthorizationNumber: null,
    ...change,
  };
}

async function bill(change: Partial<ClaimSubmission> = {}): Promise<ClaimId> {
  const submitted = await platform.transact((tx) =>
    submitClaim(tx, {
      siteId: platform.siteId,
      therapyId: uuid<TherapyId>(),
      patientId: uuid<PatientId>(),
      prescriptionId: uuid<PrescriptionId>(),
      fillId: uuid<FillId>(),
      coverageId: null,
      planId: null,
      submission: submission(change),
    }),
  );
  if (!submitted.ok) throw new Error(submitted.refusal.code);
  return submitted.value;
}

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await platform.runDue();
    await gateway.idle();
  }
}

async function claimOf(claimId: ClaimId): Promise<Claim> {
  const claim = await platform.transact((tx) => findClaim(tx, claimId));
  if (claim === null) throw new Error('the claim is missing');
  return claim;
}

describe('a claim sent to the switch', () => {
  test('is paid with the amounts and the number of the answer', async () => {
    const claimId = await bill();
    await settle();
    const claim = await claimOf(claimId);
    expect(claim).toMatchObject({ state: 'paid', patientPayCents: 7_500, ingredientPaidCents: 612_345 });
    expect(claim.totalPaidCents).toBe(612_345 + 150 - 7_500);
    expect(claim.authorizationNumber).toMatch(/^[0-9A-F]{12}$/);
  });

  test.each(['65', '70', '75', '79', '88'])('is rejected with code %s when the payer says so', async (code) => {
    const claimId = await bill({ cardholderId: `TEST10${code}` });
    await settle();
    expect(await claimOf(claimId)).toMatchObject({ state: 'rejected', rejectCodes: [code] });
  });

  test('is paid with a prior authorization number where one was asked for', async () => {
    const claimId = await bill({ cardholderId: 'TEST1075', priorAuthorizationNumber: 'PA4711' });
    await settle();
    expect((await claimOf(claimId)).state).toBe('paid');
  });

  test('whose first answer is lost is asked again with the same bytes where the payer answers repeats, and paid once', async () => {
    const claimId = await bill({ cardholderId: 'TEST1098', answersRepeats: true });
    await settle();
    expect((await claimOf(claimId)).state).toBe('paid');
    expect(simulator.countReceived()).toBe(2);
  });

  test('that nobody answers is taken back, and not billed again while that is not answered either', async () => {
    const claimId = await bill({ cardholderId: 'TEST1097' });
    await settle();
    expect((await claimOf(claimId)).state).toBe('reversing');
    expect(simulator.countReceived()).toBe(3);
  });

  test('that could not reach the switch is unanswered and nothing was sent', async () => {
    await reach('tcp://127.0.0.1:1');
    const claimId = await bill();
    await settle();
    expect((await claimOf(claimId)).state).toBe('unanswered');
  });

  test('without a BIN of six digits is rejected here and never sent', async () => {
    const claimId = await bill({ bin: '61' });
    await settle();
    expect(await claimOf(claimId)).toMatchObject({ state: 'rejected', rejectCodes: ['01'] });
    expect(simulator.countReceived()).toBe(0);
  });
});

describe('a paid claim', () => {
  test('is reversed', async () => {
    const claimId = await bill();
    await settle();
    await platform.transact((tx) => reverseClaim(tx, { claimId, reasonCode: 'return-to-stock' }));
    await settle();
    expect((await claimOf(claimId)).state).toBe('reversed');
  });
});

describe('a process that ends before it sends', () => {
  test('leaves a timer that brings the claim back', async () => {
    await gateway.stop();
    const claimId = await bill();
    await settle();
    expect((await claimOf(claimId)).state).toBe('sending');
    gateway.start({ transactor: platform.transactor, log: silentLog });
    platform.clock.moveTo(addMinutes(platform.clock.now(), 4));
    await settle();
    expect((await claimOf(claimId)).state).toBe('paid');
  });
});

describe('an answer', () => {
  test('that cannot be read, or answers another claim, is silence', () => {
    const text = 'D0B11A011093817462     20260302\x1d\x1e\x1cAM21\x1cANP\x1cF3X1\x1e\x1cAM22\x1cEM1\x1cD2999';
    const reply = new TextEncoder().encode(text);
    expect(readAdjudication(submission({ rxNumber: '999' }), reply).outcome).toBe('paid');
    expect(readAdjudication(submission({ rxNumber: '998' }), reply).outcome).toBe('silent');
    expect(readAdjudication(submission(), new Uint8Array([1, 2, 3])).outcome).toBe('silent');
  });

  test('with a reject code is never a payment', () => {
    const text = 'D0B11A011093817462     20260302\x1d\x1e\x1cAM21\x1cANP\x1cFA1\x1cFB75';
    expect(readAdjudication(submission(), new TextEncoder().encode(text))).toMatchObject({
      outcome: 'rejected',
      rejectCodes: ['75'],
    });
  });
});
