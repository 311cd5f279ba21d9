import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { ScannedPackage } from '../../modules/dispensing/index.ts';
import { readPackageScan } from '../../standards/gs1/gs1.ts';

// Keyboard-wedge scanners cannot type the group separator; these are what they commonly type in its place.
const separatorSubstitutes = ['\u001d', '|', '~'];

/** Reads what a barcode scanner typed as a drug package; null when it names no product. */
export function readScan(typed: string, today: CalendarDay): ScannedPackage | null {
  const { message } = readPackageScan(typed, { separatorSubstitutes, today });
  if (message === null) return null;
  return {
    gtin14: message.gtin,
    ndcCandidates: message.ndcCandidates,
    lotNumber: message.lot,
    expiresOn: message.expiry,
    serial: message.serial,
  };
}
