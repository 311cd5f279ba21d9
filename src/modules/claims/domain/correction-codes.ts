interface CodeChoice {
  readonly value: string;
  readonly label: string;
}

const choices = (codes: Readonly<Record<string, string>>): readonly CodeChoice[] =>
  Object.entries(codes).map(([code, meaning]) => ({ value: code, label: `${code} ${meaning}` }));

// Our own words for codes that D.0 claims carry; checked against no code list of the standard. The payer's sheet decides which it takes,
// and a code that is not listed may be sent as well.

/** Why an alert was raised (439-E4). */
export const reasonCodes = choices({
  AT: 'toxic together',
  DA: 'allergy',
  DC: 'disease',
  DD: 'interaction of drugs',
  ER: 'too early',
  HD: 'dose too high',
  ID: 'same ingredient twice',
  LD: 'dose too low',
  LR: 'too late',
  MX: 'too long',
  PA: 'age',
  PG: 'pregnancy',
  SX: 'sex',
  TD: 'same therapy twice',
});

/** What the pharmacist did about an alert (440-E5). */
export const serviceCodes = choices({
  '00': 'nothing further',
  DE: 'evaluated the dose',
  M0: 'asked the prescriber',
  MR: 'reviewed all medicines',
  P0: 'asked the patient',
  PH: 'took the history',
  R0: 'asked another source',
});

/** What came of an alert (441-E6). Results by which nothing was filled are not billed and not offered. */
export const resultCodes = choices({
  '1A': 'filled as written, no true alert',
  '1B': 'filled as written',
  '1C': 'filled with another dose',
  '1D': 'filled with other directions',
  '1F': 'filled with another quantity',
  '1G': 'filled with the prescriber’s approval',
});

/** Why a claim is right although the payer doubts it (420-DK). */
export const clarificationCodes = choices({
  '2': 'other override',
  '3': 'supply for a vacation',
  '4': 'lost',
  '5': 'therapy was changed',
  '6': 'starter dose',
  '7': 'medically necessary',
  '13': 'emergency or disaster',
});

/** What kind of number an authorization number is (461-EU). */
export const authorizationTypeCodes = choices({
  '1': 'prior authorization',
  '2': 'medical certification',
  '4': 'exempt from the copay',
  '8': 'exemption named by the payer',
  '9': 'emergency',
});
