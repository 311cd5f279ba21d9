import { type TLiteral, type TSchema, Type } from 'typebox';

/** Shapes that several endpoints of prescriptions share. */
export const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
/** A shape, or null. */
export const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const oneOf = <const Codes extends readonly [string, ...string[]]>(...codes: Codes) =>
  Type.Union(codes.map((code) => Type.Literal(code)) as unknown as [TLiteral<Codes[number]>]);

export const IntakeStatus = oneOf('needs-person', 'parked', 'accepted', 'refused', 'cancelled');
const Channel = oneOf('hl7v2', 'ncpdp-script', 'fhir', 'phone', 'paper', 'fax');
export const RefusalReason = oneOf(
  'expired',
  'not-licensed',
  'not-ours',
  'controlled-substance',
  'duplicate',
  'prescriber-withdrew',
  'incomplete-unresolved',
  'forged-or-altered',
  'patient-declined',
);
export const CancellationReason = oneOf('prescriber-withdrew', 'wrong-patient', 'replaced');
export const CorrectionReason = oneOf('matched-to-namesake', 'sender-error', 'entered-under-wrong-patient');

export const DuplicateResolution = oneOf('continue', 'second', 'duplicate');
export const SecondReason = oneOf(
  'starter-and-maintenance',
  'two-strengths',
  'other-indication',
  'other-site-of-care',
  'supply-lost',
);

/** A row of the intake list. */
export const IntakeRow = Type.Object({
  prescriptionId: Type.String(),
  status: IntakeStatus,
  statusReasons: Type.Array(Type.String()),
  channel: Channel,
  patientName: Type.String(),
  drugText: Type.String(),
  prescriberName: Type.String(),
  isUrgent: Type.Boolean(),
  receivedAt: Type.String(),
});

/** A prescription as panels list it. */
export const PrescriptionSummary = Type.Object({
  prescriptionId: Type.String(),
  status: IntakeStatus,
  channel: Channel,
  drugName: Type.String(),
  prescriberName: Type.String(),
  directions: orNull(Type.String()),
  quantityThousandths: orNull(Type.Integer()),
  quantityUnit: orNull(Type.String()),
  daysSupply: orNull(Type.Integer()),
  refillsAuthorized: orNull(Type.Integer()),
  indicationCode: orNull(Type.String()),
  writtenOn: orNull(Type.String()),
  expiresOn: orNull(Type.String()),
  receivedAt: Type.String(),
  rawMessageId: orNull(Type.String()),
  therapyId: orNull(Type.String()),
});

/** Somebody or something that a prescription may mean; `key` is what the command that settles it takes. */
export const Candidate = Type.Object({
  id: Type.String(),
  label: Type.String(),
  detail: Type.String(),
  key: Type.String(),
});
const Match = Type.Object({
  decision: oneOf('matched', 'review', 'none', 'new', 'by-person'),
  score: Type.Number(),
  reasons: Type.Array(Type.String()),
  chosen: orNull(Candidate),
  candidates: Type.Array(Candidate),
});

/** A prescription with everything that a person needs to decide it. */
export const PrescriptionDetail = Type.Object({
  ...PrescriptionSummary.properties,
  version: Type.Integer(),
  statusReasons: Type.Array(Type.String()),
  patientId: orNull(Type.String()),
  siteName: Type.String(),
  shipToState: orNull(Type.String()),
  isUrgent: Type.Boolean(),
  substitutionAllowed: orNull(Type.Boolean()),
  note: orNull(Type.String()),
  stated: Type.Object({
    patient: Type.String(),
    birthDate: orNull(Type.String()),
    sex: Type.String(),
    address: Type.String(),
    phone: Type.String(),
    identifiers: Type.Array(Type.String()),
    prescriber: Type.String(),
    drug: Type.String(),
    diagnoses: Type.Array(Type.String()),
    coverages: Type.Array(Type.String()),
    allergies: Type.Array(Type.String()),
    observations: Type.Array(Type.String()),
  }),
  matches: Type.Object({ patient: Match, prescriber: Match, drug: Match }),
  duplicate: orNull(
    Type.Object({
      earlier: PrescriptionSummary,
      score: Type.Integer(),
      likenesses: Type.Array(oneOf('prescriber', 'drug', 'directions', 'written')),
      decision: oneOf('matched', 'review'),
      daysApart: Type.Integer(),
      withinDays: Type.Integer(),
      settled: orNull(Type.Object({ resolution: DuplicateResolution, reasonCode: orNull(SecondReason) })),
    }),
  ),
  findings: Type.Array(
    Type.Object({
      rule: Type.String(),
      sentence: Type.String(),
      outcome: oneOf('pass', 'fail', 'indeterminate', 'overridden'),
      mayBeOverridden: Type.Boolean(),
    }),
  ),
});

/** What became of a prescription after a command. */
export const Decided = Type.Object({
  prescriptionId: Type.String(),
  version: Type.Integer(),
  status: IntakeStatus,
  statusReasons: Type.Array(Type.String()),
  therapyId: orNull(Type.String()),
});

const Quantity = Type.Object({
  quantityThousandths: Type.Integer({ minimum: 1, maximum: 999_999_999 }),
  unit: orNull(Text(20)),
});

/** What was said about what was missing. */
export const Clarification = Type.Object({
  writtenOn: Type.Optional(Day),
  quantity: Type.Optional(Quantity),
  daysSupply: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  refills: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
  directions: Type.Optional(Text(1000)),
  shipToState: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
});

/** A prescription as it is typed. */
export const EnteredPrescription = Type.Object({
  channel: oneOf('phone', 'paper', 'fax'),
  siteId: orNull(Id),
  rawMessageId: orNull(Id),
  /** The scan that it was read from. */
  scanId: Type.Optional(Id),
  patient: Type.Object({
    familyName: Text(80),
    givenName: Text(80),
    birthDate: Day,
    sex: oneOf('female', 'male', 'other', 'unknown'),
    phone: Type.String({ maxLength: 30 }),
    street: Type.String({ maxLength: 120 }),
    city: Type.String({ maxLength: 80 }),
    state: Type.String({ pattern: '^[A-Z]{2}$' }),
    postalCode: Type.String({ maxLength: 12 }),
  }),
  prescriber: Type.Object({ npi: Type.String({ pattern: '^[0-9]{10}$' }), name: Type.String({ maxLength: 120 }) }),
  drug: Type.Object({ ndc: Type.String({ maxLength: 14 }), description: Type.String({ maxLength: 200 }) }),
  writtenOn: Day,
  quantity: Quantity,
  daysSupply: Type.Integer({ minimum: 1, maximum: 365 }),
  refills: Type.Integer({ minimum: 0, maximum: 99 }),
  substitutionAllowed: Type.Boolean(),
  directions: Text(1000),
  note: orNull(Text(2000)),
  isUrgent: Type.Boolean(),
  diagnosisCode: orNull(Type.String({ pattern: '^[A-Z][0-9A-Z](\\.?[0-9A-Z]){1,6}$' })),
});
