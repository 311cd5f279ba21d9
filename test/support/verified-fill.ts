import type { CalendarDay } from '../../src/kernel/calendar-day.ts';
import type { FillId, Id, PatientId, SiteId, TherapyId } from '../../src/kernel/ids.ts';
import type { Ndc11 } from '../../src/kernel/ndc.ts';
import { pickLot, receiveStock } from '../../src/modules/inventory/index.ts';
import { registerPatient } from '../../src/modules/patients/index.ts';
import { openTherapy } from '../../src/modules/therapies/index.ts';
import type { TenantScope } from '../../src/platform/transaction/transactor.ts';
import type { TestPlatform } from './test-platform.ts';
import { makeId } from './therapy-world.ts';

/** A patient with a therapy, and nothing done for it yet. */
export interface WaitingTherapy {
  readonly patientId: PatientId;
  readonly therapyId: TherapyId;
  readonly siteId: SiteId;
}

/** Registers a patient who lives in New York and opens a therapy for them. */
export function addTherapy(
  platform: TestPlatform,
  siteId: SiteId = platform.siteId,
  scope: Partial<TenantScope> = {},
  drug: { readonly drugId: Id<'drug'>; readonly rxcui: string } = { drugId: makeId<'drug'>(), rxcui: '1876366' },
): Promise<WaitingTherapy> {
  return platform.transact(async (tx) => {
    const patientId = await registerPatient(tx, {
      familyName: 'Testerson',
      givenName: `Ada ${makeId().slice(-6)}`,
      birthDate: '1980-02-03' as CalendarDay,
      sex: 'female',
      addresses: [{ lines: ['5 Elm Street'], city: 'Springfield', state: 'NY', postalCode: '10002', use: 'home' }],
      phones: [{ number: '2125550199', use: 'mobile' }],
      emails: [],
      identifiers: [],
    });
    const { therapyId } = await openTherapy(tx, {
      patientId,
      ingredientRxcui: drug.rxcui,
      drugId: drug.drugId,
      indicationCode: 'L40.0',
      siteId,
      prescriptionId: makeId<'prescription'>(),
      receivedAt: tx.now,
      channel: 'hl7v2',
      rawMessageId: null,
      daysSupply: 28,
    });
    return { patientId, therapyId, siteId };
  }, scope);
}

/** Puts a fill with its picked stock where a pharmacist left it: verified. */
export async function addVerifiedFill(
  platform: TestPlatform,
  therapy: WaitingTherapy,
  drugId: Id<'drug'> = makeId<'drug'>(),
): Promise<FillId> {
  const fillId = makeId<'fill'>();
  const { siteId } = therapy;
  const of = { siteId, ndc11: '00000000001' as Ndc11, owner: 'wac', quantityThousandths: 2_000 } as const;
  const picked = await platform.transact(async (tx) => {
    await receiveStock(tx, {
      ...of,
      gtin14: null,
      lotNumber: 'LOT1',
      expiresOn: '2028-01-31' as CalendarDay,
      unitCostHundredThousandths: 100_000,
    });
    return pickLot(tx, { ...of, fillId, minimumDays: 28 });
  });
  if (!picked.ok) throw new Error(picked.refusal.code);
  await platform.transact(async (tx) => {
    await tx.database
      .insertInto('dispensing.fill')
      .values({
        tenant_id: tx.tenantId,
        fill_id: fillId,
        site_id: siteId,
        therapy_id: therapy.therapyId,
        patient_id: therapy.patientId,
        prescription_id: makeId<'prescription'>(),
        fill_number: 0,
        drug_id: drugId,
        ndc11: of.ndc11,
        quantity_thousandths: of.quantityThousandths,
        days_supply: 28,
        owner: of.owner,
        payment: 'cash',
        state: 'verified',
        lot_id: picked.value.lotId,
        lot_number: 'LOT1',
        lot_expires_on: '2028-01-31' as CalendarDay,
        opened_at: tx.now,
        verified_at: tx.now,
      })
      .execute();
  });
  return fillId;
}
