import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** A prescription was accepted and its therapy opened or continued. The ordering key is the therapy. */
export const prescriptionAccepted = declareEvent({
  type: 'prescriptions.prescription-accepted',
  version: 1,
  sentence: 'A prescription was accepted for a therapy.',
  payload: Type.Object({
    prescriptionId: Type.String(),
    therapyId: Type.String(),
    prescriberId: Type.Union([Type.String(), Type.Null()]),
  }),
});

/** An accepted prescription was cancelled. The ordering key is the therapy. */
export const prescriptionCancelled = declareEvent({
  type: 'prescriptions.prescription-cancelled',
  version: 1,
  sentence: 'An accepted prescription was cancelled and authorizes nothing any more.',
  payload: Type.Object({ prescriptionId: Type.String(), therapyId: Type.String(), reasonCode: Type.String() }),
});

/** A prescription was refused. The ordering key is the prescription: it has no therapy. */
export const prescriptionRefused = declareEvent({
  type: 'prescriptions.prescription-refused',
  version: 1,
  sentence: 'A prescription was refused, with the coded reason.',
  payload: Type.Object({ prescriptionId: Type.String(), reasonCode: Type.String() }),
});

/** A prescription was closed because an earlier one says the same. The ordering key is the prescription. */
export const duplicateClosed = declareEvent({
  type: 'prescriptions.duplicate-closed',
  version: 1,
  sentence: 'A prescription was closed as a duplicate of an earlier one; its prescriber is to be told.',
  payload: Type.Object({
    prescriptionId: Type.String(),
    duplicateOf: Type.String(),
    prescriberId: Type.Union([Type.String(), Type.Null()]),
    siteId: Type.String(),
  }),
});

/** A prescription stood under the wrong patient and was moved. The ordering key is the therapy that it left. */
export const prescriptionMoved = declareEvent({
  type: 'prescriptions.prescription-moved',
  version: 1,
  sentence: 'A prescription stood under the wrong patient and was moved to the right one.',
  payload: Type.Object({
    prescriptionId: Type.String(),
    wrongPatientId: Type.String(),
    patientId: Type.String(),
    wrongTherapyId: Type.Union([Type.String(), Type.Null()]),
    therapyId: Type.Union([Type.String(), Type.Null()]),
  }),
});
