import { declareRefusals } from '../../kernel/refusal.ts';

/** What the server itself refuses, before any module is asked. */
export const httpRefusals = declareRefusals('http', {
  unknownAddress: { status: 404, sentence: 'There is nothing at this address.' },
  foreignOrigin: { status: 403, sentence: 'This request did not come from the Theriac application itself.' },
  permissionNeeded: { status: 403, sentence: 'Your roles do not include this.' },
  idempotencyKeyNeeded: {
    status: 422,
    sentence: 'A command needs an idempotency key, which is a UUID in the header idempotency-key.',
  },
  idempotencyKeyReused: { status: 409, sentence: 'This idempotency key was used before with another request.' },
  commandUnderWay: { status: 409, sentence: 'The same command is being carried out at this moment.' },
  fileTooLarge: { status: 413, sentence: 'The file is larger than what is taken here.' },
  mediaTypeNotTaken: { status: 415, sentence: 'A file of this kind is not taken here.' },
  tooManyRequests: { status: 429, sentence: 'Too many requests came from here: wait a moment and try again.' },
});
