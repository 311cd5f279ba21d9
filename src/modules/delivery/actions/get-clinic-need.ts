import type { Id, TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { readOnce } from '../../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listBaggingModels } from '../../access/index.ts';
import {
  assumedReceiving,
  type Clinic,
  type ClinicId,
  computeNeedBy,
  listClinics,
  listComingAppointments,
} from '../../clinics/index.ts';
import { getSite } from '../../identity/index.ts';
import { listFamilyIds } from '../../patients/index.ts';
import { findPrescribingClinic } from '../../prescriptions/index.ts';
import { listDrugs } from '../../reference/index.ts';
import { findStanding, type TherapyStanding } from '../../therapies/index.ts';
import {
  type Administration,
  type ClinicNeed,
  decideAdministration,
  listAdministeringClinics,
} from '../domain/clinic-need.ts';

/** Gets what a clinic needs for a therapy; null when no clinic administers it, or it has ended. */
export async function findClinicNeed(tx: TenantTransaction, therapyId: TherapyId): Promise<ClinicNeed | null> {
  const standing = await findStanding(tx, therapyId);
  return standing === null ? null : ((await listClinicNeeds(tx, [standing])).get(therapyId) ?? null);
}

/** Lists what clinics need for those of these therapies that they administer. */
export async function listClinicNeeds(
  tx: TenantTransaction,
  standings: readonly TherapyStanding[],
): Promise<ReadonlyMap<TherapyId, ClinicNeed>> {
  const running = standings.filter(({ isEnded }) => !isEnded);
  const models = await listBaggingModels(
    tx,
    running.map(({ therapyId }) => therapyId),
  );
  const needs = new Map<TherapyId, ClinicNeed>();
  for (const standing of running) {
    const { therapyId, programme } = standing;
    const administration = decideAdministration({ programme, baggingModel: models.get(therapyId) ?? null });
    if (administration !== null) needs.set(therapyId, await readNeed(tx, standing, administration));
  }
  return needs;
}

async function readNeed(
  tx: TenantTransaction,
  standing: TherapyStanding,
  administration: Administration,
): Promise<ClinicNeed> {
  const clinics = await readOnce(tx, 'clinics', () => listClinics(tx));
  const orderedFrom = await findPrescribingClinic(tx, standing.prescriptionId);
  const diseaseState = orderedFrom === null ? await findDiseaseState(tx, standing.drugId) : null;
  const clinicIds = listAdministeringClinics(clinics, { orderedFrom, diseaseState });
  const patientIds = await listFamilyIds(tx, standing.patientId);
  const coming = await listComingAppointments(tx, { patientIds, from: tx.now });
  const appointment = coming.find(({ clinicId }) => clinicIds.includes(clinicId)) ?? null;
  const clinic = findClinic(clinics, appointment?.clinicId ?? orderedFrom);
  const { calendar } = await getSite(tx, standing.siteId);
  const hours = clinic?.receiving ?? assumedReceiving;
  const isNeeded = appointment !== null && !standing.isCycleDelivered;
  return {
    ...administration,
    ...{ clinicIds, appointment, clinic },
    needBy: isNeeded ? computeNeedBy(dayIn(appointment.startsAt, calendar.timeZone), hours, calendar) : null,
    isReceivingAssumed: clinic !== null && clinic.receiving === null,
  };
}

function findClinic(clinics: readonly Clinic[], wanted: ClinicId | null): Clinic | null {
  return clinics.find(({ clinicId }) => clinicId === wanted) ?? null;
}

async function findDiseaseState(tx: TenantTransaction, drugId: Id<'drug'>): Promise<string | null> {
  const [drug] = await listDrugs(tx, [drugId]);
  return drug?.programme ?? null;
}
