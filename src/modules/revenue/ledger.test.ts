import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { type Cents, cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { type ClaimId, type ClaimSubmission, importClaims } from '../claims/index.ts';
import { dispenseStock, pickLot, receiveStock } from '../inventory/index.ts';
import {
  type RemittedClaim,
  type RemittedPayment,
  receiveRemittanceFile,
  settleRemittanceFile,
} from '../remittance/index.ts';
import { postFills } from './actions/post-claims.ts';
import { postPast } from './index.ts';
import { sumLedger } from './ledger-queries.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

const day = '2026-02-20' as CalendarDay;
const ndc11 = '00000000001' as Ndc11;

/** A paid claim of a fill that took two units at $100 from the shelf. */
async function addClaim(authorizationNumber: string, paid: Cents, isReversed = false) {
  const therapy = await addTherapy(platform);
  const [claimId, fillId] = [makeId<'claim'>() as ClaimId, makeId<'fill'>() as FillId];
  const submission: ClaimSubmission = {
    ...{ transaction: 'billing', bin: '610001', pcn: 'RX', group: 'G', cardholderId: 'M1', rxNumber: '1' },
    patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: '1980-02-03' as CalendarDay, sex: 'female' },
    ...{ pharmacyNpi: '1093817462', prescriberNpi: '1093817462', fillNumber: 0, ndc11, daysSupply: 28 },
    ...{ quantityThousandths: 2_000, dateOfService: day, writtenDate: day, refillsAuthorized: 0 },
    ...{ ingredientCostCents: cents(paid + 4_000), dispensingFeeCents: cents(0), usualAndCustomaryCents: paid },
    priorAuthorizationNumber: null,
  };
  const none = { authorizationNumber: null, patientPayCents: null, ingredientPaidCents: null, feePaidCents: null };
  const adjudication = {
    ...{ outcome: 'paid' as const, authorizationNumber, rejectCodes: [], patientPayCents: cents(500) },
    ...{ ingredientPaidCents: cents(paid + 500), feePaidCents: cents(0), totalPaidCents: paid },
  };
  const actor = { kind: 'system', name: 'test' } as const;
  const of = { siteId: therapy.siteId, ndc11, owner: 'wac', quantityThousandths: 2_000 } as const;
  await platform.transact(async (tx) => {
    const lot = { gtin14: null, lotNumber: 'LOT1', expiresOn: '2028-01-31' as CalendarDay };
    await receiveStock(tx, { ...of, ...lot, unitCostHundredThousandths: 10_000_000 });
    const picked = await pickLot(tx, { ...of, fillId, minimumDays: 28 });
    if (!picked.ok) throw new Error(picked.refusal.code);
    await dispenseStock(tx, fillId);
    const reversed = { ...none, outcome: 'reversed' as const, rejectCodes: [], totalPaidCents: null };
    await importClaims(tx, [
      {
        ...{ ...therapy, claimId, prescriptionId: makeId<'prescription'>(), fillId },
        ...{ coverageId: null, planId: null, submission, submittedAt: tx.now, submittedBy: actor },
        answers: [
          { at: tx.now, actor, adjudication },
          ...(isReversed
            ? [
                { at: addMinutes(tx.now, 1), actor, reverse: 'test' },
                { at: addMinutes(tx.now, 2), actor, adjudication: reversed },
              ]
            : []),
        ],
      },
    ]);
  });
  return { claimId, fillId };
}

async function remit(number: string, claims: readonly RemittedClaim[], deducted = 0): Promise<void> {
  const upload = await platform.files.receive(platform.tenantId, {
    ...{ pieces: [Buffer.from(number)], mediaType: 'text/plain', largestBytes: 100, at: platform.clock.now() },
  });
  if (upload === null) throw new Error('the file was too large');
  const payment: RemittedPayment = {
    ...{ traceNumber: number, payerId: '999001', payerName: 'Invented Rx Plan', payeeId: '1093817462', paidOn: day },
    paymentCents: cents(claims.reduce((sum, { paidCents }) => sum + paidCents, -deducted)),
    ...{ claims, providerAdjustments: [{ reasonCode: 'WO', reference: 'X', cents: cents(deducted) }] },
  };
  await platform.transact(async (tx) => {
    const taken = await receiveRemittanceFile(tx, { upload, source: 'browser', fileName: 'remit.835' });
    if (!taken.ok) throw new Error(taken.refusal.code);
    const { remittanceFileId } = taken.value;
    await settleRemittanceFile(tx, { remittanceFileId, payments: [payment], problems: [] });
  });
}

function composeLine(number: string, paid: number): RemittedClaim {
  return {
    ...{
      place: 'segment 10',
      rxNumber: `ACCOUNT ${number}`,
      payerClaimNumber: number,
      statusCode: '1',
      serviceOn: day,
    },
    ...{ ndc11: null, chargeCents: cents(paid), paidCents: cents(paid), patientResponsibilityCents: null },
    adjustments: [{ groupCode: 'CO', reasonCode: '45', cents: cents(4_000) }],
  };
}

const ledger = () => platform.transact((tx) => sumLedger(tx));

describe('the ledger', () => {
  test('reconciles to the cent: what payers agreed to is what was remitted and what is open, and posting again adds nothing', async () => {
    await addClaim('L-1', cents(25_000));
    await addClaim('L-2', cents(8_000));
    await addClaim('L-3', cents(5_000), true);
    await remit('R-1', [composeLine('L-1', 24_000), composeLine('U-1', 700)], 1_500);
    await platform.transact((tx) => postPast(tx));
    const sums = await ledger();
    expect(sums).toMatchObject({
      ...{ 'payer-receivable': 33_000 - 24_000, 'patient-receivable': 1_000, 'remitted-cash': 23_200 },
      ...{ suspense: -700, 'provider-adjustment': 1_500, 'contractual-adjustment': 7_000, charge: -41_000 },
      ...{ 'acquisition-cost': 60_000, inventory: -60_000 },
    });
    const agreed = 33_000;
    const remitted = (sums['remitted-cash'] ?? 0) + (sums['provider-adjustment'] ?? 0) + (sums.suspense ?? 0);
    expect(remitted + (sums['payer-receivable'] ?? 0)).toBe(agreed);
    expect(Object.values(sums).reduce((sum, amount) => sum + amount, 0)).toBe(0);
    await platform.transact((tx) => postPast(tx));
    expect(await ledger()).toEqual(sums);
  });

  test('takes no change, no removal and no set that does not sum to zero', async () => {
    const { fillId } = await addClaim('L-4', cents(1_000));
    await platform.transact((tx) => postFills(tx, [fillId]));
    const ask = (statement: string) => platform.database.owner.query(statement);
    await expect(ask('update revenue.posting set cents = 1')).rejects.toThrow();
    await expect(ask('delete from revenue.posting_set')).rejects.toThrow();
    const copied = `insert into revenue.posting select tenant_id, posting_set_id, 90, account, '', 1 from revenue.posting limit 1`;
    await expect(ask(copied)).rejects.toThrow('does not sum to zero');
  });
});
