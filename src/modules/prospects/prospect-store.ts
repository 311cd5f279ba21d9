import { type Selectable, sql } from 'kysely';
import type { Id, PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ProspectsProspect } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listFamilyIds } from '../patients/index.ts';
import type { Prospect, ProspectFinding, ProspectId, ProspectState } from './domain/prospect.ts';

const table = 'prospects.prospect';

/** Saves a prospect, new or locked and changed. */
export function saveProspect(tx: TenantTransaction, prospect: Prospect): void {
  const changing = {
    site_id: prospect.siteId,
    clinic_id: prospect.clinicId,
    appointment_id: prospect.appointmentId,
    appointment_at: prospect.appointmentAt,
    findings: JSON.stringify(prospect.findings),
    state: prospect.state,
    reason_code: prospect.reasonCode,
    therapy_id: prospect.therapyId,
    prescription_id: prospect.prescriptionId,
    changed_at: prospect.changedAt,
    changed_by: prospect.changedBy,
    version: prospect.version,
  };
  tx.write(
    tx.database
      .insertInto(table)
      .values({
        tenant_id: tx.tenantId,
        prospect_id: prospect.prospectId,
        patient_id: prospect.patientId,
        disease_state: prospect.diseaseState,
        found_at: prospect.foundAt,
        ...changing,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'prospect_id']).doUpdateSet(changing)),
  );
}

/** Finds a prospect and keeps others from changing it until the transaction ends. */
export async function lockProspect(tx: TenantTransaction, prospectId: ProspectId): Promise<Prospect | null> {
  const row = await selectProspects(tx).where('prospect_id', '=', prospectId).forUpdate().executeTakeFirst();
  return row === undefined ? null : toProspect(row);
}

/** Lists the prospects of a person, under whichever record, and keeps others from adding or changing one until the transaction ends. */
export async function lockProspectsOf(tx: TenantTransaction, patientId: PatientId): Promise<readonly Prospect[]> {
  // An order that is accepted while an appointment is looked at must see the prospect that is only being found, or be seen by it.
  tx.write(sql`select pg_advisory_xact_lock(hashtextextended(${patientId}, ${tx.tenantId}))`.compile(tx.database));
  const family = await listFamilyIds(tx, patientId);
  const rows = await selectProspects(tx)
    .where('patient_id', 'in', [...family])
    .orderBy('prospect_id')
    .forUpdate()
    .execute();
  return rows.map(toProspect);
}

/** Counts the prospects of each state. */
export async function countProspects(tx: TenantTransaction): Promise<ReadonlyMap<ProspectState, number>> {
  const rows = await tx.database
    .selectFrom(table)
    .select(({ fn }) => ['state', fn.countAll<string>().as('count')])
    .where('tenant_id', '=', tx.tenantId)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state as ProspectState, Number(count)]));
}

/** Lists prospects in some states: those to work by their appointments, the next first; those that are over by what changed last. */
export async function listProspects(
  tx: TenantTransaction,
  wanted: {
    readonly states: readonly ProspectState[];
    readonly order: 'appointment' | 'change';
    readonly most: number;
  },
): Promise<readonly Prospect[]> {
  const rows = await selectProspects(tx)
    .where('state', 'in', [...wanted.states])
    .orderBy(
      wanted.order === 'appointment' ? 'appointment_at' : 'changed_at',
      wanted.order === 'appointment' ? 'asc' : 'desc',
    )
    .orderBy('prospect_id')
    .limit(wanted.most)
    .execute();
  return rows.map(toProspect);
}

/** Lists the prospects that were said to have gone elsewhere in a time. */
export async function listGoneElsewhere(
  tx: TenantTransaction,
  time: { readonly from: Instant; readonly until: Instant },
): Promise<readonly Prospect[]> {
  const rows = await selectProspects(tx)
    .where('state', '=', 'elsewhere')
    .where('changed_at', '>=', time.from)
    .where('changed_at', '<', time.until)
    .orderBy('changed_at')
    .execute();
  return rows.map(toProspect);
}

function selectProspects(tx: TenantTransaction) {
  return tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
}

function toProspect(row: Selectable<ProspectsProspect>): Prospect {
  return {
    prospectId: row.prospect_id as ProspectId,
    siteId: row.site_id as SiteId,
    clinicId: row.clinic_id as Id<'clinic'>,
    patientId: row.patient_id as PatientId,
    appointmentId: row.appointment_id as Id<'appointment'>,
    appointmentAt: row.appointment_at,
    diseaseState: row.disease_state,
    findings: row.findings as unknown as readonly ProspectFinding[],
    state: row.state as ProspectState,
    reasonCode: row.reason_code,
    therapyId: row.therapy_id as TherapyId | null,
    prescriptionId: row.prescription_id as PrescriptionId | null,
    foundAt: row.found_at,
    changedAt: row.changed_at,
    changedBy: row.changed_by as StaffId | null,
    version: row.version,
  };
}
