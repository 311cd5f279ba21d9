import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import * as shape from './api-shapes.ts';
import { prescriptionPermissions } from './permissions.ts';
import { prescriptionRefusals } from './refusals.ts';

const { Id } = shape;
const Seen = { prescriptionId: Id, expectedVersion: Type.Integer({ minimum: 1 }) };
const undecided = [
  prescriptionRefusals.unknownPrescription,
  prescriptionRefusals.prescriptionMoved,
  prescriptionRefusals.prescriptionSettled,
];

/** Lists the prescriptions and messages of the intake and matching queues. */
export const listIntake = endpoint({
  module: 'prescriptions',
  name: 'list-intake',
  kind: 'query',
  summary: 'Lists prescriptions that wait for a person, the most pressing first.',
  permission: prescriptionPermissions.readPrescriptions,
  request: Type.Object({ before: Type.Optional(Id), status: shape.IntakeStatus }),
  response: Type.Object({ prescriptions: Type.Array(shape.IntakeRow) }),
});

/** Reads a prescription with its matches, findings and what was received. */
export const getPrescription = endpoint({
  module: 'prescriptions',
  name: 'get-prescription',
  kind: 'query',
  summary: 'Reads a prescription with what it was matched to and why it stands as it does.',
  permission: prescriptionPermissions.readPrescriptions,
  request: Type.Object({ prescriptionId: Id }),
  response: shape.PrescriptionDetail,
  refusals: [prescriptionRefusals.unknownPrescription],
});

/** Lists the prescriptions of a patient or a therapy. */
export const listPrescriptions = endpoint({
  module: 'prescriptions',
  name: 'list-prescriptions',
  kind: 'query',
  summary: 'Lists the prescriptions of a patient or a therapy, the newest first.',
  permission: prescriptionPermissions.readPrescriptions,
  request: Type.Union([Type.Object({ patientId: Id }), Type.Object({ therapyId: Id })]),
  response: Type.Object({ prescriptions: Type.Array(shape.PrescriptionSummary) }),
});

/** Finds prescriptions by number. */
export const findByNumber = endpoint({
  module: 'prescriptions',
  name: 'find-by-number',
  kind: 'query',
  summary: 'Finds prescriptions by the pharmacy’s Rx number or the number of the prescriber’s order.',
  permission: prescriptionPermissions.readPrescriptions,
  request: Type.Object({ number: Type.String({ minLength: 1, maxLength: 40 }) }),
  response: Type.Object({
    prescriptions: Type.Array(
      Type.Object({
        prescriptionId: Type.String(),
        therapyId: shape.orNull(Type.String()),
        rxNumber: shape.orNull(Type.String()),
        drugName: Type.String(),
        patientName: Type.String(),
        status: shape.IntakeStatus,
      }),
    ),
  }),
});

/** Settles which patient a prescription is for. */
export const resolvePatientMatch = endpoint({
  module: 'prescriptions',
  name: 'resolve-patient-match',
  kind: 'command',
  summary: 'Settles which patient a prescription is for: a known one, or a new one.',
  permission: prescriptionPermissions.resolveMatches,
  request: Type.Object({ ...Seen, patientId: Type.Union([Id, Type.Literal('new')]) }),
  response: shape.Decided,
  refusals: [...undecided, prescriptionRefusals.unknownPatient, prescriptionRefusals.patientIncomplete],
});

/** Settles which drug a prescription means. */
export const resolveDrug = endpoint({
  module: 'prescriptions',
  name: 'resolve-drug',
  kind: 'command',
  summary: 'Settles which drug a prescription means.',
  permission: prescriptionPermissions.resolveMatches,
  request: Type.Object({ ...Seen, drugId: Id }),
  response: shape.Decided,
  refusals: [...undecided, prescriptionRefusals.unknownDrug],
});

/** Finds the drugs that a text may mean. */
export const suggestDrugs = endpoint({
  module: 'prescriptions',
  name: 'suggest-drugs',
  kind: 'query',
  summary: 'Finds the drugs that a name with its strength, or an NDC, may mean.',
  permission: prescriptionPermissions.resolveMatches,
  request: Type.Object({ text: Type.String({ minLength: 2, maxLength: 120 }) }),
  response: Type.Object({ drugs: Type.Array(shape.Candidate) }),
});

