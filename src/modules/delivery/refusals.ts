import { declareRefusals } from '../../kernel/refusal.ts';

/** What delivery refuses. */
export const deliveryRefusals = declareRefusals('delivery', {
  unknownDelivery: { status: 404, sentence: 'There is no such delivery.' },
  unknownTherapy: { status: 404, sentence: 'There is no such therapy.' },
  therapyEnded: { status: 422, sentence: 'This therapy has ended.' },
  stepNotAllowed: { status: 409, sentence: 'The delivery is not in a state for this step.' },
  deliveryUnderWay: { status: 409, sentence: 'A delivery of this therapy is agreed already: move or cancel it.' },
  needByTooSoon: { status: 422, sentence: 'It cannot arrive by the day on which it is needed.' },
  shipDayClosed: { status: 422, sentence: 'The pharmacy ships nothing on this day.' },
  arrivalDayClosed: {
    status: 422,
    sentence: 'It would arrive on a day without delivery; cold goods arrive from Monday to Friday only.',
  },
  arrivesTooLate: { status: 422, sentence: 'Shipped on this day it would arrive after it is needed.' },
  copayConsentMissing: { status: 422, sentence: 'The patient has to agree to the copay before anything is shipped.' },
  unknownClinic: {
    status: 422,
    sentence: 'Choose the clinic to which it goes; the messenger of the pharmacy goes to clinics only.',
  },
  takerMissing: { status: 422, sentence: 'Say who takes it to the clinic.' },
  receiptMissing: { status: 422, sentence: 'It counts as delivered once the hand-over to the clinic is recorded.' },
  receiptRecorded: { status: 409, sentence: 'The hand-over to the clinic is recorded already.' },
  notForClinic: { status: 422, sentence: 'This delivery does not go to a clinic.' },
  receivedAtWrong: { status: 422, sentence: 'It was received after it left the pharmacy and not later than now.' },
  lotNotSent: {
    status: 422,
    sentence:
      'This is not the lot that was sent. Look at the label, or record that it is not accepted as the wrong product.',
  },
  temperatureMissing: {
    status: 422,
    sentence: 'Cold goods are received with a temperature: the reading, and whether it stayed in range.',
  },
  notAcceptable: {
    status: 422,
    sentence: 'Goods that left their range or are not intact are not accepted: say why they go back.',
  },
  addressMissing: { status: 422, sentence: 'A courier needs an address.' },
  fillNotVerified: { status: 422, sentence: 'No verified fill of this therapy is ready to be packed.' },
  packOutMismatch: { status: 422, sentence: 'This pack-out does not keep the goods at the temperature they need.' },
  trackingNumberMissing: { status: 422, sentence: 'There is no tracking number yet.' },
  trackingNumberTaken: { status: 409, sentence: 'This tracking number belongs to another delivery.' },
  notReturnable: { status: 422, sentence: 'Goods of this kind never go back to stock once they left the pharmacy.' },
  exceptionCodeMissing: { status: 422, sentence: 'An exception needs a code that says what went wrong.' },
});
