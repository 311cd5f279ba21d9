import { afterAll, beforeAll, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { addBilledClaim, addCardClaim } from '../../../test/support/billed-claim.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { cents } from '../../kernel/money.ts';
import { type NewAuthorizationStep, recordAuthorization, recordBenefits } from '../access/index.ts';
import { installDemoReference, listPlans, type PlanKind } from '../reference/index.ts';
import { lookAtTherapies } from './actions/look-for-risks.ts';
import { postPast } from './actions/post-past.ts';
import * as api from './api.ts';
import { revenueRoutes } from './routes.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact((tx) => installDemoReference(tx));
});
afterAll(() => platform.close());

type AuthorizationId = NewAuthorizationStep['authorizationId'];
type AuthorizationState = NewAuthorizationStep['state'];
type Billed = Awaited<ReturnType<typeof addBilledClaim>>;

async function findAbout(claimId: string): Promise<readonly (readonly [string, number])[]> {
  const answer = await askEndpoint({ platform, routes: revenueRoutes }, api.getRiskBoard, { by: 'cause', parts: [] });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { rows } = answer.value.body;
  return rows
    .filter((row) => row.claimId === claimId && ['RV05', 'RV07', 'RV28'].includes(row.detector))
    .map(({ detector, atRiskCents }) => [detector, atRiskCents] as const);
}

const look = ({ therapy }: Billed) =>
  platform.transact(async (tx) => {
    await postPast(tx);
    await lookAtTherapies(tx, [therapy.therapyId]);
  });

const blank = {
  ...{ authorizationNumber: null, validFrom: null, validTo: null, quantityThousandths: null },
  ...{ denialReasonCode: null, reasonCode: null, deadlineOn: null, note: '' },
} as const;

const toGrant = ['ready-for-review', 'submitted', 'approved'] as const;

/** Carries the authorization of a therapy through states; the last grants it to a day. */
async function authorize(
  { therapy }: Billed,
  validTo: string,
  states: readonly AuthorizationState[],
  opened: AuthorizationId = null,
) {
  let authorizationId = opened;
  for (const state of states) {
    const grant = {
      ...{ authorizationNumber: 'PA1', validFrom: '2026-01-01' as CalendarDay, validTo: validTo as CalendarDay },
      quantityThousandths: 2_000,
    };
    const step = { ...blank, ...(state === 'approved' ? grant : {}), therapyId: therapy.therapyId };
    const recorded = await platform.transact((tx) => recordAuthorization(tx, { ...step, state, authorizationId }));
    if (!recorded.ok) throw new Error(recorded.refusal.code);
    authorizationId = recorded.value;
  }
  return authorizationId;
}

async function checkCoverage({ therapy }: Billed, coverageState: 'active' | 'inactive'): Promise<void> {
  const recorded = await platform.transact((tx) =>
    recordBenefits(tx, {
      ...{ therapyId: therapy.therapyId, coverageId: null, planKind: 'commercial', benefit: 'pharmacy' },
      ...{ coverageState, authorizationNeed: 'not-needed', patientPayCents: cents(0), mandatedPharmacy: 'none' },
      ...{ baggingModel: null, callReference: '', note: '' },
    }),
  );
  if (!recorded.ok) throw new Error(recorded.refusal.code);
}

async function findPlan(kind: PlanKind): Promise<string> {
  const plan = (await platform.transact((tx) => listPlans(tx))).find((each) => each.kind === kind);
  if (plan === undefined) throw new Error(`there is no plan of kind ${kind}`);
  return plan.planId;
}

test('an authorization that ends before the next fill is found, and is gone once it is renewed', async () => {
  const billed = await addBilledClaim(platform, 'B-1', cents(25_000));
  const authorizationId = await authorize(billed, '2026-03-10', ['required', 'preparing', ...toGrant]);
  await look(billed);
  expect(await findAbout(billed.claimId)).toEqual([['RV05', 25_500]]);
  await authorize(billed, '2027-03-10', ['expiring-soon', 'renewal-preparing', ...toGrant], authorizationId);
  await look(billed);
  expect(await findAbout(billed.claimId)).toEqual([]);
});

test('inactive coverage puts the cost of a fill at risk until a newer check finds it active', async () => {
  const billed = await addBilledClaim(platform, 'B-2', cents(25_000));
  await checkCoverage(billed, 'inactive');
  await look(billed);
  expect(await findAbout(billed.claimId)).toEqual([['RV07', 20_000]]);
  platform.clock.advance(60_000);
  await checkCoverage(billed, 'active');
  await look(billed);
  expect(await findAbout(billed.claimId)).toEqual([]);
});

test('a card that paid behind Medicare Part D is found, and one behind a commercial plan is not', async () => {
  const card = await findPlan('manufacturer-card');
  for (const [kind, found] of [
    ['medicare-part-d', [['RV28', 400]]],
    ['commercial', []],
  ] as const) {
    const billed = await addBilledClaim(platform, `B-${kind}`, cents(25_000), { planId: await findPlan(kind) });
    const { claimId } = await addCardClaim(platform, billed, { number: `C-${kind}`, paid: cents(400), planId: card });
    await look(billed);
    expect(await findAbout(claimId)).toEqual(found);
  }
});