/** Settles who wrote a prescription. */
export const resolvePrescriber = endpoint({
  module: 'prescriptions',
  name: 'resolve-prescriber',
  kind: 'command',
  summary: 'Settles who wrote a prescription.',
  permission: prescriptionPermissions.resolveMatches,
  request: Type.Object({ ...Seen, npi: Type.String({ pattern: '^[0-9]{10}$' }) }),
  response: shape.Decided,
  refusals: [...undecided, prescriptionRefusals.unknownPrescriber],
});

/** Records what the prescriber or the patient said about what was missing. */
export const clarifyPrescription = endpoint({
  module: 'prescriptions',
  name: 'clarify-prescription',
  kind: 'command',
  summary: 'Records what the prescriber or the patient said about what was missing or unclear.',
  permission: prescriptionPermissions.decidePrescriptions,
  request: Type.Object({ ...Seen, clarification: shape.Clarification }),
  response: shape.Decided,
  refusals: undecided,
});

/** Accepts a prescription. */
export const acceptPrescription = endpoint({
  module: 'prescriptions',
  name: 'accept-prescription',
  kind: 'command',
  summary: 'Accepts a prescription with what was clarified and the rules that may be let pass.',
  permission: prescriptionPermissions.decidePrescriptions,
  request: Type.Object({
    ...Seen,
    clarification: shape.Clarification,
    overrides: Type.Array(Type.String({ pattern: '^[a-z-]{1,40}$' }), { maxItems: 20 }),
  }),
  response: shape.Decided,
  refusals: [...undecided, prescriptionRefusals.notAcceptable, prescriptionRefusals.ruleNotOverridable],
});

/** Settles what a possible duplicate is. */
export const settleDuplicate = endpoint({
  module: 'prescriptions',
  name: 'settle-duplicate',
  kind: 'command',
  summary: 'Settles whether a prescription repeats an earlier one: it replaces it, both stand, or it is closed.',
  permission: prescriptionPermissions.decidePrescriptions,
  request: Type.Object({
    ...Seen,
    duplicateOf: Id,
    resolution: shape.DuplicateResolution,
    reasonCode: shape.orNull(shape.SecondReason),
  }),
  response: shape.Decided,
  refusals: [
    ...undecided,
    prescriptionRefusals.noDuplicate,
    prescriptionRefusals.nothingToContinue,
    prescriptionRefusals.reasonOfSecond,
  ],
});

/** Refuses a prescription. */
export const refusePrescription = endpoint({
  module: 'prescriptions',
  name: 'refuse-prescription',
  kind: 'command',
  summary: 'Refuses a prescription for a coded reason.',
  permission: prescriptionPermissions.decidePrescriptions,
  request: Type.Object({ ...Seen, reasonCode: shape.RefusalReason }),
  response: shape.Decided,
  refusals: undecided,
});

/** Cancels a prescription. */
export const cancelPrescription = endpoint({
  module: 'prescriptions',
  name: 'cancel-prescription',
  kind: 'command',
  summary: 'Cancels a prescription; an accepted one authorizes nothing any more.',
  permission: prescriptionPermissions.decidePrescriptions,
  request: Type.Object({ prescriptionId: Id, reasonCode: shape.CancellationReason }),
  response: shape.Decided,
  refusals: [prescriptionRefusals.unknownPrescription, prescriptionRefusals.notCancellable],
});

/** Moves a prescription to the right patient. */
export const correctPatient = endpoint({
  module: 'prescriptions',
  name: 'correct-patient',
  kind: 'command',
  summary: 'Moves a prescription with its therapy from the wrong patient to the right one.',
  permission: prescriptionPermissions.correctPatient,
  request: Type.Object({ ...Seen, patientId: Id, reasonCode: shape.CorrectionReason }),
  response: shape.Decided,
  refusals: [
    prescriptionRefusals.unknownPrescription,
    prescriptionRefusals.prescriptionMoved,
    prescriptionRefusals.prescriptionSettled,
    prescriptionRefusals.samePatient,
    prescriptionRefusals.unknownPatient,
  ],
});

/** Enters a prescription by hand. */
export const enterPrescription = endpoint({
  module: 'prescriptions',
  name: 'enter-prescription',
  kind: 'command',
  summary: 'Enters a prescription that came by phone, on paper or by fax, or in a message that could not be used.',
  permission: prescriptionPermissions.resolveMatches,
  request: shape.EnteredPrescription,
  response: shape.Decided,
  refusals: [
    prescriptionRefusals.unknownSite,
    prescriptionRefusals.unknownMessage,
    prescriptionRefusals.messageSettled,
    prescriptionRefusals.scanNotOpen,
  ],
});
