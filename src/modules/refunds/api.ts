import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import type { UnitPrice } from '../../kernel/money.ts';
import { type EligibilityReason, eligibilityReasons } from './domain/eligibility.ts';
import {
  type DeterminationEvidence,
  determinationEvidence,
  type InquiryKind,
  type InquiryOutcome,
  type InquiryReason,
  inquiryKinds,
  inquiryOutcomes,
  inquiryReasons,
} from './domain/inquiry.ts';
import {
  type Benefit,
  type ExpectationReason,
  expectationReasons,
  type RefundState,
  refundStates,
} from './domain/refund.ts';
import { type RefundView, refundViews } from './domain/refund-view.ts';
import { refundPermissions } from './permissions.ts';
import { refundRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codesOf = <Code extends string>(codes: object) =>
  Type.Unsafe<Code>(Type.Union(Object.keys(codes).map((code) => Type.Literal(code))));

const Id = Type.String({ format: 'uuid' });
const Cents = Type.Integer();
const Price = Type.Unsafe<UnitPrice>(Type.Integer({ minimum: 0, maximum: 1e13 }));
const State = codesOf<RefundState>(refundStates);
const View = codesOf<RefundView>(refundViews);
const BenefitCode = codesOf<Benefit>({ mfp: '', '340b': '', none: '' });
const Evidence = codesOf<DeterminationEvidence>(determinationEvidence);
const Kind = codesOf<InquiryKind>(inquiryKinds);
const Reason = codesOf<InquiryReason>(inquiryReasons);
const Outcome = codesOf<InquiryOutcome>(inquiryOutcomes);
const seeing = { module: 'refunds', permission: refundPermissions.seeRefunds } as const;
const working = { module: 'refunds', permission: refundPermissions.workRefunds } as const;

const Row = Type.Object({
  claimId: Type.String(),
  patientId: Type.String(),
  drugName: Type.String(),
  manufacturer: Type.String(),
  serviceOn: Type.String(),
  ageDays: Type.Integer(),
  standardCents: Cents,
  expectedCents: Cents,
  receivedCents: Cents,
  unpaidCents: Cents,
  benefit: BenefitCode,
  state: State,
  lastCode: orNull(Type.String()),
  askedAt: orNull(Type.String()),
});

/** Reads how refunds stand. */
export const getRefundBoard = endpoint({
  ...seeing,
  name: 'get-refund-board',
  kind: 'query',
  summary: 'Reads what manufacturers owe by age, what is unpaid day by day, and the refunds of one view.',
  request: Type.Object({
    view: View,
    band: orNull(Type.Integer({ minimum: 0, maximum: 20 })),
    ndc11: orNull(Type.String({ pattern: '^[0-9]{11}$' })),
  }),
  response: Type.Object({
    views: Type.Array(Type.Object({ view: View, count: Type.Integer(), cents: Cents })),
    bands: Type.Array(
      Type.Object({ label: Type.String(), isLate: Type.Boolean(), count: Type.Integer(), cents: Cents }),
    ),
    unpaidCents: Cents,
    /** Unpaid cents times the days since the date of service, summed. */
    centDays: Type.Integer(),
    days: Type.Array(Type.Object({ day: Type.String(), unpaidCents: Cents })),
    drugs: Type.Array(
      Type.Object({
        ndc11: Type.String(),
        drugName: Type.String(),
        manufacturer: Type.String(),
        applicabilityYear: Type.Integer(),
        validFrom: Type.String(),
        validTo: orNull(Type.String()),
        mfp: Price,
        source: Type.String(),
        isVerified: Type.Boolean(),
        isSynthetic: Type.Boolean(),
        claims: Type.Integer(),
        expectedCents: Cents,
        receivedCents: Cents,
        unpaidCents: Cents,
        medianDays: orNull(Type.Integer()),
        /** What one more package adds to what is unpaid, at the prices of today. */
        nextPackageCents: orNull(Cents),
      }),
    ),
    terms: Type.Object({ manufacturerDays: Type.Integer(), unpaidDays: Type.Integer(), missedDays: Type.Integer() }),
    rows: Type.Array(Row),
  }),
});

/** Reads the refund of a claim. */
export const getClaimRefund = endpoint({
  ...seeing,
  name: 'get-claim-refund',
  kind: 'query',
  summary:
    'Reads whether a refund is owed for a claim and why, what was expected and what came, determinations and inquiries.',
  request: Type.Object({ claimId: Id }),
  response: Type.Object({
    patientId: Type.String(),
    drugName: Type.String(),
    ndc11: Type.String(),
    serviceOn: Type.String(),
    isEligible: Type.Boolean(),
    reasons: Type.Array(Type.Object({ reason: codesOf<EligibilityReason>(eligibilityReasons), isMet: Type.Boolean() })),
    fairPrice: orNull(
      Type.Object({
        mfp: Price,
        validFrom: Type.String(),
        source: Type.String(),
        isVerified: Type.Boolean(),
        isSynthetic: Type.Boolean(),
      }),
    ),
    wac: orNull(Price),
    ceiling: orNull(Type.Object({ unitPrice: Price, source: Type.String(), isSynthetic: Type.Boolean() })),
    refund: orNull(Row),
    fault: orNull(codesOf<'double' | 'missed'>({ double: '', missed: '' })),
    steps: Type.Array(
      Type.Object({
        sequence: Type.Integer(),
        reason: codesOf<ExpectationReason>(expectationReasons),
        expectedCents: Cents,
        occurredAt: Type.String(),
      }),
    ),
    receipts: Type.Array(
      Type.Object({
        paymentId: Type.String(),
        position: Type.Integer(),
        remittanceFileId: orNull(Type.String()),
        transactionCode: orNull(Type.String()),
        codeSentence: orNull(Type.String()),
        isCodeVerified: Type.Boolean(),
        statusCode: Type.String(),
        payerClaimNumber: Type.String(),
        paidCents: Cents,
        reasonCodes: Type.Array(Type.String()),
        remarkCodes: Type.Array(Type.String()),
        receivedAt: Type.String(),
      }),
    ),
    determinations: Type.Array(
      Type.Object({
        sequence: Type.Integer(),
        isQualified: Type.Boolean(),
        evidence: Evidence,
        ceiling: orNull(Price),
        mfp: orNull(Price),
        benefit: BenefitCode,
        determinedAt: Type.String(),
      }),
    ),
    inquiries: Type.Array(
      Type.Object({
        inquiryId: Type.String(),
        kind: Kind,
        reason: Reason,
        askedAt: Type.String(),
        outcome: orNull(Outcome),
        answeredAt: orNull(Type.String()),
      }),
    ),
  }),
  refusals: [refundRefusals.unknownClaim],
});

/** Records whether a claim is one of 340B. */
export const recordDetermination = endpoint({
  ...working,
  name: 'record-determination',
  kind: 'command',
  summary:
    'Records whether a claim is one of 340B, on which evidence; the lower of ceiling and maximum fair price counts.',
  request: Type.Object({ claimId: Id, isQualified: Type.Boolean(), evidence: Evidence, ceiling: orNull(Price) }),
  response: Type.Object({}),
  refusals: [refundRefusals.unknownClaim, refundRefusals.evidenceContradicts, refundRefusals.ceilingUnknown],
});

/** Records that a manufacturer was asked about a refund. */
export const openInquiry = endpoint({
  ...working,
  name: 'open-inquiry',
  kind: 'command',
  summary: 'Records a good-faith inquiry or a dispute about a refund; one is open at a time.',
  request: Type.Object({ claimId: Id, kind: Kind, reason: Reason }),
  response: Type.Object({}),
  refusals: [refundRefusals.unknownRefund, refundRefusals.inquiryOpen],
});

/** Records how an inquiry ended. */
export const answerInquiry = endpoint({
  ...working,
  name: 'answer-inquiry',
  kind: 'command',
  summary: 'Records what the manufacturer answered to an inquiry.',
  request: Type.Object({ inquiryId: Id, outcome: Outcome }),
  response: Type.Object({}),
  refusals: [refundRefusals.unknownInquiry, refundRefusals.inquiryAnswered],
});
