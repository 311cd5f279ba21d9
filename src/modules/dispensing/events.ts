import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

const fill = { fillId: Type.String(), therapyId: Type.String() };

/** Announced when a fill was opened. */
export const fillOpened = declareEvent({
  type: 'dispensing.fill-opened',
  version: 1,
  sentence: 'A fill was opened.',
  payload: Type.Object({ ...fill, prescriptionId: Type.String(), fillNumber: Type.Integer() }),
});

/** Announced when a product was counted, scanned and labelled. */
export const fillFilled = declareEvent({
  type: 'dispensing.fill-filled',
  version: 1,
  sentence: 'A fill was counted, scanned and labelled.',
  payload: Type.Object(fill),
});

/** Announced when a pharmacist verified the product. */
export const fillVerified = declareEvent({
  type: 'dispensing.fill-verified',
  version: 1,
  sentence: 'A pharmacist verified the product of a fill.',
  payload: Type.Object({
    ...fill,
    daysSupply: Type.Integer(),
    /** Absent in facts of before doses were counted. */
    quantityThousandths: Type.Optional(Type.Integer()),
  }),
});

/** Announced when a verification was taken back. */
export const fillUnverified = declareEvent({
  type: 'dispensing.fill-unverified',
  version: 1,
  sentence: 'The verification of a fill was taken back.',
  payload: Type.Object({ ...fill, reasonCode: Type.String() }),
});

/** Announced when a fill was given up before it left the house. */
export const fillCancelled = declareEvent({
  type: 'dispensing.fill-cancelled',
  version: 1,
  sentence: 'A fill was given up.',
  payload: Type.Object({ ...fill, reasonCode: Type.String() }),
});

/** Announced when the claim of a fill that is under way was taken back: it goes no further until somebody pays for it. */
export const fillClaimLost = declareEvent({
  type: 'dispensing.fill-claim-lost',
  version: 1,
  sentence: 'The claim of a fill under way was lost.',
  payload: Type.Object({ ...fill, claimId: Type.String() }),
});

/** Announced when the product of a fill went back to the shelf. */
export const fillReturnedToStock = declareEvent({
  type: 'dispensing.fill-returned-to-stock',
  version: 1,
  sentence: 'The product of a fill went back to the shelf.',
  payload: Type.Object({ ...fill, reasonCode: Type.String() }),
});

/** Announced when the next fill is due and its prescription will not carry it. */
export const prescriptionUsedUp = declareEvent({
  type: 'dispensing.prescription-used-up',
  version: 1,
  sentence: 'A refill is due, and nothing is left on its prescription, or it expires before the need.',
  payload: Type.Object({ therapyId: Type.String(), prescriptionId: Type.String(), reasonCode: Type.String() }),
});
