import { dayIn, type TimeZone } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { actorIdOf } from '../../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideDeed, type FindingDeed } from '../domain/finding-lifecycle.ts';
import { type FindingId, type KnownFinding, lockFinding, saveFinding } from '../finding-store.ts';
import { revenueRefusals } from '../refusals.ts';

/** Takes, snoozes or closes a finding with a person's verdict. Refuses one that is closed. */
export async function workFinding(
  tx: TenantTransaction,
  wanted: { readonly findingId: FindingId; readonly deed: FindingDeed },
): Promise<Result<KnownFinding>> {
  const known = await lockFinding(tx, wanted.findingId);
  if (known === null) return refuse(revenueRefusals.unknownFinding);
  const decided = decideDeed(known.state, wanted.deed, dayIn(tx.now, 'UTC' as TimeZone));
  if (!decided.ok) return decided;
  saveFinding(tx, known, { ...decided.value, ...(wanted.deed === 'take' ? { assigneeId: actorIdOf(tx.actor) } : {}) });
  tx.touch('revenue-risk');
  return ok(known);
}
