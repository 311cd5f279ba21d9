import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideFillStep } from '../domain/fill-lifecycle.ts';
import { fillFilled } from '../events.ts';
import { lockFill, saveFillStep } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { listScans } from '../scan-store.ts';

/** Declares a fill counted and scanned; the person who says so is the one who filled it. Refuses until everything is scanned. */
export async function completeFilling(tx: TenantTransaction, fillId: FillId): Promise<Result<null>> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const next = decideFillStep(fill.state, 'complete-filling');
  if (!next.ok) return next;
  const scanned = (await listScans(tx, fillId)).reduce((sum, one) => sum + one.quantityThousandths, 0);
  if (scanned < fill.quantityThousandths) {
    return refuse(dispensingRefusals.notAllScanned, {
      scannedThousandths: scanned,
      neededThousandths: fill.quantityThousandths,
    });
  }
  const filledBy = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  await saveFillStep(tx, fill, { step: 'complete-filling', change: { state: next.value, filledBy, filledAt: tx.now } });
  await tx.announce(fillFilled, { fillId, therapyId: fill.therapyId }, fill.therapyId);
  return ok(null);
}
