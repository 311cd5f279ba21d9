import type { Id, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

const table = 'identity.proposal';

export type ProposalId = Id<'proposal'>;

/** A command that waits for a second person. `commandHash` covers action and command, in canonical form. */
export interface Proposal {
  readonly proposalId: ProposalId;
  readonly action: string;
  readonly command: Json;
  readonly commandHash: Buffer;
  readonly proposedBy: StaffId;
  readonly expiresAt: Instant;
  readonly decision: 'approved' | 'declined' | null;
}

/** Saves a proposal; the command is sealed. */
export async function insertProposal(tx: TenantTransaction, proposal: Omit<Proposal, 'decision'>): Promise<void> {
  const { proposalId, command } = proposal;
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      proposal_id: proposalId,
      action: proposal.action,
      command_hash: proposal.commandHash,
      sealed_command: Buffer.from(await tx.sealer.seal({ table, rowId: proposalId }, { command })),
      proposed_by: proposal.proposedBy,
      proposed_at: tx.now,
      expires_at: proposal.expiresAt,
    })
    .execute();
}

/** A proposal as the second person sees it, with when and by whom it was made and decided. */
export interface ListedProposal extends Omit<Proposal, 'commandHash'> {
  readonly proposedAt: Instant;
  readonly decidedBy: StaffId | null;
  readonly decidedAt: Instant | null;
}

/** Lists proposals, the newest first: those that were not decided, and the others as far as `most` goes. */
export async function listProposals(
  tx: TenantTransaction,
  wanted: { readonly action: string; readonly most: number },
): Promise<readonly ListedProposal[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('action', '=', wanted.action)
    .orderBy((order) => order.case().when('decided_at', 'is', null).then(0).else(1).end())
    .orderBy('proposal_id', 'desc')
    .limit(wanted.most)
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const place = { table, rowId: row.proposal_id };
      const { command } = await tx.sealer.open<{ command: Json }>(place, row.sealed_command);
      return {
        proposalId: row.proposal_id as ProposalId,
        action: row.action,
        command,
        proposedBy: row.proposed_by as StaffId,
        proposedAt: row.proposed_at,
        expiresAt: row.expires_at,
        decision: row.decision as Proposal['decision'],
        decidedBy: row.decided_by as StaffId | null,
        decidedAt: row.decided_at,
      };
    }),
  );
}

/** Finds and locks a proposal, so that it is decided once. */
export async function lockProposal(tx: TenantTransaction, proposalId: ProposalId): Promise<Proposal | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('proposal_id', '=', proposalId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const { command } = await tx.sealer.open<{ command: Json }>({ table, rowId: proposalId }, row.sealed_command);
  return {
    proposalId,
    action: row.action,
    command,
    commandHash: row.command_hash,
    proposedBy: row.proposed_by as StaffId,
    expiresAt: row.expires_at,
    decision: row.decision as Proposal['decision'],
  };
}

/** Saves who decided a proposal, and how. */
export async function saveDecision(
  tx: TenantTransaction,
  decided: { readonly proposalId: ProposalId; readonly by: StaffId; readonly decision: 'approved' | 'declined' },
): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ decided_by: decided.by, decided_at: tx.now, decision: decided.decision })
    .where('tenant_id', '=', tx.tenantId)
    .where('proposal_id', '=', decided.proposalId)
    .execute();
}
