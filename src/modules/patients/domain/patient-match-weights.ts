/**
 * What each agreement between two descriptions of a person is worth, in bits: log2 of how much more often it occurs between
 * two records of one person than between two people (Fellegi and Sunter, J Am Stat Assoc 1969;64:1183-1210). Agreement of an element
 * that was not said is worth nothing. [K: estimated for a health system of some hundred thousand people; to be tuned on own data.]
 */
export const patientMatchWeights = {
  familyName: { same: 10, everyday: 10, similar: 6, initial: 0, different: -5, missing: 0 },
  givenName: { same: 7, everyday: 5, similar: 4, initial: 2, different: -5, missing: 0 },
  namesSwapped: 12,
  namesSwappedAndSimilar: 8,
  oneNameInOtherPlace: 0,
  birthDate: { same: 14, swapped: 9, 'one-digit': 7, 'two-digits': -3, different: -9, missing: 0 },
  sex: { same: 1, different: -4, missing: 0 },
  middleName: { same: 2, different: -1, missing: 0 },
  suffix: { same: 2, different: -8, missing: 0 },
  postalCode: { same: 5, area: 1, different: -1, missing: 0 },
  phone: { same: 8, different: 0, missing: 0 },
  email: { same: 8, different: 0, missing: 0 },
  recordNumber: { same: 20, different: -2, missing: 0 },
  otherIdentifier: { same: 14, different: -3, missing: 0 },
} as const;

/** The bits that are worth 90 of 100: full name, birth date and one element more. */
export const bitsOfNinety = 34;
