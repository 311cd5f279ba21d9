import { declareRefusals } from '../../kernel/refusal.ts';

/** What inventory refuses. */
export const inventoryRefusals = declareRefusals('inventory', {
  noUsableLot: { status: 422, sentence: 'No lot on the shelf can serve this fill.' },
  unknownLot: { status: 404, sentence: 'There is no such lot.' },
  lotMismatch: { status: 422, sentence: 'The scanned package is not of the lot that was picked.' },
  nothingReserved: { status: 409, sentence: 'Nothing is reserved for this fill any more.' },
  wouldBeNegative: { status: 422, sentence: 'So much is not there: the count would fall below zero.' },
  serialAlreadyDispensed: {
    status: 422,
    sentence: 'This very package was dispensed before: set it aside and call the pharmacist in charge.',
  },
  serialWasted: {
    status: 422,
    sentence: 'This very package was wasted before: set it aside and call the pharmacist in charge.',
  },
  unknownSite: { status: 404, sentence: 'There is no such site.' },
  unknownProduct: { status: 422, sentence: 'No drug with this NDC is on file.' },
  unreadableScan: { status: 422, sentence: 'This barcode names no drug package.' },
  gtinOfOtherProduct: { status: 422, sentence: 'The GTIN belongs to another product than the NDC.' },
  lotOfOtherExpiry: {
    status: 422,
    sentence: 'This lot is on file with another expiry date: look at the package again.',
  },
  expiredOnReceipt: { status: 422, sentence: 'This package is past its expiry date and is not taken into stock.' },
  quantityNotPositive: { status: 422, sentence: 'A quantity is above zero.' },
});
