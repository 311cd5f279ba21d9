import { type TSchema, Type } from 'typebox';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { endpoint } from '../../kernel/endpoint.ts';
import { type DismissalReason, dismissalReasons, type FileOutcome } from './domain/remittance-file.ts';
import { remittancePermissions } from './permissions.ts';
import { remittanceRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codesOf = <Code extends string>(codes: readonly Code[]) =>
  Type.Unsafe<Code>(Type.Union(codes.map((code) => Type.Literal(code))));

const Id = Type.String({ format: 'uuid' });
const Cents = Type.Integer();
const Day = Type.Unsafe<CalendarDay>(Type.String({ format: 'date' }));
const outcomes: readonly FileOutcome[] = ['posted', 'held', 'unreadable'];
const Reason = codesOf(Object.keys(dismissalReasons) as DismissalReason[]);
const LineState = codesOf(['unmatched', 'taken-back', 'short', 'paid'] as const);
const File = Type.Object({
  remittanceFileId: Type.String(),
  fileName: Type.String(),
  byteCount: Type.Integer(),
  source: codesOf(['folder', 'browser', 'import'] as const),
  receivedAt: Type.String(),
  outcome: orNull(codesOf(outcomes)),
  settledAt: orNull(Type.String()),
  dismissedFor: orNull(Reason),
  firstProblem: orNull(Type.String()),
  payments: Type.Array(
    Type.Object({
      payerName: Type.String(),
      traceNumber: Type.String(),
      paidOn: orNull(Type.String()),
      paymentCents: Cents,
    }),
  ),
  exceptionCount: Type.Integer(),
  deductedCents: Cents,
});
const Payment = Type.Object({
  paymentId: Type.String(),
  state: codesOf(['posted', 'held'] as const),
  purpose: codesOf(['claims', 'refunds'] as const),
  traceNumber: Type.String(),
  payerId: Type.String(),
  payerName: Type.String(),
  paidOn: orNull(Type.String()),
  paymentCents: Cents,
  claimPaidCents: Cents,
  providerAdjustmentCents: Cents,
  lineCount: Type.Integer(),
  unmatchedCount: Type.Integer(),
  takenBackCount: Type.Integer(),
  takenBackCents: Cents,
  shortCount: Type.Integer(),
  shortCents: Cents,
  depositedOn: orNull(Type.String()),
  bankReference: orNull(Type.String()),
  providerAdjustments: Type.Array(Type.Object({ reasonCode: Type.String(), reference: Type.String(), cents: Cents })),
});
const Line = Type.Object({
  position: Type.Integer(),
  place: Type.String(),
  controlNumber: Type.String(),
  payerClaimNumber: Type.String(),
  statusCode: Type.String(),
  serviceOn: orNull(Type.String()),
  ndc11: orNull(Type.String()),
  chargeCents: Cents,
  paidCents: Cents,
  patientCents: orNull(Cents),
  pairedPosition: orNull(Type.Integer()),
  claimId: orNull(Type.String()),
  fillId: orNull(Type.String()),
  key: orNull(codesOf(['prescription', 'authorization', 'person'] as const)),
  expectedCents: orNull(Cents),
  shortCents: Cents,
  state: LineState,
  adjustments: Type.Array(Type.Object({ groupCode: Type.String(), reasonCode: Type.String(), cents: Cents })),
});
const seeing = { module: 'remittance', permission: remittancePermissions.seeRemittances } as const;
const working = { module: 'remittance', permission: remittancePermissions.workRemittances } as const;

/** Takes a remittance file in; its bytes are the body of the request. */
export const uploadRemittance = endpoint({
  ...working,
  name: 'upload-remittance',
  kind: 'command',
  summary: 'Takes in a remittance file (X12 835) that a person brings; the same bytes are one file.',
  upload: { mediaTypes: ['text/plain', 'application/edi-x12', 'application/octet-stream'] },
  request: Type.Object({ fileName: Type.String({ maxLength: 255 }) }),
  response: Type.Object({ remittanceFileId: Type.String(), isRepeat: Type.Boolean() }),
  refusals: [remittanceRefusals.fileEmpty],
});

/** Lists remittance files. */
export const listRemittances = endpoint({
  ...seeing,
  name: 'list-remittances',
  kind: 'query',
  summary: 'Lists remittance files with their payments, the newest first, fifty at a time.',
  request: Type.Object({ onlyHeld: Type.Boolean(), before: Type.Optional(Id) }),
  response: Type.Object({ files: Type.Array(File) }),
});

/** Reads a remittance file. */
export const getRemittance = endpoint({
  ...seeing,
  name: 'get-remittance',
  kind: 'query',
  summary: 'Reads a remittance file with what became of it, its payments, how they add up, and what stands out.',
  request: Type.Object({ remittanceFileId: Id }),
  response: Type.Object({
    file: File,
    problems: Type.Array(
      Type.Object({ code: Type.String(), where: Type.String(), severity: Type.String(), text: Type.String() }),
    ),
    payments: Type.Array(Payment),
  }),
  refusals: [remittanceRefusals.unknownFile],
});

/** Lists lines of a payment. */
export const listRemittanceLines = endpoint({
  ...seeing,
  name: 'list-remittance-lines',
  kind: 'query',
  summary: 'Lists lines of a payment with the claims that they belong to, fifty at a time.',
  request: Type.Object({
    paymentId: Id,
    state: codesOf(['all', 'unmatched', 'taken-back', 'short', 'paid'] as const),
    after: Type.Integer({ minimum: 0 }),
  }),
  response: Type.Object({ lines: Type.Array(Line) }),
});

/** Lists the claims to which a line may belong. */
export const listClaimsForLine = endpoint({
  ...working,
  name: 'list-claims-for-line',
  kind: 'query',
  summary: 'Lists claims that have the prescription or the authorization number of a line.',
  request: Type.Object({ paymentId: Id, position: Type.Integer({ minimum: 1 }) }),
  response: Type.Object({
    claims: Type.Array(
      Type.Object({
        claimId: Type.String(),
        serviceOn: Type.String(),
        authorizationNumber: orNull(Type.String()),
        expectedCents: Cents,
        isReversed: Type.Boolean(),
      }),
    ),
  }),
  refusals: [remittanceRefusals.unknownLine],
});

/** Matches a line by hand. */
export const matchLine = endpoint({
  ...working,
  name: 'match-line',
  kind: 'command',
  summary: 'Matches a line of a payment to the claim that it pays.',
  request: Type.Object({ paymentId: Id, position: Type.Integer({ minimum: 1 }), claimId: Id }),
  response: Type.Object({}),
  refusals: [
    remittanceRefusals.unknownPayment,
    remittanceRefusals.unknownLine,
    remittanceRefusals.lineMatched,
    remittanceRefusals.unknownClaim,
  ],
});

/** Enters a deposit. */
export const enterDeposit = endpoint({
  ...working,
  name: 'enter-deposit',
  kind: 'command',
  summary: 'Enters the deposit at the bank that brought a payment; its amount must be that of the payment.',
  request: Type.Object({
    paymentId: Id,
    depositedOn: Day,
    cents: Cents,
    bankReference: Type.String({ minLength: 1, maxLength: 60 }),
  }),
  response: Type.Object({}),
  refusals: [
    remittanceRefusals.unknownPayment,
    remittanceRefusals.paymentNotPosted,
    remittanceRefusals.depositEntered,
    remittanceRefusals.depositDiffers,
  ],
});

/** Sets a held file aside. */
export const dismissRemittance = endpoint({
  ...working,
  name: 'dismiss-remittance',
  kind: 'command',
  summary: 'Sets a held remittance file aside, with the reason.',
  request: Type.Object({ remittanceFileId: Id, reasonCode: Reason }),
  response: Type.Object({}),
  refusals: [remittanceRefusals.unknownFile, remittanceRefusals.fileNotHeld],
});
