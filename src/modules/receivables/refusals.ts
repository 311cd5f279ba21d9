import { declareRefusals } from '../../kernel/refusal.ts';

/** What is refused about money that payers owe. */
export const receivablesRefusals = declareRefusals('receivables', {
  unknownClaim: { status: 404, sentence: 'There is no such claim.' },
  unknownWriteOff: { status: 404, sentence: 'There is no such write-off.' },
  unknownDispute: { status: 404, sentence: 'There is no such dispute.' },
  staffOnly: { status: 403, sentence: 'Only a person may do this.' },
  moreThanOpen: { status: 422, sentence: 'The payer does not owe so much on this claim.' },
  writeOffWaiting: { status: 409, sentence: 'A write-off of this amount waits for a decision.' },
  ownWriteOff: { status: 422, sentence: 'Another person has to decide what you proposed.' },
  writeOffDecided: { status: 409, sentence: 'The write-off was decided already.' },
  writeOffNotApproved: { status: 409, sentence: 'Only an approved write-off can be taken back.' },
  nothingShort: { status: 422, sentence: 'The payer owes nothing on this claim.' },
  disputeOpen: { status: 409, sentence: 'A dispute about this claim is open.' },
  disputeClosed: { status: 409, sentence: 'The dispute is closed.' },
  exportTooLarge: { status: 422, sentence: 'The list is too large for one file.' },
});
