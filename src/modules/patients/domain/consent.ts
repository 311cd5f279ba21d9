import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { DocumentId, Id, PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** The uses that a patient may consent to, and what each is called on screen. */
export const consentUses = {
  treatment: 'Treatment and pharmacy services',
  calls: 'Phone calls',
  'text-messages': 'Text messages',
  email: 'Email',
  'manufacturer-program': 'Manufacturer support program',
  'copay-assistance': 'Copay and foundation assistance',
  'drug-monitoring': 'Drug safety program (REMS)',
  research: 'Research',
} as const;

export type ConsentUse = keyof typeof consentUses;

/** What a patient decided for one use, in which wording, and how long it holds. */
export interface Consent {
  readonly consentId: Id<'consent'>;
  readonly patientId: PatientId;
  readonly use: ConsentUse;
  readonly decision: 'given' | 'declined' | 'withdrawn';
  /** The version of the wording that was read or shown to the patient. */
  readonly wordingVersion: string;
  readonly channel: 'phone' | 'paper' | 'electronic' | 'in-person';
  readonly decidedAt: Instant;
  readonly expiresOn: CalendarDay | null;
  readonly documentId: DocumentId | null;
}

/** Keeps the latest decision for each use, in the order of the uses. */
export function listLatestConsents(consents: readonly Consent[]): readonly Consent[] {
  const latest = new Map<ConsentUse, Consent>();
  for (const consent of consents) {
    const known = latest.get(consent.use);
    if (known === undefined || known.decidedAt <= consent.decidedAt) latest.set(consent.use, consent);
  }
  const uses = Object.keys(consentUses) as readonly ConsentUse[];
  return uses.flatMap((use) => latest.get(use) ?? []);
}

/** Tells whether a use is allowed on a day: the latest decision gave consent and has not expired. */
export function isConsentInForce(
  consents: readonly Consent[],
  asked: { readonly use: ConsentUse; readonly on: CalendarDay },
): boolean {
  const latest = listLatestConsents(consents).find(({ use }) => use === asked.use);
  return latest?.decision === 'given' && (latest.expiresOn === null || latest.expiresOn >= asked.on);
}
