import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** A remittance file arrived. */
export const remittanceFileArrived = declareEvent({
  type: 'remittance.file-arrived',
  version: 1,
  sentence: 'A remittance file arrived and waits to be read.',
  payload: Type.Object({ remittanceFileId: Type.String() }),
});

/** A payment was posted. */
export const paymentPosted = declareEvent({
  type: 'remittance.payment-posted',
  version: 1,
  sentence: 'A payment of a payer was posted with all its lines.',
  payload: Type.Object({ paymentId: Type.String(), remittanceFileId: Type.String() }),
});

/** A line was matched by a person. */
export const lineMatched = declareEvent({
  type: 'remittance.line-matched',
  version: 1,
  sentence: 'A person matched a line of a payment to a claim.',
  payload: Type.Object({ paymentId: Type.String(), position: Type.Integer(), claimId: Type.String() }),
});

/** A deposit was entered. */
export const depositEntered = declareEvent({
  type: 'remittance.deposit-entered',
  version: 1,
  sentence: 'A person entered the deposit that brought a payment.',
  payload: Type.Object({ paymentId: Type.String() }),
});
