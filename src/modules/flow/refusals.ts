import { declareRefusals } from '../../kernel/refusal.ts';

/** Why a question about a therapy may be refused. */
export const flowRefusals = declareRefusals('flow', {
  unknownTherapy: { status: 404, sentence: 'There is no such therapy.' },
});
