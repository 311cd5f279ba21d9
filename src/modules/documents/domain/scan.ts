import type { DocumentId, Id, SiteId, StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { DocumentKind, MediaType } from './document.ts';

export type ScanId = Id<'scan'>;

/** Where a scan stands, and what each is called on screen. */
export const scanStates = {
  arrived: 'Being read',
  waiting: 'Waits for a person',
  unreadable: 'Could not be read',
  settled: 'Done',
} as const;

export type ScanState = keyof typeof scanStates;

/** What became of a scan, and what each is called on screen. */
export const scanOutcomes = {
  prescription: 'Entered as a prescription',
  filed: 'Filed as a document',
  duplicate: 'The same file came before',
  discarded: 'Set aside',
} as const;

export type ScanOutcome = keyof typeof scanOutcomes;

/** Why a scan is set aside, and what each is called on screen. */
export const discardReasons = {
  'junk-fax': 'Junk fax',
  'wrong-recipient': 'Not meant for this pharmacy',
  illegible: 'Illegible; the sender is asked again',
  'same-paper': 'The same paper came before',
} as const;

export type DiscardReason = keyof typeof discardReasons;

/** Why nothing or not all of a scan was read, in a sentence. */
export const scanProblems = {
  'recognition-not-installed':
    'Text recognition is not installed on this machine: it needs the packages tesseract-ocr and poppler-utils. Read the original and type what it says.',
  'page-unreadable': 'The file could not be opened or drawn: it is damaged, or locked with a password.',
  'not-what-it-says': 'The file is no PDF, PNG, JPEG or TIFF, whatever its name says.',
  'too-many-pages': 'Only the first 50 pages were read.',
} as const;

export type ScanProblem = keyof typeof scanProblems;

/** A scan as it came and what became of it. */
export interface Scan {
  readonly scanId: ScanId;
  readonly siteId: SiteId;
  readonly fileId: Id<'file'>;
  readonly mediaType: MediaType;
  readonly byteCount: number;
  readonly source: 'folder' | 'browser';
  readonly fileName: string;
  readonly receivedAt: Instant;
  readonly receivedBy: StaffId | null;
  readonly state: ScanState;
  readonly kind: DocumentKind | null;
  readonly pageCount: number | null;
  readonly problem: ScanProblem | null;
  /** Where in the file: `page 3`, or `file`. */
  readonly problemPlace: string | null;
  readonly outcome: ScanOutcome | null;
  readonly settledAt: Instant | null;
  readonly duplicateOf: ScanId | null;
  readonly documentId: DocumentId | null;
}

/** Tells whether a person may decide about a scan now. */
export function isOpen(scan: Pick<Scan, 'state'>): boolean {
  return scan.state === 'waiting' || scan.state === 'unreadable';
}

/** Tells whether a media type is one of pages: what a fax server or a scanner makes. */
export function isOfPages(mediaType: MediaType): boolean {
  return mediaType !== 'text/plain';
}
