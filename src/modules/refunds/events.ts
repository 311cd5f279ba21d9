import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** Announced when what is expected or received for a claim changed otherwise than by the claim itself. */
export const refundChanged = declareEvent({
  type: 'refunds.refund-changed',
  version: 1,
  sentence: 'What a manufacturer owes or paid for a claim changed.',
  payload: Type.Object({ claimId: Type.String(), fillId: Type.String(), therapyId: Type.String() }),
});
