import type { FillId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideFillStep, type FillStep } from '../domain/fill-lifecycle.ts';
import { lockFill, saveFillStep } from '../fill-store.ts';
import { releaseFill } from './release-fill.ts';

/** Moves a fill on when its claim is paid, and releases it at once if nothing else stands in the way. */
export async function hearClaimPaid(tx: TenantTransaction, fillId: FillId): Promise<void> {
  if (await take(tx, fillId, 'claim-paid')) await releaseFill(tx, fillId);
}

/** Moves a fill back when its claim is lost: it is not filled before another one is paid. */
export async function hearClaimLost(tx: TenantTransaction, fillId: FillId): Promise<void> {
  await take(tx, fillId, 'claim-lost');
}

async function take(tx: TenantTransaction, fillId: FillId, step: FillStep): Promise<boolean> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return false;
  const next = decideFillStep(fill.state, step);
  if (!next.ok) return false;
  await saveFillStep(tx, fill, { step, change: { state: next.value } });
  return true;
}
