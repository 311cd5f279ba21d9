import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listSites } from '../../identity/index.ts';
import { listDiseaseStates, listPrescribers } from '../../reference/index.ts';
import { insertClinic, lockClinics, saveClinic } from '../clinic-store.ts';
import { type Clinic, type ClinicDetails, type ClinicId, decideClinic } from '../domain/clinic.ts';
import { clinicRefusals } from '../refusals.ts';

/** Adds a clinic. Refuses what the directory does not know, and what another clinic has already. */
export async function addClinic(tx: TenantTransaction, details: ClinicDetails): Promise<Result<Clinic>> {
  const decided = await decide(tx, details, await lockClinics(tx));
  if (!decided.ok) return decided;
  const clinic = { ...decided.value, clinicId: tx.newId<'clinic'>(), version: 1 };
  insertClinic(tx, clinic);
  return ok(clinic);
}

/** Changes what is recorded of a clinic. Refuses when somebody else changed it since it was seen. */
export async function changeClinic(
  tx: TenantTransaction,
  change: { readonly clinicId: ClinicId; readonly expectedVersion: number; readonly details: ClinicDetails },
): Promise<Result<Clinic>> {
  const clinics = await lockClinics(tx);
  const present = clinics.find(({ clinicId }) => clinicId === change.clinicId);
  if (present === undefined) return refuse(clinicRefusals.unknownClinic);
  if (present.version !== change.expectedVersion)
    return refuse(clinicRefusals.clinicMoved, { version: present.version });
  const others = clinics.filter((clinic) => clinic !== present);
  const decided = await decide(tx, change.details, others);
  if (!decided.ok) return decided;
  const clinic = { ...decided.value, clinicId: present.clinicId, version: present.version + 1 };
  saveClinic(tx, clinic);
  return ok(clinic);
}

async function decide(
  tx: TenantTransaction,
  details: ClinicDetails,
  others: readonly Clinic[],
): Promise<Result<ClinicDetails>> {
  const sites = await listSites(tx);
  if (!sites.some(({ siteId }) => siteId === details.siteId)) return refuse(clinicRefusals.unknownSite);
  const known = await listDiseaseStates(tx);
  const unknown = details.diseaseStates.find((code) => !known.some((state) => state.code === code));
  if (unknown !== undefined) return refuse(clinicRefusals.unknownDiseaseState, { code: unknown });
  const found = await listPrescribers(tx, details.prescriberIds);
  if (found.length < new Set(details.prescriberIds).size) return refuse(clinicRefusals.unknownPrescriber);
  return decideClinic(details, others);
}
