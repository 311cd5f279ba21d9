import type { PatientId, SiteId } from '../../kernel/ids.ts';
import type { AppointmentNews } from '../../modules/clinics/index.ts';
import { findReceivingSite, type MessageLink } from '../../modules/exchange/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { FhirAppointment, FhirAppointments } from '../../standards/fhir/fhir.ts';
import type { Applied, StoredMessage } from '../inbound/inbound-format.ts';
import { takeAppointment } from '../inbound/take-appointment.ts';
import { toDiagnosis, toIncomingPatient } from './to-incoming-prescription.ts';
import { isCurrent, isInForce, toCondition, toCoverage } from './to-stated-facts.ts';

/**
 * How each status of http://hl7.org/fhir/appointmentstatus stands here. One that is proposed, pending or on a waiting list is none yet, and
 * nothing becomes of it.
 */
const states: Readonly<Record<string, AppointmentNews['state']>> = {
  booked: 'booked',
  arrived: 'booked',
  'checked-in': 'booked',
  fulfilled: 'booked',
  cancelled: 'cancelled',
  'entered-in-error': 'cancelled',
  noshow: 'no-show',
};

/** Records what a message says of appointments, by the action that takes scheduling messages of HL7 version 2 too. */
export async function applyAppointments(
  tx: TenantTransaction,
  stored: StoredMessage,
  { header, appointments }: FhirAppointments,
): Promise<Applied> {
  const { siteId } = await findReceivingSite(tx, { partner: stored.partner, pharmacyIds: [] });
  const links: MessageLink[] = [];
  const patientIds: PatientId[] = [];
  let needsPerson = false;
  for (const appointment of appointments) {
    const sentAt = appointment.lastUpdated?.instant ?? header?.sentAt?.instant ?? stored.receivedAt;
    const taken = await takeOne(tx, appointment, { stored, siteId, sentAt });
    if (taken === null) continue;
    links.push(...taken.links);
    patientIds.push(...taken.patientIds);
    needsPerson ||= taken.outcome === 'work-item';
  }
  return { outcome: needsPerson ? 'work-item' : 'applied', links, patientIds: [...new Set(patientIds)] };
}

async function takeOne(
  tx: TenantTransaction,
  appointment: FhirAppointment,
  said: {
    readonly stored: StoredMessage;
    readonly siteId: SiteId;
    readonly sentAt: StoredMessage['receivedAt'];
  },
): Promise<Applied | null> {
  const state = states[appointment.status];
  if (state === undefined) return null;
  const { rawMessageId, partner, receivedAt } = said.stored;
  const { number, start, patient, placeCodes, npis, reasons, conditions, coverages } = appointment;
  return takeAppointment(
    tx,
    {
      ...{ number, state, placeCodes, saidAt: said.sentAt },
      startsAt: start?.instant ?? null,
      patient: toIncomingPatient(patient),
      npi: npis[0] ?? null,
      diagnoses: [
        ...reasons.map(toDiagnosis).filter(({ code }) => code !== null),
        ...conditions.filter(isCurrent).flatMap(toCondition),
      ],
      coverages: coverages.filter(isInForce).map(toCoverage),
    },
    { rawMessageId, partnerId: partner.partnerId, siteId: said.siteId, receivedAt },
  );
}
