import type { TherapyId } from '../../../kernel/ids.ts';
import type { Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { EndReasonCode } from '../domain/end-reason.ts';
import type { FactSource } from '../domain/therapy-event.ts';
import type { TherapySummary } from '../domain/therapy-summary.ts';
import { type CommandContext, changeTherapy } from './change-therapy.ts';

/** Ends a therapy for a coded reason: open work closes, timers stop, holds and waits end. */
export function endTherapy(
  tx: TenantTransaction,
  ended: {
    readonly therapyId: TherapyId;
    readonly reasonCode: EndReasonCode;
    readonly source?: FactSource | null;
  },
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const { therapyId, reasonCode, source = null } = ended;
  return changeTherapy(tx, therapyId, { kind: 'end', reasonCode, source }, context);
}
