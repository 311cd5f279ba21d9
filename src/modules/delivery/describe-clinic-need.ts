import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { baggingEffects, baggingModels } from '../access/index.ts';
import { assumedReceiving } from '../clinics/index.ts';
import { getSite } from '../identity/index.ts';
import type { TherapySummary } from '../therapies/index.ts';
import { findClinicNeed } from './actions/get-clinic-need.ts';
import { collectsCopay, goesToClinic } from './domain/clinic-need.ts';

/** Describes what a clinic needs for a therapy; null when no clinic administers it. */
export async function describeClinicNeed(tx: TenantTransaction, therapy: Pick<TherapySummary, 'therapyId' | 'siteId'>) {
  const need = await findClinicNeed(tx, therapy.therapyId);
  if (need === null) return null;
  const { model, modelFrom, clinic, appointment, needBy, isReceivingAssumed } = need;
  return {
    modelLabel: baggingModels[model],
    effect: baggingEffects[model],
    ...{ modelFrom, needBy, isReceivingAssumed },
    clinicId: clinic?.clinicId ?? null,
    clinicName: clinic?.name ?? null,
    appointmentAt: appointment?.startsAt ?? null,
    timeZone: (await getSite(tx, therapy.siteId)).timeZone,
    receivesUntil: (clinic?.receiving ?? assumedReceiving).until,
    goesToClinic: goesToClinic(need),
    collectsCopay: collectsCopay(need),
  };
}
