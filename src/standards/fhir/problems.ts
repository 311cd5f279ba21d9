import type { Problem, ProblemSeverity } from '../../kernel/problem.ts';

/** The codes of http://hl7.org/fhir/issue-type that this reader gives. */
export type IssueType =
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'code-invalid'
  | 'too-long'
  | 'too-costly'
  | 'duplicate'
  | 'not-found'
  | 'not-supported'
  | 'multiple-matches'
  | 'business-rule'
  | 'incomplete'
  | 'processing'
  | 'informational'
  | 'exception';

/** A declared kind of problem with FHIR input; `issueType` is its code in an OperationOutcome. */
export interface FhirProblemKind {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly issueType: IssueType;
  readonly text: string;
}

type Declaration = Readonly<Record<string, readonly [ProblemSeverity, IssueType, string]>>;

const declarations = {
  // The document as JSON.
  tooLarge: ['error', 'too-long', 'The document is larger than the limit.'],
  notUtf8: ['error', 'structure', 'The document is not written in UTF-8.'],
  empty: ['error', 'structure', 'There is nothing to read.'],
  xmlUnsupported: ['error', 'not-supported', 'This is XML; FHIR resources are taken as JSON.'],
  jsonSyntax: ['error', 'structure', 'The document is no well-formed JSON from here on.'],
  tooDeep: ['error', 'too-costly', 'The document nests more deeply than the limit.'],
  duplicateKey: ['error', 'structure', 'The object names the same key twice.'],
  controlCharacter: ['error', 'value', 'The text holds a control character.'],
  loneSurrogate: ['error', 'value', 'The text holds half of a character.'],
  numberRange: ['error', 'value', 'The number is too large.'],

  // Resources, bundles and references.
  notAnObject: ['error', 'structure', 'A resource is a JSON object.'],
  resourceTypeMissing: ['error', 'structure', 'The resource does not say its type.'],
  resourceTypeUnknown: ['error', 'not-supported', 'The resource type is none of FHIR R4.'],
  fullUrlRelative: ['warning', 'value', 'A full address is absolute.'],
  fullUrlRepeated: ['error', 'duplicate', 'Two entries have the same full address and version.'],
  referenceUnresolved: ['warning', 'not-found', 'The reference leads to nothing in this document.'],

  // Structure by the definitions of FHIR R4.
  requiredMissing: ['error', 'required', 'A required part is missing.'],
  propertyUnknown: ['error', 'structure', 'FHIR R4 knows no such property here.'],
  structureInvalid: ['error', 'structure', 'The value has another shape than FHIR R4 defines here.'],
  valueInvalid: ['error', 'value', 'The value is not of the form that FHIR R4 defines here.'],
  invariantBroken: ['error', 'invariant', 'A constraint of FHIR R4 does not hold here.'],
  codeOutsideBinding: ['error', 'code-invalid', 'The code is not in the value set that is required here.'],
  choiceRepeated: ['error', 'structure', 'Only one of these alternatives may be given.'],
  periodReversed: ['error', 'value', 'The period ends before it begins.'],
  listEmpty: ['error', 'structure', 'A list that is present is not empty.'],
  validationFailed: ['error', 'exception', 'The resource cannot be checked because its structure is too unusual.'],

  // What an appointment needs.
  appointmentNumberMissing: ['error', 'required', 'The appointment has neither an identifier nor an id.'],
  appointmentStatusMissing: ['error', 'required', 'The appointment does not say how it stands.'],
  appointmentStartMissing: ['error', 'required', 'A booked appointment says when it starts.'],
  appointmentPlaceMissing: ['warning', 'incomplete', 'The appointment names neither a place nor a practitioner.'],

  // What the answer to a form needs.
  taskMissing: ['error', 'required', 'There is no task that is answered.'],
  taskAmbiguous: ['error', 'multiple-matches', 'Several tasks are answered at once.'],
  taskStatusMissing: ['error', 'required', 'The task does not say how it stands.'],
  responseMissing: ['error', 'required', 'The task is completed but no answers to its form came along.'],
  responseAmbiguous: ['error', 'multiple-matches', 'Several forms are answered, and the task leads to none of them.'],
  answerUnreadable: ['warning', 'value', 'The answer cannot be read and was left out.'],

  // What a specialty enrollment and a patient record need.
  prescriptionMissing: ['error', 'required', 'There is no prescription.'],
  patientMissing: ['error', 'required', 'There is no patient.'],
  patientAmbiguous: ['error', 'multiple-matches', 'The prescriptions or records belong to several patients.'],
  nameMissing: ['error', 'required', 'The patient has no family name.'],
  birthDateMissing: ['error', 'required', 'The patient has no complete birth date.'],
  genderMissing: ['warning', 'incomplete', 'The patient has no administrative gender.'],
  drugMissing: ['error', 'required', 'The prescription names no drug.'],
  drugUncoded: ['warning', 'incomplete', 'The drug has neither an NDC nor an RxNorm code.'],
  ndcInvalid: ['warning', 'value', 'The NDC is not readable.'],
  ndcAmbiguous: ['warning', 'value', 'Ten digits without hyphens fit several NDC codes.'],
  prescriptionInactive: ['error', 'business-rule', 'The prescription is not active.'],
  prescriptionNotAnOrder: ['error', 'business-rule', 'The request is no order.'],
  prescriptionForbidden: ['error', 'business-rule', 'The request says that the drug shall not be given.'],
  prescriberMissing: ['error', 'required', 'The prescription leads to no prescriber.'],
  npiMissing: ['warning', 'incomplete', 'The prescriber or organization has no NPI.'],
  npiInvalid: ['warning', 'value', 'The NPI has a wrong form or check digit.'],
  authoredMissing: ['warning', 'incomplete', 'The prescription has no date.'],
  directionsMissing: ['warning', 'incomplete', 'The prescription has no directions.'],
  quantityMissing: ['warning', 'incomplete', 'The prescription has no quantity.'],
  quantityInvalid: ['error', 'value', 'The quantity is not above zero with at most three decimals.'],
  daysSupplyInvalid: ['warning', 'value', 'The supply is not given as a whole number of days.'],
  refillsInvalid: ['error', 'value', 'The number of refills is not a whole number.'],
  diagnosisMissing: ['warning', 'incomplete', 'The prescription gives no reason.'],
  coverageMissing: ['warning', 'incomplete', 'There is no coverage.'],
  binInvalid: ['warning', 'value', 'The BIN is not six or eight digits.'],
  dateInvalid: ['warning', 'value', 'The date is none of FHIR.'],
  factOfAnotherPatient: ['warning', 'business-rule', 'The record belongs to another patient and was left out.'],
  factWithoutPatient: ['warning', 'not-found', 'The record leads to no patient and was left out.'],
  senderReportedError: ['warning', 'processing', 'The sender reports an error of its own.'],
} satisfies Declaration;

