import type { FillId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findClaimOfFill } from '../../claims/index.ts';
import type { Fill } from '../domain/fill.ts';
import { decideFillStep, type FillStep, isUnderWay } from '../domain/fill-lifecycle.ts';
import { isPaidFor } from '../domain/fill-payment.ts';
import { fillClaimLost } from '../events.ts';
import { lockFill, saveFillStep, touchFill } from '../fill-store.ts';
import { releaseFill } from './release-fill.ts';

/** Moves a fill on when its claim is paid, and releases it at once if nothing else stands in the way. */
export async function hearClaimPaid(tx: TenantTransaction, fillId: FillId): Promise<void> {
  const fill = await lockFill(tx, fillId);
  if (fill !== null && (await take(tx, fill, 'claim-paid'))) await releaseFill(tx, fillId);
}

/**
 * Stops a fill whose claim is lost: before it is picked it goes back to wait for another claim, later it stays where it is on the bench
 * and neither verification nor hand-over let it pass. The therapy hears of it as what stands in the way.
 */
export async function hearClaimLost(
  tx: TenantTransaction,
  lost: { readonly fillId: FillId; readonly claimId: string },
): Promise<void> {
  const fill = await lockFill(tx, lost.fillId);
  if (fill === null || !isUnderWay(fill.state)) return;
  const claimState = (await findClaimOfFill(tx, fill.fillId))?.state ?? null;
  if (isPaidFor({ payment: fill.payment, claimState })) return;
  if (!(await take(tx, fill, 'claim-lost'))) touchFill(tx, fill);
  await tx.announce(fillClaimLost, { ...lost, therapyId: fill.therapyId }, fill.therapyId);
}

async function take(tx: TenantTransaction, fill: Fill, step: FillStep): Promise<boolean> {
  const next = decideFillStep(fill.state, step);
  if (!next.ok) return false;
  await saveFillStep(tx, fill, { step, change: { state: next.value } });
  return true;
}
