import { type TLiteral, type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import {
  administrators,
  adverseEventGrades,
  adverseEventTerms,
  interventionOutcomes,
  interventionTypes,
  monitoringKinds,
  therapyProblems,
} from './domain/care-record.ts';
import { answerReasons, unverifyReasons } from './domain/prescription-verification.ts';
import { alertKinds, alertTiers, failedChecks } from './domain/screening.ts';
import { baselineLabs, remsStatuses, startReviewOutcomes } from './domain/start-review.ts';
import { clinicalPermissions } from './permissions.ts';
import { clinicalRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Note = Type.String({ maxLength: 4_000 });
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codeOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) =>
  Type.Union((Object.keys(table) as Code[]).map((code) => Type.Literal(code)) as unknown as [TLiteral<Code>]);
const recorded = { recordedAt: Type.String(), recordedByName: orNull(Type.String()) };

const AlertShape = Type.Object({
  alertKey: Type.String(),
  kind: codeOf(alertKinds),
  tier: codeOf(alertTiers),
  severity: Type.String(),
  ingredientNames: Type.Array(Type.String()),
  effect: Type.String(),
  advice: Type.String(),
  source: Type.String(),
  answer: orNull(
    Type.Object({
      reasonCode: codeOf(answerReasons),
      answeredAt: Type.String(),
      answeredByName: orNull(Type.String()),
    }),
  ),
});

const Lab = Type.Object({ loincCode: codeOf(baselineLabs), isPresent: Type.Boolean(), observedOn: orNull(Day) });
const review = {
  outcome: codeOf(startReviewOutcomes),
  diagnosisCode: Type.String({ pattern: '^[A-TV-Z][0-9][0-9A-Z](\\.?[0-9A-Z]{1,4})?$' }),
  remsStatus: codeOf(remsStatuses),
  educationGiven: Type.Boolean(),
  labs: Type.Array(Lab, { maxItems: 20 }),
  goals: Note,
  note: Note,
};
const doses = Type.Integer({ minimum: 0, maximum: 999 });
const CareRecordShape = Type.Union([
  Type.Object({
    kind: Type.Literal('intervention'),
    type: codeOf(interventionTypes),
    outcome: codeOf(interventionOutcomes),
  }),
  Type.Object({
    kind: Type.Literal('start-confirmation'),
    startedOn: Day,
    administeredBy: Type.Optional(codeOf(administrators)),
    dosesTaken: doses,
    problem: codeOf(therapyProblems),
  }),
  Type.Object({
    kind: Type.Literal('monitoring'),
    type: codeOf(monitoringKinds),
    dosesMissed: doses,
    problem: codeOf(therapyProblems),
  }),
  Type.Object({
    kind: Type.Literal('adverse-event'),
    term: codeOf(adverseEventTerms),
    grade: codeOf(adverseEventGrades),
    isSerious: Type.Boolean(),
    onsetOn: Day,
  }),
]);

/** Reads the clinical side of a therapy. */
export const getTherapyClinical = endpoint({
  module: 'clinical',
  name: 'get-therapy-clinical',
  kind: 'query',
  summary:
    'Reads the alerts of a therapy’s prescription as things stand now, its verification, and what was reviewed and recorded.',
  permission: clinicalPermissions.seeClinical,
  request: Type.Object({ therapyId: Uuid }),
  response: Type.Object({
    prescriptionId: Type.String(),
    drugName: orNull(Type.String()),
    remsProgram: orNull(Type.String()),
    indicationCode: orNull(Type.String()),
    isAccepted: Type.Boolean(),
    isDelivered: Type.Boolean(),
    verification: Type.Object({
      state: Type.Union([Type.Literal('unverified'), Type.Literal('verified')]),
      verifiedAt: orNull(Type.String()),
      verifiedByName: orNull(Type.String()),
    }),
    alerts: Type.Array(AlertShape),
    failed: Type.Array(codeOf(failedChecks)),
    reviews: Type.Array(Type.Object({ reviewId: Type.String(), ...review, ...recorded })),
    careRecords: Type.Array(
      Type.Object({ recordId: Type.String(), record: CareRecordShape, note: Type.String(), ...recorded }),
    ),
  }),
  refusals: [clinicalRefusals.unknownTherapy],
});

/** Verifies a prescription before its fill. */
export const verifyPrescription = endpoint({
  module: 'clinical',
  name: 'verify-prescription',
  kind: 'command',
  summary: 'Records that a pharmacist verified a prescription, with an answer to every alert that stops the work.',
  permission: clinicalPermissions.verifyPrescriptions,
  request: Type.Object({
    prescriptionId: Uuid,
    answers: Type.Array(Type.Object({ alertKey: Type.String({ maxLength: 200 }), reasonCode: codeOf(answerReasons) }), {
      maxItems: 100,
    }),
    reviewedManually: Type.Boolean(),
  }),
  response: Type.Object({}),
  refusals: [
    clinicalRefusals.unknownPrescription,
    clinicalRefusals.pharmacistNeeded,
    clinicalRefusals.prescriptionNotAccepted,
    clinicalRefusals.alreadyVerified,
    clinicalRefusals.alertUnanswered,
    clinicalRefusals.manualReviewNeeded,
  ],
});

/** Takes the verification of a prescription back. */
export const unverifyPrescription = endpoint({
  module: 'clinical',
  name: 'unverify-prescription',
  kind: 'command',
  summary: 'Takes the verification of a prescription back, with a coded reason.',
  permission: clinicalPermissions.verifyPrescriptions,
  request: Type.Object({ prescriptionId: Uuid, reasonCode: codeOf(unverifyReasons) }),
  response: Type.Object({}),
  refusals: [clinicalRefusals.unknownPrescription, clinicalRefusals.notVerified],
});

/** Records the clinical review before the start of a therapy. */
export const recordStartReview = endpoint({
  module: 'clinical',
  name: 'record-start-review',
  kind: 'command',
  summary: 'Records the clinical review before the start of a therapy with its outcome.',
  permission: clinicalPermissions.reviewStart,
  request: Type.Object({ therapyId: Uuid, ...review }),
  response: Type.Object({ reviewId: Type.String() }),
  refusals: [
    clinicalRefusals.unknownTherapy,
    clinicalRefusals.remsNotMet,
    clinicalRefusals.noRemsProgram,
    clinicalRefusals.educationMissing,
    clinicalRefusals.missingLabNotNamed,
    clinicalRefusals.labStillMissing,
    clinicalRefusals.dayInFuture,
  ],
});

/** Records what happens while a therapy is cared for. */
export const recordCare = endpoint({
  module: 'clinical',
  name: 'record-care',
  kind: 'command',
  summary: 'Records an intervention, the confirmed start, a monitoring call or an adverse event.',
  permission: clinicalPermissions.recordCare,
  request: Type.Object({ therapyId: Uuid, record: CareRecordShape, note: Note }),
  response: Type.Object({ recordId: Type.String() }),
  refusals: [clinicalRefusals.unknownTherapy, clinicalRefusals.notYetDelivered, clinicalRefusals.dayInFuture],
});
