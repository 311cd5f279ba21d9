import type { FillId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import type { Fill } from '../domain/fill.ts';
import { computeReturnAt, isLeftOnWillCall } from '../domain/return-to-stock.ts';
import { findFill } from '../fill-store.ts';
import { returnFillToStock } from './leave-fill.ts';

/** The timer that brings a product back to the shelf that nobody collected. */
export const returnTimer = 'dispensing.return-to-stock';

/** Sets when a product that was verified just now goes back to the shelf, unless it leaves the house before. */
export async function setReturnTimer(tx: TenantTransaction, fill: Fill): Promise<void> {
  const { timeZone } = await getSite(tx, fill.siteId);
  const dueAt = computeReturnAt(tx.now, dayIn(tx.now, timeZone));
  if (dueAt !== null) await tx.setTimer({ kind: returnTimer, subject: fill.fillId, dueAt, payload: {} });
}

/** Puts a product back to its lot that lay ready too long, and takes its claim back. One that left or was taken apart stays. */
export async function returnUncollected(tx: TenantTransaction, fillId: FillId): Promise<void> {
  const fill = await findFill(tx, fillId);
  if (fill === null || !isLeftOnWillCall(fill)) return;
  const returned = await returnFillToStock(tx, { fillId, reasonCode: 'not-collected' });
  if (!returned.ok) throw new Error(`a fill that lay ready too long was not returned: ${returned.refusal.code}`);
}
