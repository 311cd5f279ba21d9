import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, RawMessageId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { IncomingPrescription, PrescriptionChannel } from './incoming-prescription.ts';

/** What a prescription may be, and what each state is called on screen. */
export const prescriptionStatuses = {
  'needs-person': 'Needs attention',
  parked: 'Parked',
  accepted: 'Accepted',
  refused: 'Refused',
  cancelled: 'Cancelled',
} as const;

export type PrescriptionStatus = keyof typeof prescriptionStatuses;

/** What can still become of a prescription in each state. */
const nextStatuses: Readonly<Record<PrescriptionStatus, readonly PrescriptionStatus[]>> = {
  'needs-person': ['needs-person', 'parked', 'accepted', 'refused', 'cancelled'],
  parked: ['parked', 'refused', 'cancelled'],
  accepted: ['accepted', 'cancelled'],
  refused: [],
  cancelled: [],
};

/** Tells whether a prescription may go from one state to another; what is refused or cancelled stays so. */
export function canBecome(from: PrescriptionStatus, to: PrescriptionStatus): boolean {
  return nextStatuses[from].includes(to);
}

/** How sure a match is, of 100, why, and what else it may be. `by-person` was settled by somebody of the staff. */
export interface MatchRecord {
  readonly decision: 'matched' | 'review' | 'none' | 'new' | 'by-person';
  readonly score: number;
  readonly reasons: readonly string[];
  readonly candidateIds: readonly string[];
}

/** The three matches of a prescription. */
export interface PrescriptionMatches {
  readonly patient: MatchRecord;
  readonly prescriber: MatchRecord;
  readonly drug: MatchRecord;
}

/** A prescription as it stands. */
export interface Prescription {
  readonly prescriptionId: PrescriptionId;
  readonly siteId: SiteId;
  readonly channel: PrescriptionChannel;
  readonly rawMessageId: RawMessageId | null;
  readonly partnerId: Id<'partner'> | null;
  readonly orderNumber: string | null;
  readonly status: PrescriptionStatus;
  /** The rules that did not pass, or why it was refused or cancelled. */
  readonly statusReasons: readonly string[];
  readonly patientId: PatientId | null;
  readonly prescriberId: Id<'prescriber'> | null;
  readonly drugId: Id<'drug'> | null;
  readonly ingredientRxcui: string | null;
  readonly therapyId: TherapyId | null;
  readonly writtenOn: CalendarDay | null;
  readonly expiresOn: CalendarDay | null;
  readonly quantityThousandths: number | null;
  readonly quantityUnit: string | null;
  readonly daysSupply: number | null;
  readonly refillsAuthorized: number | null;
  readonly substitutionAllowed: boolean | null;
  readonly indicationCode: string | null;
  readonly shipToState: string | null;
  /** The clinic from which it came, as its message says or its prescriber practises; null when neither tells one. */
  readonly clinicId: Id<'clinic'> | null;
  readonly isUrgent: boolean;
  readonly matches: PrescriptionMatches;
  readonly incoming: IncomingPrescription;
  readonly clinicalFactsRecorded: boolean;
  readonly version: number;
  readonly receivedAt: Instant;
  readonly decidedAt: Instant;
}

/** What a prescriber or patient said when they were asked about what is missing or unclear. */
export interface Clarification {
  readonly writtenOn?: CalendarDay;
  readonly quantity?: { readonly quantityThousandths: number; readonly unit: string | null };
  readonly daysSupply?: number;
  readonly refills?: number;
  readonly directions?: string;
  readonly shipToState?: string;
}

/** Puts what was clarified in the place of what was received; everything else stays as it came. */
export function clarify(incoming: IncomingPrescription, clarification: Clarification): IncomingPrescription {
  const { shipToState, ...values } = clarification;
  const clarified = { ...incoming, ...values };
  if (shipToState === undefined) return clarified;
  const [home, ...others] = incoming.patient.addresses;
  const unknown = { lines: [], city: '', postalCode: '', use: 'delivery' as const };
  const addresses = [{ ...(home ?? unknown), use: 'delivery' as const, state: shipToState }, ...others];
  return { ...clarified, patient: { ...incoming.patient, addresses } };
}

/** Why a prescription may be refused, and what each reason is called on screen. */
export const refusalReasons = {
  expired: 'Written too long ago',
  'not-licensed': 'No license for the state',
  'not-ours': 'Not a drug or patient of this pharmacy',
  'controlled-substance': 'Controlled substance',
  duplicate: 'Duplicate of another prescription',
  'prescriber-withdrew': 'Prescriber withdrew it',
  'incomplete-unresolved': 'Missing information was not supplied',
  'forged-or-altered': 'Forged or altered',
  'patient-declined': 'Patient declined',
  'transferred-out': 'Transferred to another pharmacy',
} as const;

export type RefusalReason = keyof typeof refusalReasons;

/** Why an accepted prescription may be cancelled, and what each reason is called on screen. */
export const cancellationReasons = {
  'sender-cancelled': 'Cancelled by the sender',
  'sender-discontinued': 'Discontinued by the sender',
  'prescriber-withdrew': 'Prescriber withdrew it',
  'wrong-patient': 'Wrong patient',
  replaced: 'Replaced by another prescription',
  'transferred-out': 'Transferred to another pharmacy',
} as const;

export type CancellationReason = keyof typeof cancellationReasons;
