import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getPrescription, recordClinicalFacts } from '../../prescriptions/index.ts';
import { listContradictions, lockContradiction, saveSettlement } from '../contradiction-store.ts';
import type { Contradiction, ContradictionId } from '../domain/contradiction.ts';
import { listOpenItems } from '../domain/information-request.ts';
import { referralRefusals } from '../refusals.ts';
import { lockRequest } from '../request-store.ts';
import { followWork } from './referral-work.ts';
import { closeByChart, goOn } from './settle-request.ts';

/**
 * Settles an answer that contradicts what is known: it is recorded beside it, with its message as the source, or not taken over. What is known
 * stays in either case; whoever finds it wrong retracts it in the patient's record.
 */
export async function settleContradiction(
  tx: TenantTransaction,
  decided: { readonly contradictionId: ContradictionId; readonly as: NonNullable<Contradiction['settledAs']> },
): Promise<Result<Contradiction>> {
  const found = await lockContradiction(tx, decided.contradictionId);
  if (found === null) return refuse(referralRefusals.unknownContradiction);
  if (found.settledAt !== null) return refuse(referralRefusals.contradictionSettled);
  const { patientId, messageId, requestId, foundAt } = found;
  const origin = { kind: 'message', id: messageId } as const;
  if (decided.as === 'recorded')
    await recordClinicalFacts(tx, { patientId, origin }, { ...found.facts, receivedAt: foundAt });
  const settledBy = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  const settled: Contradiction = { ...found, settledAt: tx.now, settledBy, settledAs: decided.as };
  saveSettlement(tx, settled);
  const request = await lockRequest(tx, requestId);
  const source = { kind: 'message', id: messageId };
  const after = request !== null && request.state === 'asked' ? await closeByChart(tx, request, source) : request;
  const disputed = (await listContradictions(tx, found.prescriptionId))
    .filter(({ settledAt }) => settledAt === null)
    .map(({ itemCode }) => itemCode);
  const isLeft = after !== null && listOpenItems(after).some(({ itemCode }) => !disputed.includes(itemCode));
  // What is still open after the answer is asked for by letter.
  if (after !== null && after.state === 'asked' && after.way === 'form' && isLeft)
    await goOn(tx, after, { step: 'nothing-new', source });
  else await followWork(tx, await getPrescription(tx, found.prescriptionId));
  return ok(settled);
}
