import { declareRefusals } from '../../kernel/refusal.ts';

/** What is refused about exports. */
export const portabilityRefusals = declareRefusals('portability', {
  unknownPatient: { status: 404, sentence: 'There is no such patient.' },
  unknownExport: { status: 404, sentence: 'There is no such export.' },
  staffOnly: { status: 403, sentence: 'Records are exported by people of the staff alone.' },
  hourlyLimitReached: {
    status: 429,
    sentence: 'You have exported as many patients as one person may within an hour. Wait, or ask somebody else.',
  },
  othersExport: { status: 403, sentence: 'Only the person who made an export takes it.' },
  exportTooOld: { status: 409, sentence: 'An export is taken within a day. Make a new one.' },
  recordTooLarge: { status: 413, sentence: 'This record is too large for one archive.' },
});
