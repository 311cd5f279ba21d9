import type { TherapyId } from '../../../kernel/ids.ts';
import { type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { composeHandFact, type HandRecord } from '../domain/hand-outcome.ts';
import type { TherapySummary } from '../domain/therapy-summary.ts';
import { therapyRefusals } from '../refusals.ts';
import { lockTherapyRow } from '../therapy-store.ts';
import { type CommandContext, changeTherapy } from './change-therapy.ts';

/** Records by hand what the pathway of a therapy lets people record, such as the authorization of a REMS. */
export async function recordOutcome(
  tx: TenantTransaction,
  recorded: HandRecord & { readonly therapyId: TherapyId },
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const { therapyId, ...record } = recorded;
  const locked = await lockTherapyRow(tx, therapyId);
  if (locked === null) return refuse(therapyRefusals.unknownTherapy);
  const fact = composeHandFact(locked.state, record, tx.now);
  if (!fact.ok) return fact;
  const command = { kind: 'record-fact', fact: fact.value, occurredAt: tx.now, source: null } as const;
  return changeTherapy(tx, therapyId, command, context);
}
