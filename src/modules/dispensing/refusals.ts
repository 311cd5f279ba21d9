import { declareRefusals } from '../../kernel/refusal.ts';

/** What dispensing refuses. */
export const dispensingRefusals = declareRefusals('dispensing', {
  unknownFill: { status: 404, sentence: 'There is no such fill.' },
  stepNotAllowed: { status: 409, sentence: 'The fill is not in a state for this step.' },
  fillUnderWay: { status: 409, sentence: 'A fill of this therapy is under way already.' },
  prescriptionNotUsable: {
    status: 422,
    sentence: 'This prescription cannot be filled: it is not accepted, has expired, or nothing is left on it.',
  },
  claimNotPaid: { status: 422, sentence: 'The claim is not paid yet.' },
  claimLost: {
    status: 422,
    sentence:
      'The claim of this fill is not paid any more: bill it again, or give the fill up and open it anew as cash.',
  },
  nothingToBill: {
    status: 409,
    sentence: 'Only a fill under way whose claim was rejected or taken back is billed again.',
  },
  nothingToTakeBack: {
    status: 409,
    sentence: 'Only a claim of a fill under way that a payer may pay is taken back.',
  },
  pharmacistDecidesAlerts: {
    status: 422,
    sentence: 'Only a pharmacist decides about the alerts of a payer’s drug review.',
  },
  noNextPayer: { status: 409, sentence: 'No further coverage is on file that could be billed for this fill.' },
  noCoverage: {
    status: 422,
    sentence: 'No active pharmacy coverage is on file: bill as cash, or record the coverage first.',
  },
  refillTooSoon: {
    status: 422,
    sentence: 'Too little of the last fill is used for the payer to pay for another: bill it from the day named.',
  },
  ownFill: { status: 422, sentence: 'Nobody verifies a fill that they filled themselves.' },
  pharmacistNeeded: { status: 422, sentence: 'Only a pharmacist verifies a product.' },
  productMismatch: { status: 422, sentence: 'The scanned package is another product than the one to be filled.' },
  lotMismatch: { status: 422, sentence: 'The scanned package is not of the lot that was picked.' },
  expiryMismatch: { status: 422, sentence: 'The scanned expiry date is not that of the picked lot.' },
  packageExpired: { status: 422, sentence: 'The scanned package is past its expiry date.' },
  unreadableScan: { status: 422, sentence: 'The scan could not be read as a package barcode.' },
  tooMuchScanned: { status: 422, sentence: 'More was scanned than the fill asks for.' },
  notAllScanned: { status: 422, sentence: 'Not all of the quantity was scanned yet.' },
  papersMissing: { status: 422, sentence: 'The papers that this product needs are not recorded yet.' },
});
