import { dayIn } from '../../../kernel/instant.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideProposal, getDefaultSite, type ListedProposal, proposeCommand } from '../../identity/index.ts';
import type { DatedPayerRules } from '../domain/payer-rules.ts';
import { decideRulesChange } from '../domain/rules-change.ts';
import { listPayerRules, savePayerRules } from '../payer-rules-store.ts';

/** The action under which other rules of a payer wait for their second person. */
export const rulesAction = 'claims.change-payer-rules';

type ProposalId = ListedProposal['proposalId'];

/** Proposes other rules of a payer from a later day on. Refuses what could not be carried out. */
export async function proposePayerRules(tx: TenantTransaction, changed: DatedPayerRules): Promise<Result<ProposalId>> {
  const possible = await decideChange(tx, changed);
  return possible.ok ? proposeCommand(tx, { action: rulesAction, command: changed as unknown as Json }) : possible;
}

/** Decides on proposed rules as the second person; approved, exactly what was proposed takes force on its day. */
export async function decidePayerRules(
  tx: TenantTransaction,
  decided: { readonly proposalId: ProposalId; readonly decision: 'approved' | 'declined' },
): Promise<Result<null>> {
  const approved = await decideProposal(tx, { ...decided, action: rulesAction });
  if (!approved.ok) return approved;
  if (approved.value === null) return ok(null);
  const changed = toRules(approved.value.command);
  const possible = await decideChange(tx, changed);
  if (!possible.ok) return possible;
  await savePayerRules(tx, [changed]);
  return ok(null);
}

/** Reads a stored command, whose hash shows that it is as this module proposed it. */
export function toRules(command: Json): DatedPayerRules {
  return command as unknown as DatedPayerRules;
}

async function decideChange(tx: TenantTransaction, changed: DatedPayerRules): Promise<Result<null>> {
  const { timeZone } = await getDefaultSite(tx);
  const known = await listPayerRules(tx, changed.bin);
  return decideRulesChange({ changed, known, today: dayIn(tx.now, timeZone) });
}
