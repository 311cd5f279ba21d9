import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exchangeTimerActions } from '../../../test/support/exchange-timers.ts';
import { type LinkBehaviour, type NaivePayer, startNaivePayer } from '../../../test/support/naive-payer.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { claimTimeOutSettled } from '../../modules/claims/events.ts';
import { beginExchange, type ClaimId, findClaim, type NewClaim, submitClaim } from '../../modules/claims/index.ts';
import { insertPartner, listActivePartners, savePartnerAddress } from '../../modules/exchange/index.ts';
import { subscribe } from '../../platform/events/subscription.ts';
import { silentLog } from '../../platform/log/log.ts';
import { createTelecomGateway } from './telecom-gateway.ts';

const timeoutMilliseconds = 120;
const gateway = createTelecomGateway({ timeoutMilliseconds });
const billed = new Map<string, NewClaim>();
const claimsOf = new Map<string, ClaimId[]>();
let platform: TestPlatform;
let payers: NaivePayer[] = [];

beforeAll(async () => {
  // What the bench does with a fill whose time-out is settled: it bills it again.
  const billAgain = subscribe(claimTimeOutSettled, 'test.bill-again', async (tx, { payload }) => {
    const wanted = billed.get(payload.fillId);
    const again = wanted === undefined ? null : await submitClaim(tx, wanted);
    if (again?.ok === true) claimsOf.get(payload.fillId)?.push(again.value);
  });
  platform = await openTestPlatform({
    subscriptions: [...gateway.subscriptions, billAgain],
    timerActions: [...gateway.timerActions, ...exchangeTimerActions],
  });
  for (const name of ['First switch', 'Second switch'])
    await platform.transact((tx) =>
      insertPartner(tx, {
        ...{ name, kind: 'switch', formats: ['ncpdp-telecom'], siteId: null, address: null },
        ...{ allowedSenders: [], certificateSha256: null, keySecret: null },
      }),
    );
  gateway.start({ transactor: platform.transactor, log: silentLog });
});
afterEach(async () => {
  for (const payer of payers) await payer.stop();
  payers = [];
});
afterAll(async () => {
  await gateway.stop();
  await platform.close();
});

/** Starts payers behind both switches; a switch without a script listens nowhere. */
async function listen(first: readonly LinkBehaviour[] | null, second: readonly LinkBehaviour[] | null = null) {
  const started: (NaivePayer | null)[] = [];
  for (const script of [first, second])
    started.push(script === null ? null : await startNaivePayer(script, timeoutMilliseconds * 2));
  payers = started.flatMap((payer) => payer ?? []);
  await platform.transact(async (tx) => {
    const partners = await listActivePartners(tx, 'switch');
    for (const [index, { partnerId }] of partners.entries())
      await savePartnerAddress(tx, { partnerId, address: `tcp://127.0.0.1:${started[index]?.port ?? 1}` });
  });
  return started;
}

let count = 0;

async function bill(answersRepeats = false): Promise<readonly ClaimId[]> {
  count += 1;
  const therapy = await addTherapy(platform);
  const fillId = makeId<'fill'>();
  const wanted: NewClaim = {
    ...{ ...therapy, fillId, prescriptionId: makeId<'prescription'>(), coverageId: null, planId: null },
    submission: {
      ...{ transaction: 'billing', bin: '610455', pcn: 'DEMO', group: 'GRP1', cardholderId: 'TEST1001' },
      patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: '1980-02-03' as CalendarDay, sex: 'female' },
      ...{ pharmacyNpi: '1093817462', prescriberNpi: '1234567893', rxNumber: String(8_000_000 + count), fillNumber: 0 },
      ...{ ndc11: '00000000001' as Ndc11, quantityThousandths: 2_000, daysSupply: 28, refillsAuthorized: 5 },
      ...{ dateOfService: '2026-03-02' as CalendarDay, writtenDate: '2026-02-27' as CalendarDay },
      ...{ ingredientCostCents: cents(9_000), dispensingFeeCents: cents(0), usualAndCustomaryCents: cents(9_900) },
      ...{ priorAuthorizationNumber: null, answersRepeats },
    },
  };
  billed.set(fillId, wanted);
  const submitted = await platform.transact((tx) => submitClaim(tx, wanted));
  if (!submitted.ok) throw new Error(submitted.refusal.code);
  const claimIds = [submitted.value];
  claimsOf.set(fillId, claimIds);
  return claimIds;
}

