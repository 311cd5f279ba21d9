/** What kind of payer covers a patient, and what each is called on screen. */
export const payerKinds = {
  commercial: 'Commercial',
  'medicare-part-d': 'Medicare Part D',
  'medicare-part-b': 'Medicare Part B',
  'medicaid-ffs': 'Medicaid fee-for-service',
  'medicaid-managed': 'Medicaid managed care',
  tricare: 'TRICARE',
  va: 'Veterans Affairs',
  cash: 'Self-pay',
  'manufacturer-card': 'Manufacturer’s card',
  foundation: 'Foundation',
} as const;

export type PayerKind = keyof typeof payerKinds;

// Federal health care programs in the meaning of the Anti-Kickback Statute, 42 U.S.C. 1320a-7b(f).
const governmentKinds: readonly PayerKind[] = [
  'medicare-part-d',
  'medicare-part-b',
  'medicaid-ffs',
  'medicaid-managed',
  'tricare',
  'va',
];

/** Tells whether a payer is a government program, to which no manufacturer card may be applied. */
export function isGovernmentPayer(kind: PayerKind): boolean {
  return governmentKinds.includes(kind);
}
