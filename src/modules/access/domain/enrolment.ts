import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { accessRefusals } from '../refusals.ts';

/** How an attempt to enroll a patient may end. */
export const enrolmentOutcomes = {
  enrolled: 'Enrolled',
  attempted: 'Not reached, to be tried again',
  'unable-to-reach': 'Unable to reach',
  declined: 'Declined',
} as const;

export type EnrolmentOutcome = keyof typeof enrolmentOutcomes;

/** How a patient was contacted. */
export const contactChannels = {
  phone: 'Phone',
  text: 'Text message',
  email: 'Email',
  letter: 'Letter',
  'in-person': 'In person',
} as const;

export type ContactChannel = keyof typeof contactChannels;

/** Why a contact did not lead to an enrollment. */
export const contactReasons = {
  'no-answer': 'No answer',
  'voicemail-left': 'Voicemail left',
  'wrong-number': 'Wrong number',
  'call-back-asked': 'Asked to be called back',
  'language-needed': 'Interpreter needed',
  'other-pharmacy': 'Prefers another pharmacy',
  'does-not-want-drug': 'Does not want the drug',
  'no-contact-wanted': 'Does not want to be contacted',
  deceased: 'Patient died',
  moved: 'Patient moved',
} as const;

export type ContactReason = keyof typeof contactReasons;

/** One attempt to reach a patient. */
export interface EnrolmentContact {
  readonly outcome: EnrolmentOutcome;
  readonly channel: ContactChannel;
  readonly reasonCode: ContactReason | null;
}

/** How many attempts, on how many channels, come before "unable to reach": the pharmacy's own rule of three attempts on two channels. */
const fewest = { attempts: 3, channels: 2 } as const;

/** Decides whether a contact may be recorded with its outcome. */
export function decideEnrolment(
  contact: EnrolmentContact,
  known: { readonly earlier: readonly EnrolmentContact[]; readonly consentsToTreatment: boolean },
): Result<null> {
  if (contact.outcome === 'enrolled')
    return known.consentsToTreatment ? ok(null) : refuse(accessRefusals.consentMissing);
  if (contact.reasonCode === null) return refuse(accessRefusals.reasonNeeded);
  if (contact.outcome !== 'unable-to-reach') return ok(null);
  const attempts = [...known.earlier.filter(({ outcome }) => outcome !== 'enrolled'), contact];
  const channels = new Set(attempts.map(({ channel }) => channel)).size;
  return attempts.length >= fewest.attempts && channels >= fewest.channels
    ? ok(null)
    : refuse(accessRefusals.attemptsTooFew, { attempts: attempts.length, channels });
}
