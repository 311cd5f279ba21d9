import type { Problem, ProblemSeverity } from '../../kernel/problem.ts';

/** A declared kind of problem with its usual severity and one sentence for a person. */
export interface Gs1ProblemKind {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly text: string;
}

const declare = (name: string, severity: ProblemSeverity, text: string): Gs1ProblemKind => ({
  code: `gs1.${name}`,
  severity,
  text,
});

/** Every problem that reading a scan can find, declared once. */
export const gs1Problems = {
  scanEmpty: declare('scan-empty', 'error', 'Nothing was scanned.'),
  scanTooLong: declare('scan-too-long', 'error', 'The scan is longer than any barcode.'),
  symbologyUnknown: declare('symbology-unknown', 'error', 'The scanner names a barcode type that is not read here.'),
  scanNotGs1: declare('scan-not-gs1', 'error', 'The barcode holds no GS1 data.'),
  identifierUnknown: declare('identifier-unknown', 'error', 'No Application Identifier begins here.'),
  bracketUnbalanced: declare('bracket-unbalanced', 'error', 'An Application Identifier in brackets is not complete.'),
  valueMissing: declare('value-missing', 'error', 'The value is empty.'),
  valueLength: declare('value-length', 'error', 'The value is shorter or longer than its format allows.'),
  valueCharacter: declare('value-character', 'error', 'The value holds a character that its format forbids.'),
  valueInvalid: declare('value-invalid', 'error', 'The value is not of the form that its format demands.'),
  checkDigitWrong: declare('check-digit-wrong', 'error', 'The check digit is wrong.'),
  dateInvalid: declare('date-invalid', 'error', 'The value is no date.'),
  valueContradictory: declare(
    'value-contradictory',
    'error',
    'The same identifier stands twice with different values.',
  ),
  identifiersExclusive: declare('identifiers-exclusive', 'error', 'The identifier may not stand beside another one.'),
  identifierDependent: declare('identifier-dependent', 'error', 'The identifier needs another one beside it.'),
  linkInvalid: declare('link-invalid', 'error', 'The address is no GS1 Digital Link.'),
  linkQualifier: declare('link-qualifier', 'error', 'An identifier of the path stands in the wrong place or order.'),
  linkAttribute: declare('link-attribute', 'error', 'An identifier may not stand in the query of this Digital Link.'),
  gtinMissing: declare('gtin-missing', 'error', 'The scan names no trade item.'),
  expiryMissing: declare('expiry-missing', 'warning', 'The scan has no expiry date.'),
  lotMissing: declare('lot-missing', 'warning', 'The scan has no lot.'),
  serialMissing: declare('serial-missing', 'warning', 'The scan has no serial number.'),
  separatorSuspect: declare(
    'separator-suspect',
    'error',
    'The value looks as if it had swallowed the next ones: the scanner may drop the separator.',
  ),
  ndcAbsent: declare('ndc-absent', 'warning', 'The trade item number holds no NDC.'),
} as const;

/** Makes a problem of a declared kind at a place such as `AI 17` or `character 3`. */
export function gs1Problem(kind: Gs1ProblemKind, where: string): Problem {
  return { code: kind.code, where, severity: kind.severity, text: kind.text };
}
