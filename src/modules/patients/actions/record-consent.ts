import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { DocumentId, Id, PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { dayOf } from '../../reference/index.ts';
import { appendConsent, appendContactPreference } from '../consent-store.ts';
import type { Consent } from '../domain/consent.ts';
import type { ContactPreference } from '../domain/contact-preference.ts';
import { contactPreferenceRecorded } from '../events.ts';
import { findPatient } from '../patient-queries.ts';
import { patientsRefusals } from '../refusals.ts';
import { topicOfPatient } from './patient-topic.ts';

/** What a patient decided; without an instant it was just now. */
export interface NewConsent extends Pick<Consent, 'use' | 'decision' | 'wordingVersion' | 'channel'> {
  readonly patientId: PatientId;
  readonly decidedAt?: Instant | undefined;
  readonly expiresOn: CalendarDay | null;
  readonly documentId: DocumentId | null;
}

/** Records what a patient decided for one use; refuses to record as given what has already expired. */
export async function recordConsent(tx: TenantTransaction, consent: NewConsent): Promise<Result<Id<'consent'>>> {
  if ((await findPatient(tx, consent.patientId)) === null) return refuse(patientsRefusals.unknownPatient);
  const { decision, expiresOn } = consent;
  if (decision === 'given' && expiresOn !== null && expiresOn < dayOf(tx))
    return refuse(patientsRefusals.consentExpired);
  const consentId = tx.newId<'consent'>();
  await appendConsent(tx, { ...consent, consentId, decidedAt: consent.decidedAt ?? tx.now });
  tx.touch(topicOfPatient(consent.patientId));
  return ok(consentId);
}

/** Records how a patient wants to be reached. */
export async function recordContactPreference(
  tx: TenantTransaction,
  command: { readonly patientId: PatientId; readonly preference: ContactPreference },
): Promise<Result<null>> {
  if ((await findPatient(tx, command.patientId)) === null) return refuse(patientsRefusals.unknownPatient);
  await appendContactPreference(tx, command.patientId, command.preference);
  await tx.announce(contactPreferenceRecorded, { patientId: command.patientId }, command.patientId);
  tx.touch(topicOfPatient(command.patientId));
  return ok(null);
}
