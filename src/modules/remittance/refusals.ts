import { declareRefusals } from '../../kernel/refusal.ts';

/** What is refused about remittances. */
export const remittanceRefusals = declareRefusals('remittance', {
  fileEmpty: { status: 422, sentence: 'The file is empty.' },
  unknownFile: { status: 404, sentence: 'There is no such remittance file.' },
  fileNotHeld: { status: 409, sentence: 'Only a held file that nobody set aside yet is set aside.' },
  unknownPayment: { status: 404, sentence: 'There is no such payment.' },
  paymentNotPosted: { status: 409, sentence: 'The file of this payment is held: nothing of it was posted.' },
  unknownLine: { status: 404, sentence: 'There is no such line.' },
  lineMatched: { status: 409, sentence: 'The line belongs to a claim already.' },
  unknownClaim: { status: 404, sentence: 'There is no claim of this id that a payer agreed to pay.' },
  depositEntered: { status: 409, sentence: 'The deposit of this payment was entered already.' },
  depositDiffers: {
    status: 422,
    sentence: 'The deposit is not the amount of the payment. Ask the payer or the bank before you enter it.',
  },
});
