import { type TLiteral, type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { assistanceOutcomes, assistanceProgrammes } from './domain/assistance.ts';
import { closingReasons, denialReasons } from './domain/authorization.ts';
import { authorizationStates } from './domain/authorization-lifecycle.ts';
import {
  authorizationNeeds,
  baggingModels,
  benefitKinds,
  benefitsOutcomes,
  coverageStates,
  mandatedPharmacies,
} from './domain/benefits.ts';
import { contactChannels, contactReasons, enrolmentOutcomes } from './domain/enrolment.ts';
import { payerKinds } from './domain/payer-kind.ts';
import { packetChannels, packetSteps } from './domain/welcome-packet.ts';
import { accessPermissions } from './permissions.ts';
import { accessRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Note = Type.String({ maxLength: 4_000 });
const Amount = Type.Integer({ minimum: 0, maximum: 100_000_000 });
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codeOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) =>
  Type.Union((Object.keys(table) as Code[]).map((code) => Type.Literal(code)) as unknown as [TLiteral<Code>]);
const recorded = { recordedAt: Type.String(), recordedByName: orNull(Type.String()) };

const contact = {
  outcome: codeOf(enrolmentOutcomes),
  channel: codeOf(contactChannels),
  reasonCode: orNull(codeOf(contactReasons)),
  note: Note,
};
const benefits = {
  coverageId: orNull(Uuid),
  planKind: orNull(codeOf(payerKinds)),
  benefit: orNull(codeOf(benefitKinds)),
  coverageState: codeOf(coverageStates),
  authorizationNeed: codeOf(authorizationNeeds),
  patientPayCents: orNull(Amount),
  mandatedPharmacy: codeOf(mandatedPharmacies),
  baggingModel: orNull(codeOf(baggingModels)),
  callReference: Type.String({ maxLength: 100 }),
  note: Note,
};
const step = {
  state: codeOf(authorizationStates),
  authorizationNumber: orNull(Type.String({ minLength: 1, maxLength: 60 })),
  validFrom: orNull(Day),
  validTo: orNull(Day),
  quantityThousandths: orNull(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  denialReasonCode: orNull(codeOf(denialReasons)),
  reasonCode: orNull(codeOf(closingReasons)),
  deadlineOn: orNull(Day),
  note: Note,
};
const assistance = {
  programme: codeOf(assistanceProgrammes),
  outcome: codeOf(assistanceOutcomes),
  patientPayBeforeCents: orNull(Amount),
  patientPayAfterCents: orNull(Amount),
  expiresOn: orNull(Day),
  memberNumber: Type.String({ maxLength: 60 }),
  note: Note,
};

/** Reads the access side of a therapy. */
export const getTherapyAccess = endpoint({
  module: 'access',
  name: 'get-therapy-access',
  kind: 'query',
  summary:
    'Reads enrollment, benefits, prior authorizations and assistance of a therapy with their history, the newest first.',
  permission: accessPermissions.seeAccess,
  request: Type.Object({ therapyId: Uuid }),
  response: Type.Object({
    contacts: Type.Array(Type.Object({ contactId: Type.String(), ...contact, ...recorded })),
    isTreatmentConsentGiven: Type.Boolean(),
    coverages: Type.Array(
      Type.Object({ coverageId: Type.String(), name: Type.String(), payerKind: orNull(codeOf(payerKinds)) }),
    ),
    benefits: Type.Array(
      Type.Object({ benefitsCheckId: Type.String(), outcome: codeOf(benefitsOutcomes), ...benefits, ...recorded }),
    ),
    authorizations: Type.Array(
      Type.Object({
        authorizationId: Type.String(),
        state: codeOf(authorizationStates),
        steps: Type.Array(Type.Object({ ...step, ...recorded })),
      }),
    ),
    assistance: Type.Array(Type.Object({ assistanceId: Type.String(), ...assistance, ...recorded })),
    payerKinds: Type.Array(orNull(codeOf(payerKinds))),
  }),
  refusals: [accessRefusals.unknownTherapy],
});

/** Reads the welcome packets of a therapy. */
export const getWelcomePackets = endpoint({
  module: 'access',
  name: 'get-welcome-packets',
  kind: 'query',
  summary: 'Reads the welcome packets of a therapy with what became of each, the newest first, and what may come next.',
  permission: accessPermissions.seeAccess,
  request: Type.Object({ therapyId: Uuid }),
  response: Type.Object({
    isGiven: Type.Boolean(),
    /** Of the newest packet. */
    nextSteps: Type.Array(codeOf(packetSteps)),
    agreesToEmail: Type.Boolean(),
    packets: Type.Array(
      Type.Object({
        packetId: Type.String(),
        documentId: Type.String(),
        programme: Type.String(),
        language: Type.String(),
        version: Type.Integer(),
        wishedLanguage: orNull(Type.String()),
        ...recorded,
        steps: Type.Array(
          Type.Object({ step: codeOf(packetSteps), channel: orNull(codeOf(packetChannels)), ...recorded }),
        ),
      }),
    ),
  }),
  refusals: [accessRefusals.unknownTherapy],
});

/** Composes a welcome packet. */
export const composeWelcomePacket = endpoint({
  module: 'access',
  name: 'compose-welcome-packet',
  kind: 'command',
  summary: 'Composes the welcome packet of a therapy in the language of its patient, where its texts are on record.',
  permission: accessPermissions.givePackets,
  request: Type.Object({ therapyId: Uuid }),
  response: Type.Object({ packetId: Type.String() }),
  refusals: [accessRefusals.unknownTherapy, accessRefusals.packetMissing],
});

/** Records what became of a welcome packet. */
export const recordPacketStep = endpoint({
  module: 'access',
  name: 'record-packet-step',
  kind: 'command',
  summary: 'Records that a welcome packet was sent, handed over, returned or acknowledged.',
  permission: accessPermissions.givePackets,
  request: Type.Object({
    therapyId: Uuid,
    packetId: Uuid,
    step: codeOf(packetSteps),
    channel: orNull(codeOf(packetChannels)),
  }),
  response: Type.Object({ packetId: Type.String() }),
  refusals: [
    accessRefusals.unknownPacket,
    accessRefusals.packetStepNotAllowed,
    accessRefusals.packetChannelNeeded,
    accessRefusals.emailNotAgreed,
  ],
});

/** Finds prior authorizations by number. */
export const findAuthorizations = endpoint({
  module: 'access',
  name: 'find-authorizations',
  kind: 'query',
  summary: 'Finds prior authorizations by the number that the payer gave.',
  permission: accessPermissions.seeAccess,
  request: Type.Object({ number: Type.String({ minLength: 2, maxLength: 60 }) }),
  response: Type.Object({
    authorizations: Type.Array(
      Type.Object({
        authorizationId: Type.String(),
        therapyId: Type.String(),
        therapyNumber: Type.String(),
        patientName: Type.String(),
        state: Type.String(),
      }),
    ),
  }),
});

/** Records a welcome call. */
export const recordEnrolment = endpoint({
  module: 'access',
  name: 'record-enrolment',
  kind: 'command',
  summary:
    'Records a welcome call or its attempt, the consents that the patient gave, and how they want to be reached.',
  permission: accessPermissions.recordEnrolment,
  request: Type.Object({
    therapyId: Uuid,
    ...contact,
    consents: Type.Array(
      Type.Object({
        use: codeOf({
          treatment: '',
          calls: '',
          'text-messages': '',
          email: '',
          'manufacturer-program': '',
          'copay-assistance': '',
          'drug-monitoring': '',
          research: '',
        }),
        decision: codeOf({ given: '', declined: '', withdrawn: '' }),
        wordingVersion: Type.String({ minLength: 1, maxLength: 40 }),
        channel: codeOf({ phone: '', paper: '', electronic: '', 'in-person': '' }),
      }),
      { maxItems: 10 },
    ),
    preference: orNull(
      Type.Object({
        channel: codeOf({ phone: '', 'text-message': '', email: '', mail: '' }),
        language: orNull(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })),
        needsInterpreter: Type.Boolean(),
        bestTime: orNull(Type.String({ maxLength: 200 })),
        caregiver: Type.Null(),
        note: orNull(Note),
      }),
    ),
  }),
  response: Type.Object({ contactId: Type.String() }),
  refusals: [
    accessRefusals.unknownTherapy,
    accessRefusals.consentMissing,
    accessRefusals.reasonNeeded,
    accessRefusals.attemptsTooFew,
  ],
});

