import { type TLiteral, type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { settlements } from './domain/contradiction.ts';
import { requestSteps, requestWays } from './domain/information-request.ts';
import { letterKinds, sendingWays } from './domain/letter.ts';
import { transferReasons, transferStates } from './domain/transfer-out.ts';
import { referralPermissions } from './permissions.ts';
import { referralRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codeOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) =>
  Type.Union((Object.keys(table) as Code[]).map((code) => Type.Literal(code)) as unknown as [TLiteral<Code>]);
const Npi = Type.String({ pattern: '^[12][0-9]{9}$' });
const Source = orNull(Type.Object({ kind: Type.String(), id: orNull(Type.String()) }));

const Item = Type.Object({
  itemCode: Type.String(),
  label: Type.String(),
  status: codeOf({ met: 0, stale: 0, missing: 0 }),
  text: orNull(Type.String()),
  on: orNull(Type.String()),
  origin: Source,
  maximumAgeDays: orNull(Type.Integer()),
  isQueryable: Type.Boolean(),
  /** Whether a form can ask for it. */
  isAnswerable: Type.Boolean(),
  /** Whether it is asked for already. */
  isAsked: Type.Boolean(),
  source: Type.String(),
  isVerified: Type.Boolean(),
});

const Request = Type.Object({
  requestId: Type.String(),
  state: codeOf({ asked: 0, answered: 0, withdrawn: 0 }),
  way: codeOf(requestWays),
  isLate: Type.Boolean(),
  askedAt: Type.String(),
  askedByName: orNull(Type.String()),
  dueAt: orNull(Type.String()),
  closedAt: orNull(Type.String()),
  items: Type.Array(Type.Object({ label: Type.String(), closedAt: orNull(Type.String()), origin: Source })),
  steps: Type.Array(
    Type.Object({
      step: codeOf(requestSteps),
      way: codeOf(requestWays),
      happenedAt: Type.String(),
      actorName: orNull(Type.String()),
      source: Source,
    }),
  ),
});

const Contradiction = Type.Object({
  contradictionId: Type.String(),
  label: Type.String(),
  known: Type.String(),
  knownOrigin: Source,
  said: Type.String(),
  saidOrigin: Source,
  foundAt: Type.String(),
  settledAt: orNull(Type.String()),
  settledAs: orNull(codeOf(settlements)),
  settledByName: orNull(Type.String()),
});

const Letter = Type.Object({
  letterId: Type.String(),
  kind: codeOf(letterKinds),
  documentId: Type.String(),
  recipientName: Type.String(),
  recipientFax: orNull(Type.String()),
  composedAt: Type.String(),
  sentAt: orNull(Type.String()),
  sentWay: orNull(codeOf(sendingWays)),
  sentByName: orNull(Type.String()),
});

const Transfer = Type.Object({
  transferId: Type.String(),
  state: codeOf(transferStates),
  reasonCode: codeOf(transferReasons),
  pharmacyName: Type.String(),
  letterId: Type.String(),
  composedAt: Type.String(),
  sentAt: orNull(Type.String()),
  dueAt: orNull(Type.String()),
  isLate: Type.Boolean(),
  acknowledgedAt: orNull(Type.String()),
  acknowledgedBy: orNull(Type.String()),
  daysHeld: orNull(Type.Integer()),
});

const Pharmacy = Type.Object({
  npi: Type.String(),
  name: Type.String(),
  phone: orNull(Type.String()),
  fax: orNull(Type.String()),
  source: Type.String(),
  isVerified: Type.Boolean(),
});
const Limit = Type.Object({ includesUs: Type.Boolean(), pharmacies: Type.Array(Pharmacy) });

/** Reads what a referral lacks and where it goes. */
export const getReferral = endpoint({
  module: 'referrals',
  name: 'get-referral',
  kind: 'query',
  summary: 'Reads how complete a referral is, what was asked for, its letters, and where it may or does go.',
  permission: referralPermissions.readReferrals,
  request: Type.Union([Type.Object({ prescriptionId: Id }), Type.Object({ therapyId: Id })]),
  response: Type.Object({
    prescriptionId: Type.String(),
    isOver: Type.Boolean(),
    isPatientKnown: Type.Boolean(),
    percent: Type.Integer(),
    metCount: Type.Integer(),
    items: Type.Array(Item),
    canAskEhr: Type.Boolean(),
    /** Whether the record of the prescriber takes forms. */
    canSendForm: Type.Boolean(),
    contradictions: Type.Array(Contradiction),
    requests: Type.Array(Request),
    letters: Type.Array(Letter),
    transfers: Type.Array(Transfer),
    network: orNull(Limit),
    plan: orNull(Type.Object({ ...Limit.properties, planName: Type.String() })),
  }),
  refusals: [referralRefusals.unknownReferral],
});

const Row = {
  prescriptionId: Type.String(),
  patientName: Type.String(),
  drugName: Type.String(),
};

/** Lists what is under way about referrals. */
export const listReferrals = endpoint({
  module: 'referrals',
  name: 'list-referrals',
  kind: 'query',
  summary: 'Lists open requests for missing information, letters to be sent, and transfers to other pharmacies.',
  permission: referralPermissions.readReferrals,
  request: Type.Object({}),
  response: Type.Object({
    requests: Type.Array(
      Type.Object({
        ...Row,
        requestId: Type.String(),
        way: codeOf(requestWays),
        isLate: Type.Boolean(),
        labels: Type.Array(Type.String()),
        askedAt: Type.String(),
        dueAt: orNull(Type.String()),
      }),
    ),
    letters: Type.Array(
      Type.Object({
        ...Row,
        letterId: Type.String(),
        kind: codeOf(letterKinds),
        recipientName: Type.String(),
        recipientFax: orNull(Type.String()),
        composedAt: Type.String(),
      }),
    ),
    transfers: Type.Array(
      Type.Object({
        ...Row,
        transferId: Type.String(),
        state: codeOf(transferStates),
        reasonCode: codeOf(transferReasons),
        pharmacyName: Type.String(),
        composedAt: Type.String(),
        dueAt: orNull(Type.String()),
        isLate: Type.Boolean(),
        daysHeld: orNull(Type.Integer()),
      }),
    ),
  }),
});

/** Asks for what is missing. */
export const askForMissing = endpoint({
  module: 'referrals',
  name: 'ask-for-missing',
  kind: 'command',
  summary: 'Asks for items that a referral lacks: the EHR first, then the prescriber by a form, then by letter.',
  permission: referralPermissions.askForMissing,
  request: Type.Object({
    prescriptionId: Id,
    itemCodes: Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,60}$' }), { minItems: 1, maxItems: 60 }),
  }),
  response: Type.Object({ requestId: Type.String() }),
  refusals: [
    referralRefusals.unknownReferral,
    referralRefusals.referralOver,
    referralRefusals.patientUnsettled,
    referralRefusals.itemNotMissing,
  ],
});

