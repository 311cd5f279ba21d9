import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { dispensingRefusals } from '../refusals.ts';

/** What a barcode gave: the products it may name, and lot, expiry and serial number where it carries them. */
export interface ScannedPackage {
  readonly gtin14: string | null;
  readonly ndcCandidates: readonly Ndc11[];
  readonly lotNumber: string | null;
  readonly expiresOn: CalendarDay | null;
  readonly serial: string | null;
}

/** What was picked for the fill. */
export interface PickedLot {
  readonly ndc11: Ndc11;
  readonly lotNumber: string;
  readonly expiresOn: CalendarDay;
  readonly today: CalendarDay;
}

/** Decides whether a scanned package is what was picked. Nobody overrides a mismatch: another package is taken. */
export function decidePackage(scan: ScannedPackage, picked: PickedLot): Result<null> {
  if (scan.ndcCandidates.length === 0) return refuse(dispensingRefusals.unreadableScan);
  if (!scan.ndcCandidates.includes(picked.ndc11))
    return refuse(dispensingRefusals.productMismatch, { expected: picked.ndc11 });
  if (scan.expiresOn !== null && scan.expiresOn <= picked.today)
    return refuse(dispensingRefusals.packageExpired, { expiresOn: scan.expiresOn });
  if (scan.lotNumber !== null && scan.lotNumber.toUpperCase() !== picked.lotNumber.toUpperCase()) {
    return refuse(dispensingRefusals.lotMismatch, { expected: picked.lotNumber });
  }
  if (scan.expiresOn !== null && scan.expiresOn !== picked.expiresOn)
    return refuse(dispensingRefusals.expiryMismatch, { expected: picked.expiresOn });
  return ok(null);
}
