import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { claimRefusals } from '../claims/language.ts';
import { dispensingPermissions } from './permissions.ts';
import { dispensingRefusals } from './refusals.ts';

const uuid = Type.String({ format: 'uuid' });
const nullable = <Shape extends Parameters<typeof Type.Union>[0][number]>(shape: Shape) =>
  Type.Union([shape, Type.Null()]);
const FillRequest = Type.Object({ fillId: uuid });
const Reasoned = Type.Object({
  fillId: uuid,
  reasonCode: Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9-]+$' }),
});
const Done = Type.Object({});
const NamedPerson = nullable(Type.Object({ staffId: Type.String(), name: Type.String() }));

const FillView = Type.Object({
  fillId: Type.String(),
  therapyId: Type.String(),
  patientId: Type.String(),
  prescriptionId: Type.String(),
  siteId: Type.String(),
  fillNumber: Type.Integer(),
  rxNumber: Type.String(),
  patientName: Type.String(),
  drugText: Type.String(),
  ndc11: Type.String(),
  quantityThousandths: Type.Integer(),
  ucumUnit: Type.String(),
  daysSupply: Type.Integer(),
  owner: Type.String(),
  payment: Type.String(),
  state: Type.String(),
  lotNumber: nullable(Type.String()),
  lotExpiresOn: nullable(Type.String()),
  filledBy: NamedPerson,
  verifiedBy: NamedPerson,
  openedAt: Type.String(),
  filledAt: nullable(Type.String()),
  verifiedAt: nullable(Type.String()),
  handedOverAt: nullable(Type.String()),
});

/** Lists the fills of a therapy. */
export const listFills = endpoint({
  module: 'dispensing',
  name: 'list-fills',
  kind: 'query',
  summary: 'Lists the fills of a therapy, newest first.',
  permission: dispensingPermissions.seeFills,
  request: Type.Object({ therapyId: uuid }),
  response: Type.Object({
    fills: Type.Array(FillView),
    openablePrescriptionId: nullable(Type.String()),
    earliestClaim: nullable(
      Type.Object({
        from: Type.String(),
        isReached: Type.Boolean(),
        percentUsed: Type.Integer(),
        lastFilledOn: Type.String(),
        daysSupply: Type.Integer(),
        source: Type.String(),
      }),
    ),
  }),
});

/** Lists the fills of a patient. */
export const listPatientFills = endpoint({
  module: 'dispensing',
  name: 'list-patient-fills',
  kind: 'query',
  summary: 'Lists the newest hundred fills of a patient, of all therapies and of all records that are merged into one.',
  permission: dispensingPermissions.seeFills,
  request: Type.Object({ patientId: uuid }),
  response: Type.Object({ fills: Type.Array(FillView) }),
});

/** Gets one fill with everything that the bench needs. */
export const getFill = endpoint({
  module: 'dispensing',
  name: 'get-fill',
  kind: 'query',
  summary: 'Gets a fill with its scans, papers, steps, claim and what verification would decide.',
  permission: dispensingPermissions.seeFills,
  request: FillRequest,
  response: Type.Object({
    fill: FillView,
    storage: Type.String(),
    isHazardous: Type.Boolean(),
    needsMedicationGuide: Type.Boolean(),
    directions: nullable(Type.String()),
    scannedThousandths: Type.Integer(),
    scans: Type.Array(
      Type.Object({
        lotNumber: nullable(Type.String()),
        expiresOn: nullable(Type.String()),
        serial: nullable(Type.String()),
        method: Type.String(),
        quantityThousandths: Type.Integer(),
        scannedAt: Type.String(),
      }),
    ),
    papers: Type.Array(
      Type.Object({
        kind: Type.String(),
        outcome: Type.String(),
        documentId: nullable(Type.String()),
        recordedAt: Type.String(),
      }),
    ),
    steps: Type.Array(
      Type.Object({
        step: Type.String(),
        toState: Type.String(),
        reasonCode: nullable(Type.String()),
        actorName: nullable(Type.String()),
        occurredAt: Type.String(),
      }),
    ),
    claim: nullable(
      Type.Object({
        claimId: Type.String(),
        /** Rules that stopped it before it was sent and that a person may let pass. */
        toReview: Type.Array(Type.Object({ rule: Type.String(), sentence: Type.String() })),
        rejectCodes: Type.Array(Type.String()),
        rejects: Type.Array(Type.Object({ code: Type.String(), sentence: Type.String(), firstAction: Type.String() })),
        /** Whether a further coverage is on file to which the rest could be billed. */
        hasNextPayer: Type.Boolean(),
        state: Type.String(),
        authorizationNumber: nullable(Type.String()),
        patientPayCents: nullable(Type.Integer()),
        totalPaidCents: nullable(Type.Integer()),
      }),
    ),
    verifier: Type.Object({ staffId: Type.String(), isPharmacist: Type.Boolean() }),
  }),
  refusals: [dispensingRefusals.unknownFill],
});

