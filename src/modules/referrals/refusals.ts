import { declareRefusals } from '../../kernel/refusal.ts';

/** What referrals refuses. */
export const referralRefusals = declareRefusals('referrals', {
  unknownReferral: { status: 404, sentence: 'There is no such referral.' },
  unknownRequest: { status: 404, sentence: 'There is no such request.' },
  unknownLetter: { status: 404, sentence: 'There is no such letter.' },
  unknownTransfer: { status: 404, sentence: 'There is no such transfer.' },
  unknownContradiction: { status: 404, sentence: 'There is no such answer.' },
  contradictionSettled: { status: 409, sentence: 'Somebody has settled this answer already.' },
  patientUnsettled: { status: 422, sentence: 'Settle first which patient this is.' },
  itemNotMissing: {
    status: 409,
    sentence: 'Something of this is there already, or asked for already. Look at it again.',
  },
  requestOver: { status: 409, sentence: 'This request is answered or withdrawn already.' },
  letterDropped: { status: 409, sentence: 'This letter is no longer needed.' },
  referralOver: { status: 409, sentence: 'This referral is refused or cancelled already.' },
  transferOpen: { status: 409, sentence: 'A transfer of this referral is under way already.' },
  transferToSelf: { status: 422, sentence: 'This is our own pharmacy.' },
  transferStepNotAllowed: { status: 409, sentence: 'The transfer is not in a state for this step.' },
});
