import type { Id, PatientId, RawMessageId, SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { ClinicId } from './clinic.ts';

export type AppointmentId = Id<'appointment'>;

export type AppointmentState = 'booked' | 'cancelled' | 'no-show';

/** An appointment at a clinic, as its sender told it last. */
export interface Appointment {
  readonly appointmentId: AppointmentId;
  /** The pharmacy that serves the clinic. */
  readonly siteId: SiteId;
  readonly clinicId: ClinicId;
  readonly patientId: PatientId;
  readonly partnerId: Id<'partner'>;
  readonly number: string;
  readonly state: AppointmentState;
  readonly startsAt: Instant;
  readonly saidAt: Instant;
  readonly rawMessageId: RawMessageId | null;
}

/** What a sender says of an appointment now; null leaves the start as it was, as a cancellation may. */
export interface AppointmentNews {
  readonly state: AppointmentState;
  readonly startsAt: Instant | null;
  readonly saidAt: Instant;
  readonly clinicId: ClinicId;
  readonly siteId: SiteId;
  readonly patientId: PatientId;
  readonly rawMessageId: RawMessageId | null;
}

/** What happened to an appointment. */
export type AppointmentChange = 'booked' | 'moved' | 'cancelled' | 'no-show';

/**
 * Computes what news changes of a known appointment; null when they change nothing, because they were said before what is known, or
 * say the same again.
 */
export function computeChange(
  known: Appointment,
  news: AppointmentNews,
): { readonly appointment: Appointment; readonly change: AppointmentChange } | null {
  if (news.saidAt < known.saidAt) return null;
  const { startsAt: told, ...said } = news;
  const startsAt = told ?? known.startsAt;
  const isSame =
    said.state === known.state &&
    startsAt === known.startsAt &&
    said.clinicId === known.clinicId &&
    said.patientId === known.patientId;
  if (isSame) return null;
  const change = said.state !== 'booked' ? said.state : known.state === 'booked' ? 'moved' : 'booked';
  return { appointment: { ...known, ...said, startsAt }, change };
}
