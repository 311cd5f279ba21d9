import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { insertClaim, listClaimsByAuthorizationNumber } from './claim-store.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

test('a claim is found by the number that the payer answered with, by its own health system and site alone', async () => {
  const therapy = await addTherapy(platform);
  const claimId = makeId<'claim'>();
  const unpaid = { patientPayCents: null, ingredientPaidCents: null, feePaidCents: null, totalPaidCents: null };
  await platform.transact((tx) =>
    insertClaim(tx, {
      ...{ claimId, ...therapy, ...unpaid, prescriptionId: makeId<'prescription'>(), fillId: makeId<'fill'>() },
      ...{ coverageId: null, planId: null, ndc11: '00000000001' as Ndc11, quantityThousandths: 2_000 },
      ...{ daysSupply: 28, fillNumber: 0, dateOfService: '2026-03-02' as CalendarDay, state: 'paid' },
      ...{ payerOrder: 1, reversalWanted: null },
      ...{ authorizationNumber: '987654', priorAuthorizationNumber: null, rejectCodes: [] },
      ...{ submittedCents: cents(100_00), submittedAt: tx.now, answeredAt: tx.now },
    }),
  );
  const find = (scope = {}) => platform.transact((tx) => listClaimsByAuthorizationNumber(tx, ' 987654 '), scope);
  expect(await find()).toMatchObject([{ claimId, therapyId: therapy.therapyId }]);
  expect(await find({ siteIds: [platform.secondSiteId] })).toEqual([]);
  expect(await find({ tenantId: platform.otherTenantId })).toEqual([]);
});
