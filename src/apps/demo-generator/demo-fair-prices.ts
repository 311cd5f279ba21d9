import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { UnitPrice } from '../../kernel/money.ts';

interface DemoFairPrice {
  readonly ndc11: string;
  readonly year: 2026 | 2027;
  readonly manufacturer: string;
  readonly mfp: UnitPrice;
  /** A made-up 340B ceiling; null where the demonstration has none. */
  readonly ceiling: UnitPrice | null;
}

/**
 * Selected drugs of the demonstration with made-up fair prices for each billing unit, near the figures that CMS published for 30 days.
 * [K] Which packages are selected from which year, and those figures, were not checked against a file of CMS.
 */
export const demoFairPrices: readonly DemoFairPrice[] = [
  drug('58406043504', 2026, 'Immunex', 588_75000, 700_00000),
  drug('57962042028', 2026, 'Pharmacyclics', 332_82000, 250_00000),
  drug('57894006103', 2026, 'Janssen Biotech', 4_695_00000, null),
  drug('55513013760', 2027, 'Amgen', 27_50000, null),
  drug('00069018921', 2027, 'Pfizer', 374_81000, null),
];

/** Says where the prices of the demonstration come from. */
export const fairPriceSource = 'Near published figures of CMS';

/** Names the day from which a price is in force. */
export function beginOf({ year }: Pick<DemoFairPrice, 'year'>): CalendarDay {
  return `${year}-01-01` as CalendarDay;
}

/** Finds the fair price of a package on a day; null where none is in force. */
export function findDemoFairPrice(ndc11: string, on: CalendarDay): DemoFairPrice | null {
  return demoFairPrices.find((one) => one.ndc11 === ndc11 && beginOf(one) <= on) ?? null;
}

function drug(
  ndc11: string,
  year: 2026 | 2027,
  manufacturer: string,
  mfp: number,
  ceiling: number | null,
): DemoFairPrice {
  return { ndc11, year, manufacturer, mfp: mfp as UnitPrice, ceiling: ceiling as UnitPrice | null };
}
