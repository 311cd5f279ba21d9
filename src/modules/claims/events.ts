import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

const claim = { claimId: Type.String(), fillId: Type.String(), therapyId: Type.String() };

/** Announced when a payer agreed to pay. */
export const claimPaid = declareEvent({
  type: 'claims.claim-paid',
  version: 1,
  sentence: 'A payer agreed to pay a claim.',
  payload: Type.Object({ ...claim, patientPayCents: Type.Integer() }),
});

/** Announced when a payer rejected a claim. */
export const claimRejected = declareEvent({
  type: 'claims.claim-rejected',
  version: 1,
  sentence: 'A payer rejected a claim.',
  payload: Type.Object({ ...claim, rejectCodes: Type.Array(Type.String()) }),
});

/** Announced when a claim was taken back. */
export const claimReversed = declareEvent({
  type: 'claims.claim-reversed',
  version: 1,
  sentence: 'A claim was taken back.',
  payload: Type.Object({ ...claim, reasonCode: Type.String() }),
});

/** Announced when a billing without an answer was taken back, so that the fill may be billed anew. */
export const claimTimeOutSettled = declareEvent({
  type: 'claims.claim-time-out-settled',
  version: 1,
  sentence: 'A claim that no payer answered was taken back, and its fill may be billed again.',
  payload: Type.Object(claim),
});

/** Announced when a payer after the first one of a fill paid, rejected or took back; the therapy goes on as its first payer said. */
export const laterPayerAnswered = declareEvent({
  type: 'claims.later-payer-answered',
  version: 1,
  sentence: 'A payer after the first one answered a claim.',
  payload: Type.Object({ ...claim, payerOrder: Type.Integer(), outcome: Type.String() }),
});