async function settle(): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await platform.runDue();
    await gateway.idle();
  }
}

async function statesOf(claimIds: readonly ClaimId[]): Promise<readonly (string | undefined)[]> {
  const states: (string | undefined)[] = [];
  for (const claimId of claimIds) states.push((await platform.transact((tx) => findClaim(tx, claimId)))?.state);
  return states;
}

describe('a payer that pays every billing it gets', () => {
  test.each([
    'silent',
    'late',
    'dies',
  ] as const)('is told to take back a billing whose link is %s before it is billed again, and pays once', async (behaviour) => {
    const [payer] = await listen([behaviour, 'answers']);
    const claimIds = await bill();
    await settle();
    expect(payer?.got).toEqual(['B1', 'B2', 'B1']);
    expect(await statesOf(claimIds)).toEqual(['reversed', 'paid']);
    expect([payer?.mostOpenPayments(), payer?.openPayments()]).toEqual([1, 1]);
  });

  test('that answers twice is heard once', async () => {
    const [payer] = await listen(['twice']);
    const claimIds = await bill();
    await settle();
    expect(payer?.got).toEqual(['B1']);
    expect(await statesOf(claimIds)).toEqual(['paid']);
  });

  test('that never got the billing says so, and is billed anew', async () => {
    const [payer] = await listen(['deaf', 'unknown-reversal', 'answers']);
    const claimIds = await bill();
    await settle();
    expect(payer?.got).toEqual(['B1', 'B2', 'B1']);
    expect(await statesOf(claimIds)).toEqual(['reversed', 'paid']);
  });

  test('is asked again by itself twice, then a person is', async () => {
    const [payer] = await listen(['silent', 'answers', 'silent', 'answers', 'silent', 'answers']);
    const claimIds = await bill();
    await settle();
    expect(payer?.got).toEqual(['B1', 'B2', 'B1', 'B2', 'B1', 'B2']);
    expect(await statesOf(claimIds)).toEqual(['reversed', 'reversed', 'reversed']);
    expect(payer?.openPayments()).toBe(0);
    const { rows } = await platform.database.owner.query(
      `select reason_code from work.work_item where queue = 'claim-rejects' and closed_at is null order by opened_at desc limit 1`,
    );
    expect(rows).toEqual([{ reason_code: 'payer-silent' }]);
  });

  test('is not billed by a process that comes back after another one ended in the middle of asking', async () => {
    const [payer] = await listen(['answers']);
    const [claimId] = await bill();
    if (claimId === undefined) throw new Error('nothing was billed');
    await platform.transact((tx) => beginExchange(tx, { claimId, transaction: 'billing' }));
    await settle();
    expect(payer?.got).toEqual(['B2', 'B1']);
    expect(payer?.mostOpenPayments()).toBe(1);
  });
});

describe('of two switches', () => {
  test('the second carries the claim while the first cannot be reached', async () => {
    const [, second] = await listen(null, ['answers']);
    const claimIds = await bill();
    await settle();
    expect(second?.got).toEqual(['B1']);
    expect(await statesOf(claimIds)).toEqual(['paid']);
  });

  test('the second is not given a billing that the first may have; it takes it back', async () => {
    const [first, second] = await listen(['silent'], ['answers']);
    const claimIds = await bill();
    await settle();
    expect(first?.got[0]).toBe('B1');
    expect(second?.got[0]).toBe('B2');
    expect((await statesOf(claimIds))[0]).toBe('reversed');
  });

  test('neither can be reached: the claim waits here, and goes out once when one is back', async () => {
    await listen(null, null);
    const claimIds = await bill();
    await settle();
    expect(await statesOf(claimIds)).toEqual(['unanswered']);
    const [first] = await listen(['answers']);
    platform.clock.moveTo(addMinutes(platform.clock.now(), 2));
    await settle();
    expect(first?.got).toEqual(['B1']);
    expect(await statesOf(claimIds)).toEqual(['paid']);
  });
});
