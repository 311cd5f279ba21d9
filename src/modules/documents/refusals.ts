import { declareRefusals } from '../../kernel/refusal.ts';

/** What documents refuses. */
export const documentRefusals = declareRefusals('documents', {
  unknownDocument: { status: 404, sentence: 'There is no such document.' },
  unknownScan: { status: 404, sentence: 'There is no such scan.' },
  scanNotOpen: { status: 409, sentence: 'This scan is not waiting for a person any more.' },
  siteNeeded: { status: 422, sentence: 'Choose the pharmacy first at which the scan came in.' },
  documentEmpty: { status: 422, sentence: 'The document is empty.' },
  mediaTypeMismatch: { status: 422, sentence: 'The document is not of the kind of file that it is said to be.' },
});
