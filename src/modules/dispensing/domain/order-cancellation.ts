/** What is left of a prescription: how many refills it authorizes, and how many of its fills left the house and did not come back. */
export interface DispensedOrder {
  readonly refillsAuthorized: number | null;
  readonly fillsHandedOver: number;
}

/** Tells whether a prescription is used up: every fill that it authorizes was dispensed, so that nothing can be cancelled any more. */
export function isUsedUp({ refillsAuthorized, fillsHandedOver }: DispensedOrder): boolean {
  return fillsHandedOver > 0 && fillsHandedOver >= 1 + (refillsAuthorized ?? 0);
}
