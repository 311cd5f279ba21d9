/** What a movement does to a lot, in thousandths of a unit. */
export interface MovementEffect {
  readonly onHandThousandths: number;
  readonly reservedThousandths: number;
}

/** What a lot holds: on the shelf, and how much of that waits for named fills. */
export interface StockBalance {
  readonly onHandThousandths: number;
  readonly reservedThousandths: number;
}

/** The kinds of movement that a person or a fill causes. */
export type MovementKind = 'received' | 'reserved' | 'released' | 'dispensed' | 'returned' | 'adjusted' | 'wasted';

/** Computes the balance after movements. */
export function computeBalance(effects: Iterable<MovementEffect>): StockBalance {
  let [onHandThousandths, reservedThousandths] = [0, 0];
  for (const effect of effects) {
    onHandThousandths += effect.onHandThousandths;
    reservedThousandths += effect.reservedThousandths;
  }
  return { onHandThousandths, reservedThousandths };
}

/** Computes what is free to be picked. */
export function computeAvailableThousandths(balance: StockBalance): number {
  return balance.onHandThousandths - balance.reservedThousandths;
}

/**
 * Returns what a movement of a quantity does. A dispensed quantity was reserved before: it leaves the shelf and the reservation.
 * @param quantityThousandths positive, except for an adjustment, which may take away
 */
export function effectOf(kind: MovementKind, quantityThousandths: number): MovementEffect {
  switch (kind) {
    case 'received':
    case 'returned':
    case 'adjusted':
      return { onHandThousandths: quantityThousandths, reservedThousandths: 0 };
    case 'reserved':
      return { onHandThousandths: 0, reservedThousandths: quantityThousandths };
    case 'released':
      return { onHandThousandths: 0, reservedThousandths: -quantityThousandths };
    case 'dispensed':
      return { onHandThousandths: -quantityThousandths, reservedThousandths: -quantityThousandths };
    case 'wasted':
      return { onHandThousandths: -quantityThousandths, reservedThousandths: 0 };
  }
}

/** Tells whether a balance can be true: nothing is negative, and no more is reserved than is there. */
export function isPossible(balance: StockBalance): boolean {
  return balance.reservedThousandths >= 0 && balance.onHandThousandths >= balance.reservedThousandths;
}