/** Settles an answer that contradicts what is known. */
export const settleContradiction = endpoint({
  module: 'referrals',
  name: 'settle-contradiction',
  kind: 'command',
  summary: 'Records an answer of a prescriber that contradicts what is known beside it, or leaves it.',
  permission: referralPermissions.settleAnswers,
  request: Type.Object({ contradictionId: Id, as: codeOf(settlements) }),
  response: Type.Object({ contradictionId: Type.String() }),
  refusals: [referralRefusals.unknownContradiction, referralRefusals.contradictionSettled],
});

/** Takes a request back. */
export const withdrawRequest = endpoint({
  module: 'referrals',
  name: 'withdraw-request',
  kind: 'command',
  summary: 'Takes a request for missing information back.',
  permission: referralPermissions.askForMissing,
  request: Type.Object({ requestId: Id }),
  response: Type.Object({ requestId: Type.String() }),
  refusals: [referralRefusals.unknownRequest, referralRefusals.requestOver],
});

/** Records that a letter was sent. */
export const recordLetterSent = endpoint({
  module: 'referrals',
  name: 'record-letter-sent',
  kind: 'command',
  summary: 'Records that a person has sent a letter, and how.',
  permission: referralPermissions.askForMissing,
  request: Type.Object({ letterId: Id, way: codeOf(sendingWays) }),
  response: Type.Object({ letterId: Type.String() }),
  refusals: [
    referralRefusals.unknownLetter,
    referralRefusals.letterDropped,
    referralRefusals.requestOver,
    referralRefusals.transferStepNotAllowed,
  ],
});

/** Begins a transfer to another pharmacy. */
export const beginTransfer = endpoint({
  module: 'referrals',
  name: 'begin-transfer',
  kind: 'command',
  summary: 'Composes the packet with which a referral goes to another pharmacy.',
  permission: referralPermissions.transferOut,
  request: Type.Object({
    prescriptionId: Id,
    reasonCode: codeOf(transferReasons),
    pharmacyNpi: Npi,
    pharmacyName: Type.String({ minLength: 1, maxLength: 120 }),
    pharmacyFax: orNull(Type.String({ pattern: '^[0-9() +.-]{7,24}$' })),
  }),
  response: Type.Object({ transferId: Type.String() }),
  refusals: [
    referralRefusals.unknownReferral,
    referralRefusals.referralOver,
    referralRefusals.patientUnsettled,
    referralRefusals.transferOpen,
    referralRefusals.transferToSelf,
  ],
});

/** Records that the other pharmacy has a referral. */
export const acknowledgeTransfer = endpoint({
  module: 'referrals',
  name: 'acknowledge-transfer',
  kind: 'command',
  summary: 'Records that the other pharmacy has a referral; its therapy ends here as transferred.',
  permission: referralPermissions.transferOut,
  request: Type.Object({ transferId: Id, acknowledgedBy: Type.String({ minLength: 2, maxLength: 80 }) }),
  response: Type.Object({ transferId: Type.String(), daysHeld: Type.Integer() }),
  refusals: [referralRefusals.unknownTransfer, referralRefusals.transferStepNotAllowed],
});

/** Takes a transfer back. */
export const withdrawTransfer = endpoint({
  module: 'referrals',
  name: 'withdraw-transfer',
  kind: 'command',
  summary: 'Takes a transfer back; the referral stays here.',
  permission: referralPermissions.transferOut,
  request: Type.Object({ transferId: Id }),
  response: Type.Object({ transferId: Type.String() }),
  refusals: [referralRefusals.unknownTransfer, referralRefusals.transferStepNotAllowed],
});
