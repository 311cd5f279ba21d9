import { afterAll, beforeAll, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Instant } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import { type ContractId, enterContract } from '../contracts/index.ts';
import * as api from './api.ts';
import { replaceRateMonths } from './rate-store.ts';
import { revenueRoutes } from './routes.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

test('GS5 stands on the page of effective rates: 84.2 % reached of 85 %, 8,000 to pay back, and only in its own health system', async () => {
  platform.clock.moveTo('2026-12-31T12:00:00.000Z' as Instant);
  const contractId = makeId<'contract'>() as ContractId;
  await platform.transact(async (tx) => {
    await enterContract(tx, {
      ...{ contractId, name: 'GS5', validFrom: '2026-01-01' as CalendarDay, source: 'Test', isSynthetic: true },
      scope: { payerId: null, planId: null, bin: '610502', pcn: null, groupNumber: null },
      terms: {
        rates: [
          {
            ...{ drugs: 'all', daysFrom: 1, daysTo: null, dispensingFeeCents: cents(0) },
            legs: [{ basis: 'awp', adjustTenThousandths: -8_500, listCode: null }],
          },
        ],
        ...{ transactionFeeCents: cents(0), concessionTenThousandths: 0, macAppealDays: null },
        guarantees: [{ kind: 'GER', target: 8_500, sides: 'two', reserveCents: cents(500_000) }],
      },
    });
    const month = { contractId, kind: 'GER', feePaidCents: cents(0) } as const;
    const of = (on: string, claims: number, awp: number, paid: number) => ({
      ...{ ...month, month: on as CalendarDay, claims, awpCents: cents(awp), ingredientPaidCents: cents(paid) },
    });
    await replaceRateMonths(tx, [
      of('2025-12-01', 9, 9_000, 9_000),
      of('2026-03-01', 1, 60_000_000, 9_000_000),
      of('2026-09-01', 1, 40_000_000, 6_800_000),
    ]);
  });
  const ask = (scope = {}) => askEndpoint({ platform, routes: revenueRoutes }, api.listEffectiveRates, {}, scope);
  const told = await ask();
  if (!told.ok) throw new Error(told.refusal.code);
  expect(told.value.body.guarantees).toMatchObject([
    {
      ...{ contractName: 'GS5', actual: 8_420, trueUpCents: 800_000, projectedCents: 800_000, uncoveredCents: 300_000 },
      months: [{ month: '2026-03-01' }, { month: '2026-09-01' }],
    },
  ]);
  expect(await ask({ tenantId: platform.otherTenantId })).toMatchObject({ value: { body: { guarantees: [] } } });
});
