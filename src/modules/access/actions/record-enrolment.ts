import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import {
  type ContactPreference,
  isConsentInForce,
  listConsents,
  type NewConsent,
  recordConsent,
  recordContactPreference,
} from '../../patients/index.ts';
import type { TherapySubject } from '../access-record.ts';
import { decideEnrolment, type EnrolmentContact } from '../domain/enrolment.ts';
import { type ContactId, insertContact, listContacts } from '../enrolment-store.ts';
import { enrolmentRecorded } from '../events.ts';
import { accessRefusals } from '../refusals.ts';
import { findTherapySubject } from './find-therapy-subject.ts';

/** A welcome call or its attempt, with what the patient decided and how they want to be reached. */
export interface WelcomeContact extends EnrolmentContact {
  readonly therapyId: TherapyId;
  readonly consents: readonly Pick<NewConsent, 'use' | 'decision' | 'wordingVersion' | 'channel'>[];
  readonly preference: ContactPreference | null;
  readonly note: string;
}

/** Records an attempt to enroll a patient. Consents and preferences go to the patient's own record. */
export async function recordEnrolment(tx: TenantTransaction, contact: WelcomeContact): Promise<Result<ContactId>> {
  const { therapyId, outcome } = contact;
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return refuse(accessRefusals.unknownTherapy);
  const kept = await keepWishes(tx, subject, contact);
  if (!kept.ok) return kept;
  const today = dayIn(tx.now, (await getSite(tx, subject.siteId)).timeZone);
  const consents = await listConsents(tx, subject.patientId);
  const decided = decideEnrolment(contact, {
    earlier: await listContacts(tx, therapyId),
    consentsToTreatment: isConsentInForce(consents, { use: 'treatment', on: today }),
  });
  if (!decided.ok) return decided;
  const contactId = tx.newId<'enrolment-contact'>();
  await insertContact(tx, { ...contact, ...subject, contactId });
  await tx.announce(enrolmentRecorded, { therapyId, outcome }, therapyId);
  tx.touch(`therapy:${therapyId}`);
  return ok(contactId);
}

async function keepWishes(
  tx: TenantTransaction,
  { patientId }: TherapySubject,
  contact: WelcomeContact,
): Promise<Result<null>> {
  for (const consent of contact.consents) {
    const recorded = await recordConsent(tx, { ...consent, patientId, expiresOn: null, documentId: null });
    if (!recorded.ok) return recorded;
  }
  const { preference } = contact;
  return preference === null ? ok(null) : recordContactPreference(tx, { patientId, preference });
}
