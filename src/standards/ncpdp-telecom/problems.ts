import type { Problem, ProblemSeverity } from '../../kernel/problem.ts';

/** A declared kind of problem with its usual severity and one sentence for a person. */
export interface TelecomProblemKind {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly text: string;
}

/** A problem with the offset of its first byte in the message. */
export interface TelecomProblem extends Problem {
  readonly offset: number;
}

const declare = (name: string, severity: ProblemSeverity, text: string): TelecomProblemKind => ({
  code: `telecom.${name}`,
  severity,
  text,
});

/** Every problem that reading a Telecommunication message can find, declared once. */
export const telecomProblems = {
  inputEmpty: declare('input-empty', 'error', 'The message is empty.'),
  inputTooLarge: declare('input-too-large', 'error', 'The message is larger than this reader accepts.'),
  headerShort: declare('header-short', 'error', 'The message ends before its header does.'),
  versionUnsupported: declare('version-unsupported', 'error', 'No supported version stands where the header has it.'),
  versionTooNew: declare('version-too-new', 'error', 'Version F6 is not supported yet.'),
  versionRetired: declare('version-retired', 'warning', 'Version 5.1 is retired; it was read as D.0.'),
  headerDateMissing: declare('header-date-missing', 'warning', 'The response header lacks its date of service.'),
  headerValueInvalid: declare('header-value-invalid', 'error', 'A value of the header is not of its form.'),
  transactionUnknown: declare('transaction-unknown', 'warning', 'The transaction code is not one this reader knows.'),
  linkFraming: declare('link-framing', 'note', 'Start and end marks of the link surround the message.'),
  framingLoose: declare('framing-loose', 'warning', 'A segment or transaction begins without its separators.'),
  segmentUnidentified: declare('segment-unidentified', 'error', 'A segment does not begin with its identification.'),
  segmentUnknown: declare('segment-unknown', 'warning', 'The segment is not one of the standard.'),
  segmentRepeated: declare('segment-repeated', 'error', 'A segment that may stand once stands several times.'),
  segmentMissing: declare('segment-missing', 'warning', 'A segment that this transaction needs is missing.'),
  fieldMalformed: declare('field-malformed', 'error', 'A field is too short to have an identification.'),
  fieldUnknown: declare('field-unknown', 'note', 'The field is not one this reader knows in this segment.'),
  fieldRepeated: declare('field-repeated', 'error', 'A field that may stand once stands several times.'),
  valueInvalid: declare('value-invalid', 'error', 'The value is not of the form that its field demands.'),
  signMissing: declare('sign-missing', 'warning', 'An amount has no overpunched sign; it was read as positive.'),
  characterInvalid: declare('character-invalid', 'warning', 'A value holds a character outside printable ASCII.'),
  countMismatch: declare('count-mismatch', 'warning', 'A count differs from the number of entries that follow.'),
  transactionCountMismatch: declare(
    'transaction-count-mismatch',
    'warning',
    'The transaction count of the header differs from the transactions that follow.',
  ),
  statusUnknown: declare('status-unknown', 'error', 'The response status is missing or not one of the standard.'),
  statusContradictory: declare('status-contradictory', 'error', 'The response status and its reject codes disagree.'),
} as const;

/** Where in a message a problem stands: its words and its byte. */
export interface TelecomPlace {
  readonly where: string;
  readonly offset: number;
}

/** A field identification as it may be shown: two letters or digits, or nothing of what was sent. */
export function showFieldId(id: string): string {
  return /^[0-9A-Z]{2}$/.test(id) ? id : '??';
}

/** Gathers problems once per code and place, and never more than a person could use. */
export class TelecomProblemList {
  readonly #problems = new Map<string, TelecomProblem>();

  report(kind: TelecomProblemKind, { where, offset }: TelecomPlace): void {
    const key = `${kind.code} ${where}`;
    if (this.#problems.size >= 200 || this.#problems.has(key)) return;
    this.#problems.set(key, { code: kind.code, where, severity: kind.severity, text: kind.text, offset });
  }

  list(): readonly TelecomProblem[] {
    return [...this.#problems.values()];
  }
}
