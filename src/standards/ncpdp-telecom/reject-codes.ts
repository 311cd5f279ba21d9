/**
 * What common reject codes (511-FB) mean, in our own words. The codes are facts of the NCPDP External Code List;
 * its descriptions are not repeated here. [K, unverified against the licensed list]
 */
const meanings: Readonly<Record<string, string>> = {
  '01': 'The BIN is missing or wrong.',
  '04': 'The processor control number is missing or wrong.',
  '05': 'The pharmacy is missing or unknown to the processor.',
  '06': 'The group is missing or wrong.',
  '07': 'The cardholder id is missing or wrong.',
  '09': 'The birth date is missing or differs.',
  '21': 'The product id is missing or wrong.',
  '25': 'The prescriber is missing or wrong.',
  '40': 'The pharmacy has no contract with the plan on the date of service.',
  '41': 'Another payer must be billed first.',
  '52': 'The cardholder is not covered on this card.',
  '54': 'The product id is not on the processor’s file.',
  '60': 'The product is not covered at the patient’s age.',
  '65': 'The patient is not covered.',
  '66': 'The patient is too old for this coverage.',
  '67': 'The prescription was filled before the coverage began.',
  '68': 'The prescription was filled after the coverage ended.',
  '69': 'The prescription was filled after the coverage ended.',
  '70': 'The product is not covered.',
  '71': 'The prescriber is not covered.',
  '75': 'The plan demands a prior authorization.',
  '76': 'The claim exceeds a limit of the plan.',
  '79': 'The refill is too soon.',
  '83': 'The same claim was already paid.',
  '85': 'The claim was not processed.',
  '87': 'The reversal was not processed.',
  '88': 'A drug use review stops the claim.',
  '99': 'The processor’s host failed.',
  MR: 'The product is not on the formulary.',
};

/** Finds what a reject code means; null for the many that have no words here. */
export function findRejectMeaning(code: string): string | null {
  return meanings[code] ?? null;
}
