import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { cents, type UnitPrice } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import * as api from './api.ts';
import { type ContractId, type ContractTerms, enterContract, insertListPrices, keepExpectedPayments } from './index.ts';
import { contractsRoutes } from './routes.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

const ndc11 = '00093505698' as Ndc11;
const since = '2026-01-01' as CalendarDay;
const scope = { payerId: null, planId: null, bin: '610502', pcn: null, groupNumber: null };
const terms: ContractTerms = {
  rates: [
    {
      ...{ drugs: 'all', daysFrom: 1, daysTo: null, dispensingFeeCents: cents(40) },
      legs: [
        { basis: 'mac', adjustTenThousandths: 0, listCode: 'GS4' },
        { basis: 'usual-and-customary', adjustTenThousandths: 0, listCode: null },
      ],
    },
  ],
  ...{ transactionFeeCents: cents(0), concessionTenThousandths: 0, macAppealDays: 14, guarantees: [] },
};

async function expectClaim(claim: { readonly bin?: string; readonly group?: string; readonly on?: string } = {}) {
  const claimId = makeId<'claim'>();
  await platform.transact((tx) =>
    keepExpectedPayments(tx, [
      {
        ...{ claimId, patientId: makeId<'patient'>(), siteId: platform.siteId, planId: null, ndc11 },
        ...{ bin: claim.bin ?? '610502', pcn: 'RX', group: claim.group ?? '', quantityThousandths: 90_000 },
        ...{ daysSupply: 90, dateOfService: (claim.on ?? '2026-02-20') as CalendarDay },
        usualAndCustomaryCents: cents(12_000),
      },
    ]),
  );
  const answer = await askEndpoint({ platform, routes: contractsRoutes }, api.getExpectedPayment, { claimId });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return { claimId, ...answer.value.body };
}

describe('an expected payment', () => {
  test('is kept with the contract of the day, and GS4 is expected at $40.90 by the MAC list', async () => {
    await platform.transact(async (tx) => {
      const contract = { name: 'MBP', scope, validFrom: since, terms, source: 'Test', isSynthetic: true };
      await enterContract(tx, { contractId: makeId<'contract'>() as ContractId, ...contract });
      await enterContract(tx, {
        ...{ contractId: makeId<'contract'>() as ContractId, ...contract, name: 'MBP group' },
        scope: { ...scope, groupNumber: 'G7' },
      });
      const price = { listCode: 'GS4', ndc11, validTo: null, source: 'Test list', isSynthetic: true };
      await insertListPrices(tx, [
        { ...price, validFrom: since, unitPrice: 45_000 as UnitPrice },
        { ...price, validFrom: '2026-03-01' as CalendarDay, unitPrice: 50_000 as UnitPrice },
      ]);
    });
    const gs4 = await expectClaim();
    expect(gs4).toMatchObject({ amountCents: 4_090, contract: { name: 'MBP', version: 1 }, gaps: [] });
    expect(gs4.legs.map(({ basis, isChosen }) => [basis, isChosen])).toEqual([
      ['mac', true],
      ['usual-and-customary', false],
    ]);
    expect((await expectClaim({ on: '2026-03-02' })).amountCents).toBe(4_540);
    expect((await expectClaim({ group: 'G7' })).contract?.name).toBe('MBP group');
  });

  test('is not known, and never a zero, where no contract stands on the day', async () => {
    const stranger = await expectClaim({ bin: '999999' });
    expect(stranger).toMatchObject({ contract: null, amountCents: null, gaps: ['no-contract'] });
    expect((await expectClaim({ on: '2025-12-31' })).gaps).toEqual(['no-contract']);
  });

  test('is refused for a claim without one and hidden from another health system', async () => {
    const ask = (claimId: string, of = {}) =>
      askEndpoint({ platform, routes: contractsRoutes }, api.getExpectedPayment, { claimId }, of);
    const { claimId } = await expectClaim();
    expect(await ask(claimId, { tenantId: platform.otherTenantId })).toMatchObject({ ok: false });
    expect(await ask('01920000-0000-7000-8000-00000000dead')).toMatchObject({
      refusal: { code: 'contracts.nothing-expected' },
    });
  });
});

test('contracts are listed with whom they are for, to their own health system alone', async () => {
  const ask = async (of = {}) => {
    const answer = await askEndpoint({ platform, routes: contractsRoutes }, api.listContracts, {}, of);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value.body.versions;
  };
  const listed = await ask();
  expect(listed.map(({ name, bin, groupNumber, version }) => [name, bin, groupNumber, version])).toEqual([
    ['MBP', '610502', null, 1],
    ['MBP group', '610502', 'G7', 1],
  ]);
  expect(listed[0]?.terms).toEqual(terms);
  expect(await ask({ tenantId: platform.otherTenantId })).toEqual([]);
});

test('terms that cannot price a claim are not taken', async () => {
  const contract = { contractId: makeId<'contract'>() as ContractId, name: 'Empty', scope, validFrom: since };
  const empty = { ...contract, terms: { ...terms, rates: [] }, source: 'Test', isSynthetic: true };
  await expect(platform.transact((tx) => enterContract(tx, empty))).rejects.toThrow('There is no rate.');
});
