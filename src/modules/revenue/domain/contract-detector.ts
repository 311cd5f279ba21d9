import { type Cents, cents } from '../../../kernel/money.ts';

/** The amounts of an answer that a contract speaks of. */
export interface AgreedAmounts {
  readonly ingredientPaidCents: Cents | null;
  readonly feePaidCents: Cents | null;
}

/** Computes what payer and patient pay together for product and fee; null where the payer named neither. */
export function computeAgreedCents({ ingredientPaidCents, feePaidCents }: AgreedAmounts): Cents | null {
  return ingredientPaidCents === null ? null : cents(ingredientPaidCents + (feePaidCents ?? 0));
}
