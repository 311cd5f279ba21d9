import { type Selectable, sql } from 'kysely';
import type { Id, SiteId } from '../../kernel/ids.ts';
import type { ClinicsClinic } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Clinic, ClinicDetails, ClinicId } from './domain/clinic.ts';
import type { ClinicAddress, ReceivingHours } from './domain/receiving.ts';

const table = 'clinics.clinic';

/** Adds a clinic. */
export function insertClinic(tx: TenantTransaction, clinic: Clinic): void {
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      clinic_id: clinic.clinicId,
      ...toColumns(tx, clinic),
      version: clinic.version,
    }),
  );
}

/** Saves a clinic that was locked and changed. */
export function saveClinic(tx: TenantTransaction, clinic: Clinic): void {
  tx.write(
    tx.database
      .updateTable(table)
      .set({ ...toColumns(tx, clinic), version: clinic.version })
      .where('tenant_id', '=', tx.tenantId)
      .where('clinic_id', '=', clinic.clinicId),
  );
}

/** Lists the clinics of the sites of this transaction, by name. */
export async function listClinics(tx: TenantTransaction): Promise<readonly Clinic[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('name')
    .orderBy('valid_from')
    .execute();
  return rows.map(toClinic);
}

/** Lists the clinics and keeps others from adding or changing any until the transaction ends: their names and codes are decided together. */
export function lockClinics(tx: TenantTransaction): Promise<readonly Clinic[]> {
  // A row that is only being added cannot be locked; one lock stands for all clinics of the tenant.
  tx.write(sql`select pg_advisory_xact_lock(hashtext(${table}), ${tx.tenantId})`.compile(tx.database));
  return listClinics(tx);
}

function toColumns(tx: TenantTransaction, clinic: ClinicDetails) {
  return {
    site_id: clinic.siteId,
    name: clinic.name,
    disease_states: [...clinic.diseaseStates],
    location_codes: [...clinic.locationCodes],
    prescriber_ids: [...clinic.prescriberIds],
    address: clinic.address === null ? null : JSON.stringify(clinic.address),
    receiving_weekdays: clinic.receiving === null ? null : [...clinic.receiving.weekdays],
    receiving_from: clinic.receiving?.from ?? null,
    receiving_until: clinic.receiving?.until ?? null,
    valid_from: clinic.validFrom,
    valid_to: clinic.validTo,
    changed_at: tx.now,
  };
}

function toClinic(row: Selectable<ClinicsClinic>): Clinic {
  return {
    clinicId: row.clinic_id as ClinicId,
    siteId: row.site_id as SiteId,
    name: row.name,
    diseaseStates: row.disease_states,
    locationCodes: row.location_codes,
    prescriberIds: row.prescriber_ids.map((id) => id as Id<'prescriber'>),
    address: row.address as ClinicAddress | null,
    receiving: toReceiving(row),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    version: row.version,
  };
}

/** The database keeps seconds too, which nobody told. */
function toReceiving(row: Selectable<ClinicsClinic>): ReceivingHours | null {
  const { receiving_weekdays: weekdays, receiving_from: from, receiving_until: until } = row;
  return weekdays === null || from === null || until === null
    ? null
    : { weekdays, from: from.slice(0, 5), until: until.slice(0, 5) };
}
