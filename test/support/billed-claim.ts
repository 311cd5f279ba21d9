import type { CalendarDay } from '../../src/kernel/calendar-day.ts';
import type { FillId } from '../../src/kernel/ids.ts';
import { addMinutes } from '../../src/kernel/instant.ts';
import { type Cents, cents } from '../../src/kernel/money.ts';
import type { Ndc11 } from '../../src/kernel/ndc.ts';
import { type ClaimId, type ClaimSubmission, importClaims } from '../../src/modules/claims/index.ts';
import { dispenseStock, pickLot, receiveStock } from '../../src/modules/inventory/index.ts';
import {
  type RemittedClaim,
  type RemittedPayment,
  receiveRemittanceFile,
  settleRemittanceFile,
} from '../../src/modules/remittance/index.ts';
import type { TestPlatform } from './test-platform.ts';
import { makeId } from './therapy-world.ts';
import { addTherapy } from './verified-fill.ts';

/** The day of service of the claims, unless another is given. */
const day = '2026-02-20' as CalendarDay;
const ndc11 = '00000000001' as Ndc11;

function composeSubmission(paid: Cents, serviceOn = day): ClaimSubmission {
  return {
    ...{ transaction: 'billing', bin: '610001', pcn: 'RX', group: 'G', cardholderId: 'M1', rxNumber: '1' },
    patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: '1980-02-03' as CalendarDay, sex: 'female' },
    ...{ pharmacyNpi: '1093817462', prescriberNpi: '1093817462', fillNumber: 0, ndc11, daysSupply: 28 },
    ...{ quantityThousandths: 2_000, dateOfService: serviceOn, writtenDate: serviceOn, refillsAuthorized: 0 },
    ...{ ingredientCostCents: cents(paid + 4_000), dispensingFeeCents: cents(0), usualAndCustomaryCents: paid },
    priorAuthorizationNumber: null,
  };
}

/** A paid claim of a fill that took two units at $100 from the shelf; $5 are left to the patient. */
export async function addBilledClaim(
  platform: TestPlatform,
  authorizationNumber: string,
  paid: Cents,
  how: { readonly isReversed?: boolean; readonly planId?: string | null; readonly serviceOn?: CalendarDay } = {},
) {
  const { isReversed = false, planId = null, serviceOn = day } = how;
  const therapy = await addTherapy(platform);
  const [claimId, fillId] = [makeId<'claim'>() as ClaimId, makeId<'fill'>() as FillId];
  const submission = composeSubmission(paid, serviceOn);
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
        ...{ coverageId: null, planId: planId as never, submission, submittedAt: tx.now, submittedBy: actor },
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
  return { claimId, fillId, therapy };
}

/** The claim of a card of the same fill, which pays some of what was left to the patient, or rejects it. */
export async function addCardClaim(
  platform: TestPlatform,
  first: Awaited<ReturnType<typeof addBilledClaim>>,
  card: { readonly number: string; readonly paid: Cents | null; readonly planId?: string },
) {
  const { number, paid, planId = null } = card;
  const { fillId, therapy } = first;
  const claimId = makeId<'claim'>() as ClaimId;
  const actor = { kind: 'system', name: 'test' } as const;
  const none = { patientPayCents: null, ingredientPaidCents: null, feePaidCents: null, totalPaidCents: null };
  const adjudication =
    paid === null
      ? { ...none, outcome: 'rejected' as const, authorizationNumber: null, rejectCodes: ['65'] }
      : {
          ...{ ...none, outcome: 'paid' as const, authorizationNumber: number, rejectCodes: [], totalPaidCents: paid },
          patientPayCents: cents(500 - paid),
        };
  await platform.transact((tx) => {
    const at = addMinutes(tx.now, 5);
    return importClaims(tx, [
      {
        ...{ ...therapy, claimId, prescriptionId: makeId<'prescription'>(), fillId, payerOrder: 2 },
        ...{ coverageId: null, planId: planId as never, submission: composeSubmission(cents(500)) },
        ...{ submittedAt: at, submittedBy: actor, answers: [{ at, actor, adjudication }] },
      },
    ]);
  });
  return { claimId };
}

/** A payment of a payer, posted with its lines and with what is deducted without a claim. Returns its file. */
export async function remitPayment(
  platform: TestPlatform,
  number: string,
  claims: readonly RemittedClaim[],
  deducted = 0,
) {
  const upload = await platform.files.receive(platform.tenantId, {
    ...{ pieces: [Buffer.from(number)], mediaType: 'text/plain', largestBytes: 100, at: platform.clock.now() },
  });
  if (upload === null) throw new Error('the file was too large');
  const payment: RemittedPayment = {
    ...{ traceNumber: number, payerId: '999001', payerName: 'Invented Rx Plan', payeeId: '1093817462', paidOn: day },
    paymentCents: cents(claims.reduce((sum, { paidCents }) => sum + paidCents, -deducted)),
    ...{ claims, providerAdjustments: [{ reasonCode: 'WO', reference: 'X', cents: cents(deducted) }] },
  };
  return platform.transact(async (tx) => {
    const taken = await receiveRemittanceFile(tx, { upload, source: 'browser', fileName: 'remit.835' });
    if (!taken.ok) throw new Error(taken.refusal.code);
    const { remittanceFileId } = taken.value;
    await settleRemittanceFile(tx, { remittanceFileId, payments: [payment], problems: [] });
    return remittanceFileId;
  });
}

/** A line that pays so much of the claim with an authorization number. */
export function composePaidLine(number: string, paid: number): RemittedClaim {
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
