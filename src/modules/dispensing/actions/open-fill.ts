import type { FillId, PrescriptionId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { submitClaim } from '../../claims/index.ts';
import { getSite } from '../../identity/index.ts';
import { findPrescription } from '../../prescriptions/index.ts';
import { type Drug, getDrug } from '../../reference/index.ts';
import type { Fill, FillPayment } from '../domain/fill.ts';
import { isUnderWay } from '../domain/fill-lifecycle.ts';
import { fillOpened } from '../events.ts';
import { countFillsOfPrescription, insertFill, listFills, touchFill } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { composeClaim, type UsablePrescription } from './compose-claim.ts';

/** A fill to be opened: of which prescription, whose stock, and how it is paid. */
export interface NewFill {
  readonly prescriptionId: PrescriptionId;
  readonly owner: string;
  readonly payment: FillPayment;
}

/** Opens a fill and bills it. Refuses a prescription that cannot be filled, a second fill under way, and a claim without coverage. */
export async function openFill(tx: TenantTransaction, wanted: NewFill): Promise<Result<FillId>> {
  const usable = await findUsable(tx, wanted.prescriptionId);
  const fills = await countFillsOfPrescription(tx, wanted.prescriptionId);
  if (usable === null || fills > (usable.refillsAuthorized ?? 0))
    return refuse(dispensingRefusals.prescriptionNotUsable);
  const { fill, drug } = await composeFill(tx, { wanted, usable });
  const others = await listFills(tx, fill);
  if (others.some((other) => isUnderWay(other.state))) return refuse(dispensingRefusals.fillUnderWay);
  await insertFill(tx, fill);
  if (wanted.payment === 'claim') {
    const claim = await composeClaim(tx, { fill, prescription: usable, drug });
    if (!claim.ok) return claim;
    const submitted = await submitClaim(tx, claim.value);
    if (!submitted.ok) return submitted;
  }
  await tx.announce(
    fillOpened,
    {
      fillId: fill.fillId,
      therapyId: fill.therapyId,
      prescriptionId: fill.prescriptionId,
      fillNumber: fill.fillNumber,
    },
    fill.therapyId,
  );
  touchFill(tx, fill);
  return ok(fill.fillId);
}

/** Finds a prescription that is accepted, has not expired and says everything that a fill needs; null otherwise. */
export async function findUsable(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<UsablePrescription | null> {
  const prescription = await findPrescription(tx, prescriptionId);
  if (prescription === null || prescription.status !== 'accepted') return null;
  const { patientId, therapyId, drugId, quantityThousandths, daysSupply } = prescription;
  if (
    patientId === null ||
    therapyId === null ||
    drugId === null ||
    quantityThousandths === null ||
    daysSupply === null
  )
    return null;
  const site = await getSite(tx, prescription.siteId);
  const hasExpired = prescription.expiresOn !== null && prescription.expiresOn < dayIn(tx.now, site.timeZone);
  if (hasExpired) return null;
  return { ...prescription, patientId, therapyId, drugId, quantityThousandths, daysSupply };
}

async function composeFill(
  tx: TenantTransaction,
  parts: { readonly wanted: NewFill; readonly usable: UsablePrescription },
): Promise<{ readonly fill: Fill; readonly drug: Drug }> {
  const { wanted, usable } = parts;
  const drug = await getDrug(tx, usable.drugId);
  const fill: Fill = {
    fillId: tx.newId<'fill'>(),
    siteId: usable.siteId,
    therapyId: usable.therapyId,
    patientId: usable.patientId,
    prescriptionId: usable.prescriptionId,
    fillNumber: await countFillsOfPrescription(tx, usable.prescriptionId),
    drugId: usable.drugId,
    ndc11: drug.ndc11,
    quantityThousandths: usable.quantityThousandths,
    daysSupply: usable.daysSupply,
    owner: wanted.owner,
    payment: wanted.payment,
    state: wanted.payment === 'claim' ? 'awaiting-claim' : 'awaiting-release',
    lotId: null,
    lotNumber: null,
    lotExpiresOn: null,
    openedBy: tx.actor.kind === 'staff' ? tx.actor.staffId : null,
    filledBy: null,
    verifiedBy: null,
    openedAt: tx.now,
    filledAt: null,
    verifiedAt: null,
    handedOverAt: null,
  };
  return { fill, drug };
}
