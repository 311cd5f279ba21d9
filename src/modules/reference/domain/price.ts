import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { UnitPrice } from '../../../kernel/money.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import type { BillingUnit } from '../../../kernel/quantity.ts';

/** Average wholesale price, wholesale acquisition cost, national average drug acquisition cost, and the price of our own contract. */
export type PriceKind = 'awp' | 'wac' | 'nadac' | 'contract';

/** A price of a package per billing unit from a day on. A synthetic price was made up for demonstration. */
export interface DrugPrice {
  readonly ndc11: Ndc11;
  readonly kind: PriceKind;
  readonly unitPrice: UnitPrice;
  readonly billingUnit: BillingUnit;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly source: string;
  readonly isSynthetic: boolean;
}