/** Opens a fill and bills it. */
export const openFill = endpoint({
  module: 'dispensing',
  name: 'open-fill',
  kind: 'command',
  summary: 'Opens a fill of an accepted prescription and sends its claim.',
  permission: dispensingPermissions.fill,
  request: Type.Object({
    prescriptionId: uuid,
    owner: Type.Enum(['wac', '340b', 'gpo', 'consignment', 'patient-owned', 'free-drug']),
    payment: Type.Union([Type.Literal('claim'), Type.Literal('cash'), Type.Literal('free-drug')]),
  }),
  response: Type.Object({ fillId: Type.String() }),
  refusals: [
    dispensingRefusals.prescriptionNotUsable,
    dispensingRefusals.fillUnderWay,
    dispensingRefusals.noCoverage,
    dispensingRefusals.refillTooSoon,
  ],
});

const fillCommand = (name: string, summary: string) =>
  ({
    module: 'dispensing',
    name,
    kind: 'command',
    summary,
    permission: dispensingPermissions.fill,
    request: FillRequest,
    response: Done,
  }) as const;

/** Releases a fill to be filled. */
export const releaseFill = endpoint({
  ...fillCommand('release-fill', 'Releases a fill: claim paid, prescription verified, no hold.'),
  refusals: [dispensingRefusals.unknownFill, dispensingRefusals.stepNotAllowed, dispensingRefusals.claimNotPaid],
});

/** Picks the lot. */
export const pickFill = endpoint({
  ...fillCommand('pick-fill', 'Picks the lot that expires first and reserves it.'),
  refusals: [dispensingRefusals.unknownFill, dispensingRefusals.stepNotAllowed],
});

/** Takes a scanned package into a fill. */
export const scanPackage = endpoint({
  ...fillCommand('scan-package', 'Reads a package barcode and takes the package into the fill.'),
  request: Type.Object({
    fillId: uuid,
    scan: Type.String({ minLength: 1, maxLength: 512 }),
    quantityThousandths: Type.Integer({ minimum: 1 }),
    method: Type.Union([Type.Literal('scanner'), Type.Literal('camera'), Type.Literal('typed')]),
  }),
  refusals: [
    dispensingRefusals.unreadableScan,
    dispensingRefusals.productMismatch,
    dispensingRefusals.lotMismatch,
    dispensingRefusals.expiryMismatch,
    dispensingRefusals.packageExpired,
    dispensingRefusals.tooMuchScanned,
    dispensingRefusals.stepNotAllowed,
    dispensingRefusals.unknownFill,
  ],
});

/** Prints the label. */
export const printLabel = endpoint({
  ...fillCommand('print-label', 'Prints the label as a PDF with a barcode and files it.'),
  response: Type.Object({ documentId: Type.String() }),
  refusals: [dispensingRefusals.unknownFill, dispensingRefusals.stepNotAllowed],
});

/** Records an enclosed paper or the offer to counsel. */
export const recordPaper = endpoint({
  ...fillCommand(
    'record-paper',
    'Records that a leaflet or Medication Guide was enclosed, or that counselling was offered.',
  ),
  request: Type.Object({
    fillId: uuid,
    kind: Type.Union([Type.Literal('leaflet'), Type.Literal('medication-guide'), Type.Literal('counselling-offer')]),
    outcome: Type.Union([
      Type.Literal('enclosed'),
      Type.Literal('offered'),
      Type.Literal('accepted'),
      Type.Literal('declined'),
    ]),
  }),
  refusals: [dispensingRefusals.unknownFill],
});

/** Declares a fill counted and scanned. */
export const completeFilling = endpoint({
  ...fillCommand('complete-filling', 'Declares a fill counted and scanned.'),
  refusals: [dispensingRefusals.notAllScanned, dispensingRefusals.stepNotAllowed, dispensingRefusals.unknownFill],
});

