/** What a manufacturer is asked, and what that is called. */
export const inquiryKinds = {
  'good-faith-inquiry': 'Good-faith inquiry',
  dispute: 'Dispute',
} as const;

export type InquiryKind = keyof typeof inquiryKinds;

/** Why a manufacturer is asked. */
export const inquiryReasons = {
  unpaid: 'No refund came',
  short: 'Less came than is owed',
  refused: 'Refused as not eligible',
  'presumed-340b': 'Presumed to be 340B',
  'wrong-price': 'Another price was used',
} as const;

export type InquiryReason = keyof typeof inquiryReasons;

/** How an inquiry ended. */
export const inquiryOutcomes = {
  'will-pay': 'Will pay',
  paid: 'Paid',
  corrected: 'We corrected the claim',
  refused: 'Refused',
  'no-answer': 'No answer',
} as const;

export type InquiryOutcome = keyof typeof inquiryOutcomes;

/** What a 340B determination rests on. */
export const determinationEvidence = {
  'scc-20': 'Claim tagged with submission clarification code 20',
  n1: 'Claim tagged later by an N1 transaction',
  qualification: 'Own 340B qualification',
  replenished: 'Stock replenished at the 340B price',
  'not-340b': 'Not a 340B claim',
} as const;

export type DeterminationEvidence = keyof typeof determinationEvidence;
