import { type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { appendAssignment, lockAssignment } from '../assignment-store.ts';
import { type AssignmentRules, decideAssignmentRules } from '../domain/assignment-rules.ts';
import { queueCodes } from '../domain/queue.ts';
import { workRefusals } from '../refusals.ts';

/** Decides what each queue asks of the people who take its work; it holds for whatever is taken next. What is held stays with its holder. */
export async function changeAssignment(
  tx: TenantTransaction,
  asked: Omit<AssignmentRules, 'version'> & { readonly expectedVersion: number },
): Promise<Result<AssignmentRules>> {
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const decided = decideAssignmentRules(asked, await lockAssignment(tx));
  if (!decided.ok) return decided;
  appendAssignment(tx, decided.value, tx.actor.staffId);
  for (const queue of queueCodes) tx.touch(`queue:${queue}`);
  tx.touch('work-order');
  return decided;
}