/** Puts what was picked back. */
export const putBackFill = endpoint({
  ...fillCommand('put-back-fill', 'Puts what was picked back on the shelf.'),
  request: Reasoned,
  refusals: [dispensingRefusals.stepNotAllowed, dispensingRefusals.unknownFill],
});

/** Verifies the product. */
export const verifyFill = endpoint({
  ...fillCommand('verify-fill', 'Records that a pharmacist verified the product that another person filled.'),
  permission: dispensingPermissions.verifyProduct,
  refusals: [
    dispensingRefusals.ownFill,
    dispensingRefusals.pharmacistNeeded,
    dispensingRefusals.claimLost,
    dispensingRefusals.papersMissing,
    dispensingRefusals.stepNotAllowed,
    dispensingRefusals.unknownFill,
  ],
});

/** Takes a verification back. */
export const unverifyFill = endpoint({
  ...fillCommand('unverify-fill', 'Takes the verification of a product back.'),
  permission: dispensingPermissions.verifyProduct,
  request: Reasoned,
  refusals: [dispensingRefusals.stepNotAllowed, dispensingRefusals.unknownFill],
});

/** Gives a fill up. */
export const cancelFill = endpoint({
  ...fillCommand('cancel-fill', 'Gives a fill up: stock goes back and the claim is taken back.'),
  permission: dispensingPermissions.cancelFill,
  request: Reasoned,
  refusals: [dispensingRefusals.stepNotAllowed, dispensingRefusals.unknownFill],
});

/** Puts the product back to stock. */
export const returnFill = endpoint({
  ...fillCommand('return-fill', 'Puts the product of a fill back to the lot it came from and takes the claim back.'),
  permission: dispensingPermissions.cancelFill,
  request: Reasoned,
  refusals: [dispensingRefusals.stepNotAllowed, dispensingRefusals.unknownFill],
});

const billing = { permission: dispensingPermissions.bill } as const;

const DrugUseOutcome = Type.Object({
  reasonCode: Type.String({ pattern: '^[A-Z0-9]{2}$' }),
  serviceCode: Type.String({ pattern: '^[A-Z0-9]{2}$' }),
  resultCode: Type.String({ pattern: '^[A-Z0-9]{2}$' }),
});

const ClaimCorrection = Type.Object({
  drugUseOutcomes: Type.Optional(Type.Array(DrugUseOutcome, { minItems: 1, maxItems: 9 })),
  submissionClarificationCodes: Type.Optional(
    Type.Array(Type.String({ pattern: '^[0-9]{1,3}$' }), { minItems: 1, maxItems: 3 }),
  ),
  priorAuthorization: Type.Optional(
    Type.Object({
      typeCode: Type.String({ pattern: '^[0-9]$' }),
      number: Type.String({ pattern: '^[0-9A-Za-z]{1,11}$' }),
    }),
  ),
  daysSupply: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  hasNoOtherCoverage: Type.Optional(Type.Boolean()),
});

/** Bills a fill again. */
export const billAgain = endpoint({
  ...fillCommand('bill-again', 'Bills a fill under way again after its claim was rejected or taken back.'),
  ...billing,
  request: Type.Object({
    fillId: uuid,
    correction: Type.Optional(ClaimCorrection),
    reviewedRules: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20 })),
  }),
  response: Type.Object({ claimId: Type.String() }),
  refusals: [
    dispensingRefusals.pharmacistDecidesAlerts,
    dispensingRefusals.nothingToBill,
    dispensingRefusals.prescriptionNotUsable,
    dispensingRefusals.noCoverage,
    dispensingRefusals.refillTooSoon,
    dispensingRefusals.unknownFill,
  ],
});

/** Bills the next payer of a fill. */
export const billNextPayer = endpoint({
  ...fillCommand('bill-next-payer', 'Bills what the payers before left of a fill to the next coverage of the patient.'),
  ...billing,
  response: Type.Object({ claimId: Type.String() }),
  refusals: [
    dispensingRefusals.noNextPayer,
    dispensingRefusals.unknownFill,
    claimRefusals.firstPayerMissing,
    claimRefusals.earlierPayerOpen,
    claimRefusals.nothingLeftToPay,
  ],
});

/** Takes the claim of a fill back. */
export const takeClaimBack = endpoint({
  ...fillCommand(
    'take-claim-back',
    'Takes the claim of a fill under way back from the payer; the fill stays where it is.',
  ),
  ...billing,
  request: Reasoned,
  refusals: [dispensingRefusals.nothingToTakeBack, dispensingRefusals.unknownFill],
});
