import type { TherapyId } from '../../../kernel/ids.ts';
import type { Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { TherapySummary } from '../domain/therapy-summary.ts';
import { type CommandContext, changeTherapy } from './change-therapy.ts';

/** How a refill call went. */
export type RefillCallOutcome = 'confirmed' | 'attempted' | 'delayed' | 'renewal-needed';

/** Records the outcome of a refill call in an open refill cycle. */
export function recordRefillCall(
  tx: TenantTransaction,
  call: { readonly therapyId: TherapyId; readonly outcome: RefillCallOutcome },
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const { therapyId, outcome } = call;
  return changeTherapy(tx, therapyId, { kind: 'record-refill-call', outcome, source: null }, context);
}
