import type { Problem, ProblemSeverity } from '../../kernel/problem.ts';

/** A declared kind of problem with its usual severity and one sentence for a person. */
export interface X12ProblemKind {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly text: string;
}

const declare = (name: string, severity: ProblemSeverity, text: string): X12ProblemKind => ({
  code: `x12.${name}`,
  severity,
  text,
});

/** Every problem that reading an X12 file can find, declared once. */
export const x12Problems = {
  // The file as a whole.
  inputEmpty: declare('input-empty', 'error', 'The file is empty.'),
  inputTooLarge: declare('input-too-large', 'error', 'The file is larger than this reader accepts.'),
  interchangeMissing: declare('interchange-missing', 'error', 'No ISA segment begins an interchange.'),
  byteOrderMark: declare('byte-order-mark', 'warning', 'A byte order mark stands before the interchange.'),
  textOutside: declare('text-outside', 'warning', 'Text stands outside of an interchange and was left out.'),
  segmentIndented: declare('segment-indented', 'warning', 'Blanks stand before a segment and were left out.'),
  terminatorMissing: declare('terminator-missing', 'warning', 'The file ends without the terminator of its segment.'),
  bytesInvalid: declare('bytes-invalid', 'warning', 'A value is no UTF-8; it was read as Latin-1.'),

  // The interchange header and its delimiters.
  headerShort: declare('header-short', 'error', 'The ISA segment ends before its delimiters can be told.'),
  headerWidth: declare('header-width', 'error', 'The ISA segment does not have the widths of the standard.'),
  delimitersUnfit: declare('delimiters-unfit', 'error', 'The delimiters of the ISA segment cannot delimit segments.'),
  headerDate: declare('header-date', 'warning', 'The date of the header is none of the calendar.'),

  // Envelopes.
  trailerMissing: declare('trailer-missing', 'error', 'An envelope ends without its trailer.'),
  headerMissing: declare('header-missing', 'error', 'A trailer or segment stands without its header.'),
  controlNumberMismatch: declare(
    'control-number-mismatch',
    'error',
    'The control number of the trailer is not the one of its header.',
  ),
  controlNumberMissing: declare('control-number-missing', 'error', 'The header has no control number.'),
  controlNumberRepeated: declare(
    'control-number-repeated',
    'warning',
    'The control number stood before within the same envelope.',
  ),
  countMismatch: declare('count-mismatch', 'error', 'The count of the trailer differs from what stands before it.'),
  segmentName: declare('segment-name', 'error', 'A segment does not begin with two or three letters or digits.'),
  setUnknown: declare('set-unknown', 'warning', 'The transaction set is none that is known by name.'),
  setContentNotRead: declare(
    'set-content-not-read',
    'note',
    'The envelope was checked; the content of this transaction set is not read.',
  ),
  groupMismatch: declare('group-mismatch', 'warning', 'The group is of another kind than its transaction set.'),
  setEmpty: declare('set-empty', 'error', 'Nothing stands in the transaction set.'),

  // Values.
  amountInvalid: declare('amount-invalid', 'error', 'This is no amount of money in whole cents.'),
  amountMissing: declare('amount-missing', 'error', 'An amount of money is missing.'),
  dateInvalid: declare('date-invalid', 'warning', 'This is no day of the calendar; it was left out.'),
  numberInvalid: declare('number-invalid', 'warning', 'This is no number; it was left out.'),
  valueMissing: declare('value-missing', 'error', 'A value that the guide demands is missing.'),

  // 835.
  versionRetired: declare('version-retired', 'warning', 'Version 4010 is retired; it was read like 5010.'),
  versionUnknown: declare('version-unknown', 'warning', 'The guide is not 005010X221A1; it was read as if it were.'),
  segmentMissing: declare('segment-missing', 'error', 'A segment that the guide demands is missing.'),
  segmentMisplaced: declare('segment-misplaced', 'warning', 'A segment stands where the guide does not let it.'),
  segmentUnexpected: declare('segment-unexpected', 'warning', 'The segment is not one of the guide and was left out.'),
  statusUnknown: declare('status-unknown', 'warning', 'The claim status is none of the guide.'),
  adjustmentGroup: declare('adjustment-group', 'warning', 'The adjustment group is not CO, OA, PI, PR or CR.'),
  adjustmentIncomplete: declare('adjustment-incomplete', 'error', 'An adjustment lacks its reason or its amount.'),
  currencyForeign: declare('currency-foreign', 'error', 'The amounts are not US dollars.'),
  lineImbalance: declare(
    'line-imbalance',
    'warning',
    'The charge of the service less its adjustments is not what was paid.',
  ),
  claimImbalance: declare(
    'claim-imbalance',
    'warning',
    'The charge of the claim less all adjustments is not what was paid.',
  ),
  paymentImbalance: declare(
    'payment-imbalance',
    'error',
    'The payment is not the sum of the paid claims less the adjustments of the provider.',
  ),
} as const;

/** Where something stands: the segment, counted from 1 in the file, its name, and an element of it. */
export interface X12Place {
  readonly segment: number;
  readonly name: string;
  readonly element?: number;
}

/** Writes a place in the words of the standard, such as `segment 12 CLP04`; a name that is none is not repeated. */
function composePlace({ segment, name, element }: X12Place): string {
  const shown = /^[A-Z][A-Z0-9]{1,2}$/.test(name) ? name : '???';
  return `segment ${segment} ${shown}${element === undefined ? '' : String(element).padStart(2, '0')}`;
}

/** Gathers problems once per code and place, and never more than a person could use. */
export class X12ProblemList {
  readonly #problems = new Map<string, Problem>();
  #isFull = false;

  report(kind: X12ProblemKind, place: X12Place | string): void {
    if (this.#isFull && kind.severity !== 'error') return;
    const where = typeof place === 'string' ? place : composePlace(place);
    const key = `${kind.code} ${where}`;
    if (this.#problems.size >= largestList || this.#problems.has(key)) return;
    this.#problems.set(key, { code: kind.code, where, severity: kind.severity, text: kind.text });
    this.#isFull = this.#problems.size >= roomForAny;
  }

  list(): readonly Problem[] {
    return [...this.#problems.values()];
  }
}

/** Errors always find room, so that a file with many remarks is never taken for one without errors. */
const roomForAny = 200;
const largestList = 400;
