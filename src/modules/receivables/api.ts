import { type TSchema, Type } from 'typebox';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { endpoint } from '../../kernel/endpoint.ts';
import type { ClaimState } from '../claims/language.ts';
import { type AgeBucket, ageBuckets, type ReceivableKind, receivableKinds } from '../revenue/language.ts';
import { type DisputeAnswer, type DisputeState, disputeStates } from './domain/dispute.ts';
import { type WriteOffReason, type WriteOffState, writeOffReasons } from './domain/write-off.ts';
import { receivablesPermissions } from './permissions.ts';
import { receivablesRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codesOf = <Code extends string>(codes: readonly string[]) =>
  Type.Unsafe<Code>(Type.Union(codes.map((code) => Type.Literal(code))));
const code = <Code extends string>() => Type.Unsafe<Code>(Type.String());

const Id = Type.String({ format: 'uuid' });
const Cents = Type.Integer();
const Day = Type.Unsafe<CalendarDay>(Type.String({ format: 'date' }));
const Bucket = codesOf<AgeBucket>(Object.keys(ageBuckets));
const Kind = codesOf<ReceivableKind>(Object.keys(receivableKinds));
const Answer = codesOf<DisputeAnswer>(Object.keys(disputeStates).filter((state) => state !== 'open'));
const Part = {
  kind: Kind,
  /** Left out for all payers; null for claims without a payer on file. */
  payerId: Type.Optional(orNull(Id)),
  bucket: Type.Optional(Bucket),
};
const WriteOffShape = Type.Object({
  writeOffId: Type.String(),
  claimId: Type.String(),
  payerName: orNull(Type.String()),
  cents: Cents,
  reasonCode: code<WriteOffReason>(),
  state: code<WriteOffState>(),
  proposedBy: Type.String(),
  proposerName: Type.String(),
  proposedAt: Type.String(),
  deciderName: orNull(Type.String()),
  decidedAt: orNull(Type.String()),
  patientId: orNull(Type.String()),
});
const DisputeShape = Type.Object({
  disputeId: Type.String(),
  claimId: Type.String(),
  payerName: orNull(Type.String()),
  agreedCents: Cents,
  remittedCents: Cents,
  shortCents: Cents,
  remittanceFileId: orNull(Type.String()),
  position: orNull(Type.Integer()),
  state: code<DisputeState>(),
  openedAt: Type.String(),
  ageDays: Type.Integer(),
  dueOn: orNull(Type.String()),
  dueSource: orNull(Type.String()),
  answeredAt: orNull(Type.String()),
  answerReference: orNull(Type.String()),
  patientId: orNull(Type.String()),
});
const seeing = { module: 'receivables', permission: receivablesPermissions.seeReceivables } as const;
const working = { module: 'receivables', permission: receivablesPermissions.workReceivables } as const;
const approving = { module: 'receivables', permission: receivablesPermissions.approveWriteOffs } as const;

/** Reads what payers owe. */
export const getReceivables = endpoint({
  ...seeing,
  name: 'get-receivables',
  kind: 'query',
  summary:
    'Reads what payers owe by payer and age, how fast they pay, and what stands beside: held, unmatched, taken back.',
  request: Type.Object({}),
  response: Type.Object({
    asOf: Type.String(),
    payers: Type.Array(
      Type.Object({
        payerId: orNull(Type.String()),
        payerName: orNull(Type.String()),
        cells: Type.Array(Type.Object({ bucket: Bucket, claims: Type.Integer(), cents: Cents })),
        claims: Type.Integer(),
        cents: Cents,
        creditCents: Cents,
        takenBackCents: Cents,
        averageDaysTenths: orNull(Type.Integer()),
        medianDays: orNull(Type.Integer()),
        months: Type.Array(Type.Object({ month: Type.String(), averageDaysTenths: Type.Integer(), paidCents: Cents })),
      }),
    ),
    ledger: Type.Object({
      openCents: Cents,
      takenBackCents: Cents,
      patientCents: Cents,
      suspenseCents: Cents,
      notDepositedCents: Cents,
      depositedCents: Cents,
      providerAdjustmentCents: Cents,
      writtenOffCents: Cents,
    }),
    held: Type.Object({ heldPayments: Type.Integer(), heldCents: Cents, unmatchedLines: Type.Integer() }),
    deeds: Type.Object({
      disputes: Type.Integer(),
      disputedCents: Cents,
      proposals: Type.Integer(),
      proposedCents: Cents,
    }),
  }),
});

/** Reads the scorecard of payers. */
export const getScorecard = endpoint({
  ...seeing,
  name: 'get-scorecard',
  kind: 'query',
  summary:
    'Reads by payer and quarter how many claims are agreed to, rejected, underwater and short, and how fast is paid.',
  request: Type.Object({}),
  response: Type.Object({
    quarters: Type.Array(Type.String()),
    payers: Type.Array(
      Type.Object({
        payerId: orNull(Type.String()),
        payerName: orNull(Type.String()),
        quarters: Type.Array(
          Type.Object({
            quarter: Type.String(),
            claims: Type.Integer(),
            agreed: Type.Integer(),
            rejected: Type.Integer(),
            averageDaysTenths: orNull(Type.Integer()),
            paidCents: Cents,
            costed: Type.Integer(),
            underwater: Type.Integer(),
            short: Type.Integer(),
            shortCents: Cents,
          }),
        ),
      }),
    ),
  }),
});

/** Lists claims of which something is open. */
export const listOpenClaims = endpoint({
  ...seeing,
  name: 'list-open-claims',
  kind: 'query',
  summary:
    'Lists claims of which a payer has something open, by payer, age and kind, the oldest first, fifty at a time.',
  request: Type.Object({
    ...Part,
    after: Type.Optional(Type.Object({ serviceOn: Day, claimId: Id, payerId: orNull(Id) })),
  }),
  response: Type.Object({
    claims: Type.Array(
      Type.Object({
        claimId: Type.String(),
        payerId: orNull(Type.String()),
        payerName: orNull(Type.String()),
        patientId: Type.String(),
        drugName: Type.String(),
        serviceOn: Day,
        ageDays: Type.Integer(),
        state: code<ClaimState>(),
        cents: Cents,
        takenBackCents: Cents,
        remittedCents: Cents,
        agreedCents: Cents,
        dispute: orNull(code<DisputeState>()),
      }),
    ),
  }),
});

/** Takes the open claims out as a file. */
export const exportOpenClaims = endpoint({
  module: 'receivables',
  permission: receivablesPermissions.exportReceivables,
  name: 'export-open-claims',
  kind: 'query',
  summary:
    'Gives the claims of which a payer has something open as CSV or Parquet; amounts in Parquet are whole cents.',
  request: Type.Object({ ...Part, format: codesOf<'csv' | 'parquet'>(['csv', 'parquet']) }),
  response: Type.Object({}),
  download: true,
  refusals: [receivablesRefusals.exportTooLarge],
});

/** Reads what is open on one claim and what is done about it. */
export const getClaimReceivable = endpoint({
  ...seeing,
  name: 'get-claim-receivable',
  kind: 'query',
  summary: 'Reads what payers have open on a claim, with its disputes and write-offs.',
  request: Type.Object({ claimId: Id }),
  response: Type.Object({
    open: Type.Array(
      Type.Object({
        payerId: orNull(Type.String()),
        payerName: orNull(Type.String()),
        cents: Cents,
        agreedCents: Cents,
        remittedCents: Cents,
        takenBackCents: Cents,
      }),
    ),
    disputes: Type.Array(DisputeShape),
    writeOffs: Type.Array(WriteOffShape),
  }),
  refusals: [receivablesRefusals.unknownClaim],
});

/** Proposes a write-off. */
export const proposeWriteOff = endpoint({
  ...working,
  name: 'propose-write-off',
  kind: 'command',
  summary: 'Proposes to give an open amount of a claim up; a second person decides.',
  request: Type.Object({
    claimId: Id,
    payerId: orNull(Id),
    cents: Type.Integer({ minimum: 1 }),
    reasonCode: codesOf<WriteOffReason>(Object.keys(writeOffReasons)),
  }),
  response: Type.Object({ writeOffId: Type.String() }),
  refusals: [
    receivablesRefusals.staffOnly,
    receivablesRefusals.unknownClaim,
    receivablesRefusals.writeOffWaiting,
    receivablesRefusals.moreThanOpen,
  ],
});

/** Decides a write-off. */
export const decideWriteOff = endpoint({
  ...approving,
  name: 'decide-write-off',
  kind: 'command',
  summary: 'Approves or declines a write-off that another person proposed; an approved one is posted.',
  request: Type.Object({ writeOffId: Id, approves: Type.Boolean() }),
  response: Type.Object({}),
  refusals: [
    receivablesRefusals.staffOnly,
    receivablesRefusals.unknownWriteOff,
    receivablesRefusals.ownWriteOff,
    receivablesRefusals.writeOffDecided,
    receivablesRefusals.moreThanOpen,
  ],
});

/** Takes a write-off back. */
export const takeWriteOffBack = endpoint({
  ...approving,
  name: 'take-write-off-back',
  kind: 'command',
  summary: 'Takes an approved write-off back: the amount is owed again.',
  request: Type.Object({ writeOffId: Id }),
  response: Type.Object({}),
  refusals: [
    receivablesRefusals.staffOnly,
    receivablesRefusals.unknownWriteOff,
    receivablesRefusals.writeOffNotApproved,
  ],
});

/** Lists write-offs. */
export const listWriteOffs = endpoint({
  ...seeing,
  name: 'list-write-offs',
  kind: 'query',
  summary: 'Lists write-offs that wait for a decision, or those that were decided, the newest first, fifty at a time.',
  request: Type.Object({ isWaiting: Type.Boolean(), before: Type.Optional(Id) }),
  response: Type.Object({ writeOffs: Type.Array(WriteOffShape) }),
});

/** Opens a dispute. */
export const openDispute = endpoint({
  ...working,
  name: 'open-dispute',
  kind: 'command',
  summary: 'Opens a dispute about what a payer has open on a claim, with the evidence of now and its deadline.',
  request: Type.Object({ claimId: Id, payerId: orNull(Id) }),
  response: Type.Object({ disputeId: Type.String() }),
  refusals: [receivablesRefusals.unknownClaim, receivablesRefusals.nothingShort, receivablesRefusals.disputeOpen],
});

/** Keeps what a dispute came to. */
export const answerDispute = endpoint({
  ...working,
  name: 'answer-dispute',
  kind: 'command',
  summary: 'Keeps what the payer answered to a dispute, or that it was withdrawn.',
  request: Type.Object({
    disputeId: Id,
    answer: Answer,
    reference: orNull(Type.String({ minLength: 1, maxLength: 60 })),
  }),
  response: Type.Object({}),
  refusals: [receivablesRefusals.unknownDispute, receivablesRefusals.disputeClosed],
});

/** Lists disputes. */
export const listDisputes = endpoint({
  ...seeing,
  name: 'list-disputes',
  kind: 'query',
  summary: 'Lists disputes, open or closed, the newest first, fifty at a time.',
  request: Type.Object({ isOpen: Type.Boolean(), before: Type.Optional(Id) }),
  response: Type.Object({ disputes: Type.Array(DisputeShape) }),
});
