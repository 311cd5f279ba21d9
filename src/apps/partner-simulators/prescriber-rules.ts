import type { RxRequest, RxResponse } from '../../standards/ncpdp-script/ncpdp-script.ts';

/** How a simulated partner answers a message; `first-fails` is disturbed at the first attempt and takes the second. */
export type PartnerMood = 'takes' | 'refuses' | 'silent' | 'first-fails' | 'slow';

/** The patient's family name chooses how the partner of a prescriber behaves, so that each case can be played in the demonstration. */
const moods: readonly (readonly [RegExp, PartnerMood])[] = [
  [/refus/i, 'refuses'],
  [/silen/i, 'silent'],
  [/disturb/i, 'first-fails'],
  [/slow/i, 'slow'],
];

/** Chooses how a partner answers a message about a patient. */
export function chooseMood(familyName: string | null): PartnerMood {
  return moods.find(([pattern]) => pattern.test(familyName ?? ''))?.[1] ?? 'takes';
}

/** What a simulated prescriber says to a request. */
export type Decision = Pick<RxResponse, 'outcome' | 'reasonCodes' | 'denialReason' | 'note' | 'medication'>;

/**
 * Decides as a prescriber would whose mind is written in the note of the request: `deny`, `fewer` (approved with changes), `other`
 * (another drug replaces it), `wait` (a new prescription follows); anything else is approved as it was asked.
 * [K: AA, "patient unknown to the prescriber", is the reason code that examples of the standard use; unverified.]
 */
export function decideRequest(request: RxRequest): Decision {
  const asked = request.medicationDispensed ?? request.medicationsRequested[0] ?? request.medicationPrescribed;
  const note = (request.medicationDispensed?.note ?? request.medicationPrescribed?.note ?? '').toLowerCase();
  const nothing = { reasonCodes: [], denialReason: null, note: null, medication: null };
  if (note.includes('deny')) {
    return { ...nothing, outcome: 'Denied', reasonCodes: ['AA'], denialReason: 'The patient has to be seen first.' };
  }
  if (note.includes('wait')) return { ...nothing, outcome: 'DeniedNewPrescriptionToFollow' };
  if (asked === null) return { ...nothing, outcome: 'Denied', reasonCodes: ['AA'] };
  const wanted = request.medicationDispensed?.pharmacyRequestedRefills ?? asked.numberOfRefills ?? 1;
  const medication = { ...asked, note: null, numberOfRefills: wanted, pharmacyRequestedRefills: null, lastFill: null };
  if (note.includes('fewer'))
    return { ...nothing, outcome: 'ApprovedWithChanges', medication: { ...medication, numberOfRefills: 2 } };
  if (note.includes('other')) return { ...nothing, outcome: 'Replace', medication };
  return { ...nothing, outcome: 'Approved', medication };
}
