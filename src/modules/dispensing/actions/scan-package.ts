import type { FillId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { claimSerial } from '../../inventory/index.ts';
import { decidePackage, type ScannedPackage } from '../domain/package-check.ts';
import { lockFill, touchFill } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { insertScan, listScans, type PackageScanned } from '../scan-store.ts';

/** A package held before the scanner: what the barcode gave and how much of it goes into the fill. */
export interface PackageForFill extends ScannedPackage {
  readonly fillId: FillId;
  readonly quantityThousandths: number;
  readonly method: PackageScanned['method'];
}

/** Takes a scanned package into a fill. Refuses any package that is not what was picked, and one that was dispensed before. */
export async function scanPackage(tx: TenantTransaction, scan: PackageForFill): Promise<Result<null>> {
  const fill = await lockFill(tx, scan.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const { lotId, lotNumber, lotExpiresOn } = fill;
  if (fill.state !== 'picked' || lotId === null || lotNumber === null || lotExpiresOn === null) {
    return refuse(dispensingRefusals.stepNotAllowed, { state: fill.state, step: 'scan' });
  }
  const today = dayIn(tx.now, (await getSite(tx, fill.siteId)).timeZone);
  const fits = decidePackage(scan, { ndc11: fill.ndc11, lotNumber, expiresOn: lotExpiresOn, today });
  if (!fits.ok) return fits;
  const scanned = (await listScans(tx, fill.fillId)).reduce((sum, one) => sum + one.quantityThousandths, 0);
  if (scanned + scan.quantityThousandths > fill.quantityThousandths)
    return refuse(dispensingRefusals.tooMuchScanned, { scannedThousandths: scanned });
  if (scan.gtin14 !== null && scan.serial !== null) {
    const claimed = await claimSerial(tx, { gtin14: scan.gtin14, serial: scan.serial, lotId, fillId: fill.fillId });
    if (!claimed.ok) return claimed;
  }
  await insertScan(tx, fill.fillId, { ...scan, ndc11: fill.ndc11 });
  touchFill(tx, fill);
  return ok(null);
}
