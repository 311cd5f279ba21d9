import { type Cents, cents, computeExtendedCents, type UnitPrice } from '../../../kernel/money.ts';

/** A price that counts on the day of service, by its kind. */
export interface PriceOfDay {
  readonly kind: string;
  readonly unitPrice: UnitPrice;
}

/** The amounts that a claim asks for, in cents. */
export interface AskedAmounts {
  readonly ingredientCostCents: Cents;
  readonly dispensingFeeCents: Cents;
  readonly usualAndCustomaryCents: Cents;
}

/** The fee that is asked: the pharmacy's own. What is asked is not what is paid: the payer's contract decides. */
export const askedFeeCents = cents(250);

/** Computes what a claim asks for: AWP if there is one, else WAC, else the contract price, times the quantity. Nothing known is nothing asked. */
export function computeAskedAmounts(prices: readonly PriceOfDay[], quantityThousandths: number): AskedAmounts {
  const price = ['awp', 'wac', 'contract', 'nadac'].flatMap((kind) => prices.find((one) => one.kind === kind) ?? [])[0];
  const ingredientCostCents =
    price === undefined ? cents(0) : computeExtendedCents({ unitPrice: price.unitPrice, quantityThousandths });
  return {
    ingredientCostCents,
    dispensingFeeCents: askedFeeCents,
    usualAndCustomaryCents: cents(ingredientCostCents + askedFeeCents),
  };
}
