import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type Party, type PauseReason, waitReasons } from '../../pathways/language.ts';
import type { FactSource } from '../domain/therapy-event.ts';
import type { TherapySummary } from '../domain/therapy-summary.ts';
import { type CommandContext, changeTherapy } from './change-therapy.ts';

/** Begins a wait that stops the pharmacy's clock, now or since an earlier moment. One that stands already goes on. */
export function startWait(
  tx: TenantTransaction,
  wait: {
    readonly therapyId: TherapyId;
    readonly reason: PauseReason;
    readonly party?: Party;
    readonly since?: Instant;
    readonly source?: FactSource | null;
  },
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const { therapyId, reason, party = waitReasons[reason].party, since = tx.now, source = null } = wait;
  return changeTherapy(tx, therapyId, { kind: 'start-wait', reason, party, since, source }, context);
}

/** Ends a declared wait, now or at an earlier moment; refuses when nobody waits for this. */
export function endWait(
  tx: TenantTransaction,
  wait: {
    readonly therapyId: TherapyId;
    readonly reason: PauseReason;
    readonly until?: Instant;
    readonly source?: FactSource | null;
  },
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const { therapyId, reason, until = tx.now, source = null } = wait;
  return changeTherapy(tx, therapyId, { kind: 'end-wait', reason, until, source }, context);
}
