import { createHash } from 'node:crypto';
import type { StaffId } from '../../../kernel/ids.ts';
import { addMinutes } from '../../../kernel/instant.ts';
import { canonicalJson, type Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideSecondPerson } from '../domain/proposal-decision.ts';
import { isFreshlyProven } from '../domain/session-policy.ts';
import { insertProposal, lockProposal, type ProposalId, saveDecision } from '../proposal-store.ts';
import { identityRefusals } from '../refusals.ts';
import { findSessionById } from '../session-store.ts';

/** How long a proposal waits for the second person, in minutes. */
const proposalMinutes = 24 * 60;

/** A command as it was proposed. */
export interface ProposedCommand {
  readonly action: string;
  readonly command: Json;
}

/** Keeps a command until a second person decides on it. The one who proposes must have proven identity afresh. */
export async function proposeCommand(tx: TenantTransaction, proposed: ProposedCommand): Promise<Result<ProposalId>> {
  const person = await findFreshPerson(tx);
  if (!person.ok) return person;
  const proposalId = tx.newId<'proposal'>();
  await insertProposal(tx, {
    ...proposed,
    proposalId,
    commandHash: hashOf(proposed),
    proposedBy: person.value,
    expiresAt: addMinutes(tx.now, proposalMinutes),
  });
  await audit(tx, { action: 'identity.propose-command', proposalId, reason: proposed.action });
  return ok(proposalId);
}

/**
 * Decides on a proposal and returns exactly the proposed command, for the caller to carry out in this transaction; null when it
 * was declined. Refuses the person who proposed it, and anybody without a fresh proof.
 */
export async function decideProposal(
  tx: TenantTransaction,
  decided: { readonly proposalId: ProposalId; readonly action: string; readonly decision: 'approved' | 'declined' },
): Promise<Result<ProposedCommand | null>> {
  const person = await findFreshPerson(tx);
  if (!person.ok) return person;
  const proposal = await lockProposal(tx, decided.proposalId);
  if (proposal === null || proposal.action !== decided.action) return refuse(identityRefusals.unknownProposal);
  const allowed = decideSecondPerson(proposal, { person: person.value, now: tx.now });
  if (!allowed.ok) return allowed;
  const { proposalId, action, command } = proposal;
  if (!hashOf({ action, command }).equals(proposal.commandHash)) throw new Error('a proposed command was altered');
  await saveDecision(tx, { proposalId, by: person.value, decision: decided.decision });
  await audit(tx, { action: `identity.${decided.decision}-command`, proposalId, reason: action });
  return ok(decided.decision === 'approved' ? { action, command } : null);
}

async function findFreshPerson(tx: TenantTransaction): Promise<Result<StaffId>> {
  const { actor } = tx;
  const session = actor.kind === 'staff' ? await findSessionById(tx, actor.sessionId) : null;
  if (session === null || !isFreshlyProven(session.provenAt, tx.now)) return refuse(identityRefusals.freshProofNeeded);
  return ok(session.staffId);
}

async function audit(
  tx: TenantTransaction,
  step: { readonly action: string; readonly proposalId: ProposalId; readonly reason: string },
): Promise<void> {
  const { action, proposalId, reason } = step;
  await tx.audit({ action, outcome: 'done', patientIds: [], object: { kind: 'proposal', id: proposalId }, reason });
}

function hashOf({ action, command }: ProposedCommand): Buffer {
  return createHash('sha256').update(canonicalJson({ action, command })).digest();
}
