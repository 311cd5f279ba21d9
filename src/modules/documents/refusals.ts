import { declareRefusals } from '../../kernel/refusal.ts';

/** What documents refuses. */
export const documentRefusals = declareRefusals('documents', {
  unknownDocument: { status: 404, sentence: 'There is no such document.' },
  documentEmpty: { status: 422, sentence: 'The document is empty.' },
  mediaTypeMismatch: { status: 422, sentence: 'The document is not of the kind of file that it is said to be.' },
});
