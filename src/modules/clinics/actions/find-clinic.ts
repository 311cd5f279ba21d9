import { readOnce } from '../../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listClinics } from '../clinic-store.ts';
import { type Clinic, type ClinicClues, findClinic } from '../domain/clinic.ts';

/** Finds the clinic that something came from, by what is known of it; null when that names none, or more than one. */
export async function findClinicOf(tx: TenantTransaction, clues: ClinicClues): Promise<Clinic | null> {
  return findClinic(await readOnce(tx, 'clinics', () => listClinics(tx)), clues);
}
