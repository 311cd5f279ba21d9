import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn, type Instant } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { findPrescription } from '../../prescriptions/index.ts';
import { getTherapySummary } from '../../therapies/index.ts';
import { saveSupply } from '../dose-store.ts';
import { announceRunOut, type RunOutReason, readDoseLedger } from './read-doses.ts';

interface Shipment {
  readonly deliveryId: string;
  readonly therapyId: string;
  readonly fillId: string | null;
}

/** Keeps how much a verified fill holds. */
export async function followVerifiedFill(
  tx: TenantTransaction,
  fill: {
    readonly fillId: string;
    readonly therapyId: string;
    readonly daysSupply: number;
    readonly quantityThousandths?: number;
  },
): Promise<void> {
  const therapyId = fill.therapyId as TherapyId;
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return;
  const { daysSupply, quantityThousandths = null } = fill;
  await saveSupply(tx, {
    ...{ supplyId: fill.fillId, therapyId, siteId: therapy.siteId, daysSupply, quantityThousandths },
  });
}

/** Counts a supply from the day on which it reached the patient. */
export async function followDelivery(
  tx: TenantTransaction,
  delivered: Shipment & { readonly deliveredAt: string; readonly daysSupply: number | null },
): Promise<void> {
  const therapyId = delivered.therapyId as TherapyId;
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return;
  const { siteId, prescriptionId } = therapy;
  const { timeZone } = await getSite(tx, siteId);
  // A delivery of which no fill is known lasts as long as the prescription says.
  const stated = delivered.fillId === null ? ((await findPrescription(tx, prescriptionId))?.daysSupply ?? null) : null;
  await saveSupply(tx, {
    ...{ supplyId: delivered.fillId ?? delivered.deliveryId, therapyId, siteId },
    daysSupply: delivered.daysSupply ?? stated,
    deliveredOn: dayIn(delivered.deliveredAt as Instant, timeZone),
  });
  await followChange(tx, therapyId, 'supply-received');
}

/** A supply that came back no longer counts. */
export async function followReturn(tx: TenantTransaction, returned: Shipment): Promise<void> {
  const therapyId = returned.therapyId as TherapyId;
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return;
  const supplyId = returned.fillId ?? returned.deliveryId;
  await saveSupply(tx, { supplyId, therapyId, siteId: therapy.siteId, deliveredOn: null });
  await followChange(tx, therapyId, 'supply-returned');
}

/** Where nothing but supplies is known, the therapy counts by days' supply itself and comes to the same day. */
async function followChange(tx: TenantTransaction, therapyId: TherapyId, reasonCode: RunOutReason): Promise<void> {
  const ledger = await readDoseLedger(tx, therapyId);
  tx.touch(`therapy:${therapyId}`);
  if (ledger.phases.length === 0 && ledger.reports.length === 0) return;
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return;
  const today = dayIn(tx.now, (await getSite(tx, therapy.siteId)).timeZone);
  await announceRunOut(tx, therapyId, { ledger, today, reasonCode });
}
