import type { Problem, ProblemSeverity } from '../../kernel/problem.ts';

/** A declared kind of problem with its usual severity and one sentence for a person. */
export interface ScriptProblemKind {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly text: string;
}

const declare = (name: string, severity: ProblemSeverity, text: string): ScriptProblemKind => ({
  code: `script.${name}`,
  severity,
  text,
});

/** Every problem that reading a SCRIPT message can find, declared once. */
export const scriptProblems = {
  inputEmpty: declare('input-empty', 'error', 'The message is empty.'),
  inputTooLarge: declare('input-too-large', 'error', 'The message is larger than this reader accepts.'),
  encodingInvalid: declare('encoding-invalid', 'error', 'The bytes are not text in the declared encoding.'),
  xmlIllFormed: declare('xml-ill-formed', 'error', 'The text is not well-formed XML.'),
  doctypeForbidden: declare('doctype-forbidden', 'error', 'A document type declaration is not accepted.'),
  limitExceeded: declare('limit-exceeded', 'error', 'The XML is deeper or has more parts than this reader accepts.'),
  rootUnexpected: declare('root-unexpected', 'error', 'The root element is not a SCRIPT Message.'),
  namespaceUnexpected: declare('namespace-unexpected', 'warning', 'The namespace is not that of NCPDP SCRIPT.'),
  versionMissing: declare('version-missing', 'warning', 'The message does not say its SCRIPT version.'),
  versionTolerated: declare(
    'version-tolerated',
    'warning',
    'This SCRIPT version is read as the nearest supported one.',
  ),
  versionUnsupported: declare('version-unsupported', 'error', 'This SCRIPT version is not supported.'),
  versionContradictory: declare('version-contradictory', 'warning', 'The version attributes name different releases.'),
  domainUnsupported: declare('domain-unsupported', 'error', 'The transaction domain is not SCRIPT.'),
  testMessage: declare('test-message', 'note', 'The sender marked this as a test message.'),
  requiredMissing: declare('required-missing', 'error', 'A required part is missing or empty.'),
  elementRepeated: declare('element-repeated', 'error', 'An element that may stand once stands several times.'),
  elementEmpty: declare('element-empty', 'warning', 'An element is present without content.'),
  shapeVariant: declare('shape-variant', 'warning', 'The value stands in another form than the standard gives.'),
  valueInvalid: declare('value-invalid', 'error', 'The value is not of the form that its element demands.'),
  codeUnknown: declare('code-unknown', 'warning', 'The code is not one of its code list.'),
  npiInvalid: declare('npi-invalid', 'warning', 'The NPI has a wrong form or check digit.'),
  deaNumberInvalid: declare('dea-number-invalid', 'warning', 'The DEA number has a wrong form or check digit.'),
  ndcInvalid: declare('ndc-invalid', 'warning', 'The NDC is not a readable eleven-digit code.'),
  drugUncoded: declare('drug-uncoded', 'warning', 'The drug has no code; only its description names it.'),
  placeholderValue: declare('placeholder-value', 'warning', 'The text looks like a placeholder of the sending system.'),
  sigDoseMissing: declare('sig-dose-missing', 'warning', 'The structured directions have a dose without an amount.'),
  sigContradictory: declare('sig-contradictory', 'warning', 'The structured directions disagree with their text.'),
  controlledUnsigned: declare(
    'controlled-unsigned',
    'warning',
    'A controlled substance is prescribed without a digital signature indicator.',
  ),
  transactionMissing: declare('transaction-missing', 'error', 'The body holds no transaction.'),
  transactionAmbiguous: declare('transaction-ambiguous', 'error', 'The body holds more than one transaction.'),
  transactionUnsupported: declare('transaction-unsupported', 'error', 'This transaction is not supported.'),
  outcomeMissing: declare('outcome-missing', 'error', 'The response says neither approval nor denial.'),
  outcomeAmbiguous: declare('outcome-ambiguous', 'error', 'The response states more than one outcome.'),
  changeMissing: declare('change-missing', 'error', 'The response approves with changes but names none.'),
} as const;

/** Makes a problem of a declared kind at a place; a severity given here replaces the usual one. */
export function scriptProblem(kind: ScriptProblemKind, where: string, severity = kind.severity): Problem {
  return { code: kind.code, where, severity, text: kind.text };
}
