import { declareRefusals } from '../../kernel/refusal.ts';

/** What refunds refuse. */
export const refundRefusals = declareRefusals('refunds', {
  unknownClaim: { status: 404, sentence: 'There is no such claim.' },
  unknownRefund: { status: 404, sentence: 'No refund is on record for this claim.' },
  unknownInquiry: { status: 404, sentence: 'There is no such inquiry.' },
  ceilingUnknown: {
    status: 422,
    sentence: 'No ceiling price is known for the date of service. Enter the one that you used.',
  },
  evidenceContradicts: { status: 422, sentence: 'The evidence does not go with what you determined.' },
  inquiryOpen: { status: 409, sentence: 'An inquiry about this refund is open already. Record its answer first.' },
  inquiryAnswered: { status: 409, sentence: 'The answer of this inquiry was recorded already.' },
});
