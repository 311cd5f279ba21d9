import type {
  DocumentId,
  Id,
  PatientId,
  PrescriptionId,
  SiteId,
  StaffId,
  TherapyId,
  Uuid,
} from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';

export type LetterId = Id<'letter'>;

/** What letters the program composes, and what each is called on screen. */
export const letterKinds = {
  'missing-information': 'Request for missing information',
  'duplicate-notice': 'Notice of a duplicate prescription',
  'transfer-packet': 'Transfer packet',
} as const;

export type LetterKind = keyof typeof letterKinds;

/** The ways in which a person sends a letter; the program itself has none. */
export const sendingWays = {
  fax: 'Fax machine',
  mail: 'Mail',
  'secure-mail': 'Secure email',
  phone: 'Read out by phone',
} as const;

export type SendingWay = keyof typeof sendingWays;

/** A letter that was composed and filed, and whether somebody has sent it. */
export interface Letter {
  readonly letterId: LetterId;
  readonly siteId: SiteId;
  readonly kind: LetterKind;
  readonly prescriptionId: PrescriptionId;
  readonly patientId: PatientId | null;
  readonly therapyId: TherapyId | null;
  /** The request, transfer or prescription that it belongs to. */
  readonly subjectId: Uuid;
  readonly documentId: DocumentId;
  readonly recipientName: string;
  readonly recipientFax: string | null;
  readonly composedAt: Instant;
  readonly sentAt: Instant | null;
  readonly sentBy: StaffId | null;
  readonly sentWay: SendingWay | null;
}

/** The parts of a letter as they are printed. */
export interface LetterText {
  readonly from: { readonly name: string; readonly address: string; readonly phone: string };
  readonly to: { readonly name: string; readonly fax: string | null };
  readonly date: string;
  readonly title: string;
  /** What it is about, line by line. */
  readonly about: readonly (readonly [label: string, value: string])[];
  readonly opening: string;
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly closing: string;
}
