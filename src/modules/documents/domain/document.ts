import type { DocumentId, Id, PatientId, StaffId, TherapyId, Uuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** What is filed, and what each is called on screen. */
export const documentKinds = {
  referral: 'Referral',
  prescription: 'Prescription',
  'enrollment-form': 'Enrollment form',
  label: 'Label',
  leaflet: 'Patient leaflet',
  'medication-guide': 'Medication Guide',
  'chart-note': 'Chart note',
  lab: 'Lab report',
  letter: 'Letter',
  'authorization-letter': 'Authorization letter',
  'denial-letter': 'Denial letter',
  consent: 'Consent',
  'explanation-of-benefits': 'Explanation of benefits',
  card: 'Insurance card',
  'proof-of-delivery': 'Proof of delivery',
  other: 'Other',
} as const;

export type DocumentKind = keyof typeof documentKinds;

/** The media types that are filed, with the first bytes by which each is known. */
export const mediaTypes = {
  'application/pdf': [[0x25, 0x50, 0x44, 0x46, 0x2d]],
  'image/png': [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  'image/jpeg': [[0xff, 0xd8, 0xff]],
  'image/tiff': [
    [0x49, 0x49, 0x2a, 0x00],
    [0x4d, 0x4d, 0x00, 0x2a],
  ],
  'text/plain': null,
} as const satisfies Record<string, readonly (readonly number[])[] | null>;

export type MediaType = keyof typeof mediaTypes;

/** What a document is about: a record of any module. */
export interface DocumentSubject {
  readonly subjectKind: string;
  readonly subjectId: Uuid;
  readonly patientId: PatientId | null;
  readonly therapyId: TherapyId | null;
}

/** A filed document, without its bytes. */
export interface FiledDocument extends DocumentSubject {
  readonly documentId: DocumentId;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly mediaType: MediaType;
  readonly byteCount: number;
  /** Null where nobody counted them. */
  readonly pageCount: number | null;
  readonly fileId: Id<'file'>;
  readonly filedAt: Instant;
  readonly filedBy: StaffId | null;
  readonly requirementCodes: readonly string[];
}

/** Tells whether a text names a media type that is filed. */
export function isMediaType(text: string): text is MediaType {
  return Object.hasOwn(mediaTypes, text);
}

/** Tells whether the first bytes of a file are of the media type that they are said to be; a text has no byte that no text has. */
export function isOfMediaType(bytes: Uint8Array, mediaType: MediaType): boolean {
  const signatures = mediaTypes[mediaType];
  if (signatures === null) return !bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return signatures.some((signature) => signature.every((byte, index) => bytes[index] === byte));
}