type KindName = keyof typeof declarations;

const kinds = Object.entries<Declaration[string]>(declarations).map(([name, [severity, issueType, text]]) => ({
  name,
  kind: { code: `fhir.${toKebabCase(name)}`, severity, issueType, text },
}));

/** Every problem that reading FHIR can find, declared once. */
export const fhirProblems = Object.fromEntries(kinds.map(({ name, kind }) => [name, kind])) as {
  readonly [Name in KindName]: FhirProblemKind;
};

const issueTypesByCode: ReadonlyMap<string, IssueType> = new Map(kinds.map(({ kind }) => [kind.code, kind.issueType]));

/** States a declared problem at its place. */
export function problemAt(kind: FhirProblemKind, where: string): Problem {
  return { code: kind.code, where, severity: kind.severity, text: kind.text };
}

/** Takes a problem at its place while a resource is read. */
export type Report = (kind: FhirProblemKind, where: string) => void;

const maxCollected = { error: 1000, warning: 200, note: 200 } as const;

/** Collects what a reader reports, each problem once for its place, and of each severity so many at most. */
export function collectProblems(earlier: readonly Problem[] = []): {
  readonly problems: readonly Problem[];
  readonly report: Report;
} {
  const problems = [...earlier];
  const seen = new Set<string>();
  const counts = { error: 0, warning: 0, note: 0 };
  const report: Report = (kind, where) => {
    const key = `${kind.code} ${where}`;
    if (seen.has(key) || counts[kind.severity] >= maxCollected[kind.severity]) return;
    seen.add(key);
    counts[kind.severity] += 1;
    problems.push(problemAt(kind, where));
  };
  return { problems, report };
}

/** Finds the OperationOutcome code of a problem; `processing` for problems of other formats. */
export function findIssueType(code: string): IssueType {
  return issueTypesByCode.get(code) ?? 'processing';
}

function toKebabCase(name: string): string {
  return name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
}
