import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { type Claim, insertClaim, listClaimsByAuthorizationNumber } from './claim-store.ts';
import { describeOpenClaims, describeOpenSums } from './describe-open-claims.ts';

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

const everything = { kind: null, planId: null, code: null, before: null } as const;

test('the claims that need somebody are read page by page without a gap, and narrowed by kind, code and age', async () => {
  const therapy = await addTherapy(platform);
  const unpaid = { patientPayCents: null, ingredientPaidCents: null, feePaidCents: null, totalPaidCents: null };
  const add = (state: Claim['state'], rejectCodes: readonly string[]) =>
    platform.transact((tx) =>
      insertClaim(tx, {
        ...{ claimId: makeId<'claim'>(), ...therapy, ...unpaid, prescriptionId: makeId<'prescription'>() },
        ...{ fillId: makeId<'fill'>(), coverageId: null, planId: null, ndc11: '00000000001' as Ndc11 },
        ...{ quantityThousandths: 2_000, daysSupply: 28, fillNumber: 0, dateOfService: '2026-03-02' as CalendarDay },
        ...{ state, payerOrder: 1, reversalWanted: null, authorizationNumber: null, priorAuthorizationNumber: null },
        ...{ rejectCodes, submittedCents: cents(100_00), submittedAt: tx.now, answeredAt: tx.now },
      }),
    );
  for (let index = 0; index < 60; index += 1) await add('rejected', [index % 2 === 0 ? '75' : '88']);
  platform.clock.advance(5 * 3_600_000);
  await add('unanswered', []);
  await platform.transact(async (tx) => {
    const { body: first } = await describeOpenClaims(tx, { filter: everything, after: null });
    const { body: second } = await describeOpenClaims(tx, { filter: everything, after: first.next });
    const ids = [...first.claims, ...second.claims].map(({ claimId }) => claimId);
    expect([first.claims.length, second.claims.length, new Set(ids).size, second.next]).toEqual([50, 11, 61, null]);
    const narrowed = { ...everything, code: '88', before: addMinutes(tx.now, -240) };
    const { body } = await describeOpenClaims(tx, { filter: narrowed, after: null });
    expect([body.claims.length, new Set(body.claims.map(({ reason }) => reason)).size]).toEqual([30, 1]);
    expect(await describeOpenSums(tx, { ...everything, kind: 'rejected' })).toMatchObject({
      rejected: { count: 60, claimedCents: 600_000 },
      unanswered: { count: 0, oldestAt: null },
      codes: [
        { code: '75', count: 30 },
        { code: '88', count: 30 },
      ],
    });
  });
});
