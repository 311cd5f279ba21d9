import type { Selectable } from 'kysely';
import type { Id, PatientId, RawMessageId, SiteId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ClinicsAppointment } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Appointment, AppointmentChange, AppointmentId, AppointmentState } from './domain/appointment.ts';
import type { ClinicId } from './domain/clinic.ts';

const table = 'clinics.appointment';

/** Saves an appointment, new or changed, with what happened to it. */
export function saveAppointment(tx: TenantTransaction, appointment: Appointment, change: AppointmentChange): void {
  const changing = {
    site_id: appointment.siteId,
    clinic_id: appointment.clinicId,
    patient_id: appointment.patientId,
    state: appointment.state,
    starts_at: appointment.startsAt,
    said_at: appointment.saidAt,
    raw_message_id: appointment.rawMessageId,
  };
  const { appointmentId, partnerId, number } = appointment;
  tx.write(
    tx.database
      .insertInto(table)
      .values({ tenant_id: tx.tenantId, appointment_id: appointmentId, partner_id: partnerId, number, ...changing })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'appointment_id']).doUpdateSet(changing)),
  );
  tx.write(
    tx.database.insertInto('clinics.appointment_change').values({
      tenant_id: tx.tenantId,
      appointment_id: appointmentId,
      change_id: tx.newId<'appointment-change'>(),
      kind: change,
      starts_at: appointment.startsAt,
      said_at: appointment.saidAt,
      recorded_at: tx.now,
      raw_message_id: appointment.rawMessageId,
    }),
  );
}

/** Finds an appointment by its sender's number and keeps others from changing it until the transaction ends. */
export async function lockAppointment(
  tx: TenantTransaction,
  of: { readonly partnerId: Id<'partner'>; readonly number: string },
): Promise<Appointment | null> {
  const row = await selectAppointments(tx)
    .where('partner_id', '=', of.partnerId)
    .where('number', '=', of.number)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toAppointment(row);
}

/** Lists the booked appointments of these people from an instant on, the earliest first. */
export async function listComingAppointments(
  tx: TenantTransaction,
  wanted: { readonly patientIds: readonly PatientId[]; readonly from: Instant },
): Promise<readonly Appointment[]> {
  if (wanted.patientIds.length === 0) return [];
  const rows = await selectAppointments(tx)
    .where('patient_id', 'in', [...wanted.patientIds])
    .where('state', '=', 'booked')
    .where('starts_at', '>=', wanted.from)
    .orderBy('starts_at')
    .orderBy('appointment_id')
    .execute();
  return rows.map(toAppointment);
}

/** Finds an appointment; null when there is none at the sites of this transaction. */
export async function findAppointment(
  tx: TenantTransaction,
  appointmentId: AppointmentId,
): Promise<Appointment | null> {
  const row = await selectAppointments(tx).where('appointment_id', '=', appointmentId).executeTakeFirst();
  return row === undefined ? null : toAppointment(row);
}

function selectAppointments(tx: TenantTransaction) {
  return tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
}

function toAppointment(row: Selectable<ClinicsAppointment>): Appointment {
  return {
    appointmentId: row.appointment_id as AppointmentId,
    siteId: row.site_id as SiteId,
    clinicId: row.clinic_id as ClinicId,
    patientId: row.patient_id as PatientId,
    partnerId: row.partner_id as Id<'partner'>,
    number: row.number,
    state: row.state as AppointmentState,
    startsAt: row.starts_at,
    saidAt: row.said_at,
    rawMessageId: row.raw_message_id as RawMessageId | null,
  };
}
