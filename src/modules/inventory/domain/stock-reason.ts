/** Why stock is wasted, and what each reason is called on screen. */
export const wasteReasons = {
  expired: 'Expired',
  damaged: 'Damaged',
  'temperature-excursion': 'Was too warm or too cold',
  recalled: 'Recalled',
  lost: 'Lost',
} as const;

/** The code of a reason for which stock is wasted. */
export type WasteReason = keyof typeof wasteReasons;

/** Why a count is corrected, and what each reason is called on screen. */
export const adjustmentReasons = {
  count: 'Counted',
  'received-wrong': 'Was taken in wrongly',
  found: 'Found',
} as const;

/** The code of a reason for which a count is corrected. */
export type AdjustmentReason = keyof typeof adjustmentReasons;
