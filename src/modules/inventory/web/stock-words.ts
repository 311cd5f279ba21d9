import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { formatQuantity } from '../../../ui/format-quantity.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import { computeLotStanding, type LotStanding } from '../domain/lot-standing.ts';
import type { MovementKind } from '../domain/stock-balance.ts';
import { adjustmentReasons, wasteReasons } from '../domain/stock-reason.ts';

/** A lot as the server lists it. */
export type ShownLot = ResponseOf<typeof api.listStock>['lots'][number];

/** A lot with how it stands. */
export interface StandingLot extends ShownLot {
  readonly standing: LotStanding;
}

/** What each movement is called. */
export const movementWords: Readonly<Record<MovementKind, string>> = {
  received: 'Taken in',
  reserved: 'Reserved',
  released: 'Put back',
  dispensed: 'Dispensed',
  returned: 'Came back',
  adjusted: 'Count corrected',
  wasted: 'Wasted',
};

/** How a lot stands by its dates, in words. */
export const standingWords: Readonly<Record<LotStanding, { readonly tone: Tone; readonly label: string } | null>> = {
  expired: { tone: 'blocked', label: 'Expired' },
  'short-dated': { tone: 'due', label: 'Short-dated' },
  good: null,
};

const reasons: Readonly<Record<string, string>> = { ...wasteReasons, ...adjustmentReasons };

/** Writes a reason of a movement; one of another part of the program is written as its code reads. */
export function nameStockReason(code: string): string {
  return reasons[code] ?? code.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

/** Writes a quantity of a lot. */
export function writeAmount(quantityThousandths: number, lot: Pick<ShownLot, 'ucumUnit'>): string {
  return formatQuantity({ quantityThousandths, ucumUnit: lot.ucumUnit });
}

/** Writes a change with its sign. */
export function writeChange(quantityThousandths: number, lot: Pick<ShownLot, 'ucumUnit'>): string {
  if (quantityThousandths === 0) return '';
  return `${quantityThousandths > 0 ? '+' : ''}${writeAmount(quantityThousandths, lot)}`;
}

/** Tells how each lot stands; one that holds nothing any more is neither expired nor short-dated. */
export function standingLots(
  stock: { readonly today: string; readonly lots: readonly ShownLot[] } | undefined,
  shortDays: number,
): readonly StandingLot[] {
  if (stock === undefined) return [];
  const at = { today: stock.today as CalendarDay, shortDays };
  return stock.lots.map((lot) => ({
    ...lot,
    standing: lot.onHandThousandths === 0 ? 'good' : computeLotStanding(lot, at),
  }));
}