/** Records a benefits check. */
export const recordBenefits = endpoint({
  module: 'access',
  name: 'record-benefits',
  kind: 'command',
  summary: 'Records what a plan covers; the outcome follows from what was found out.',
  permission: accessPermissions.recordBenefits,
  request: Type.Object({ therapyId: Uuid, ...benefits }),
  response: Type.Object({ benefitsCheckId: Type.String() }),
  refusals: [accessRefusals.unknownTherapy, accessRefusals.unknownCoverage],
});

/** Carries a prior authorization one step on. */
export const recordAuthorization = endpoint({
  module: 'access',
  name: 'record-authorization',
  kind: 'command',
  summary: 'Carries a prior authorization one step on, or opens one.',
  permission: accessPermissions.recordAuthorization,
  request: Type.Object({ therapyId: Uuid, authorizationId: orNull(Uuid), ...step }),
  response: Type.Object({ authorizationId: Type.String() }),
  refusals: [
    accessRefusals.unknownTherapy,
    accessRefusals.unknownAuthorization,
    accessRefusals.authorizationOpen,
    accessRefusals.stepNotAllowed,
    accessRefusals.approvalIncomplete,
    accessRefusals.validityReversed,
    accessRefusals.denialReasonNeeded,
    accessRefusals.reasonNeeded,
  ],
});

/** Records financial assistance. */
export const recordAssistance = endpoint({
  module: 'access',
  name: 'record-assistance',
  kind: 'command',
  summary:
    'Records whether a patient can pay and with which help; a manufacturer card on a government payer is refused.',
  permission: accessPermissions.recordAssistance,
  request: Type.Object({ therapyId: Uuid, ...assistance }),
  response: Type.Object({ assistanceId: Type.String() }),
  refusals: [
    accessRefusals.unknownTherapy,
    accessRefusals.cardOnGovernmentPayer,
    accessRefusals.payerKindUnknown,
    accessRefusals.patientPayNeeded,
    accessRefusals.outcomeNotOfProgramme,
  ],
});
