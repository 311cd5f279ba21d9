import { declareRefusals } from '../../kernel/refusal.ts';

/** What is refused about programs. */
export const programRefusals = declareRefusals('programs', {
  unknownClient: { status: 404, sentence: 'There is no such program.' },
  clientKeyInvalid: {
    status: 422,
    sentence: 'A program needs at least one public key (ES256, ES384, RS256 or EdDSA), and no private one.',
  },
  scopeUnknown: { status: 422, sentence: 'A scope is the code of a permission, and one here is none.' },
});
