import type { Cents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listClaimsWithSteps } from '../../claims/index.ts';
import { listOpenOfClaim, postWriteOff } from '../../revenue/index.ts';
import { decideProposal, decideSecondPerson, decideTakingBack, type WriteOffReason } from '../domain/write-off.ts';
import { receivablesRefusals } from '../refusals.ts';
import {
  insertWriteOff,
  listWriteOffsOfClaim,
  lockWriteOff,
  saveDecision,
  saveReversal,
  type WriteOff,
  type WriteOffId,
} from '../write-off-store.ts';

/** Proposes to give an open amount of a claim up. Refuses more than the payer owes, and a second proposal beside one that waits. */
export async function proposeWriteOff(
  tx: TenantTransaction,
  wanted: {
    readonly claimId: string;
    readonly payerId: string | null;
    readonly cents: Cents;
    readonly reasonCode: WriteOffReason;
  },
): Promise<Result<WriteOffId>> {
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse(receivablesRefusals.staffOnly);
  const [claim] = await listClaimsWithSteps(tx, { claimIds: [wanted.claimId] });
  if (claim === undefined) return refuse(receivablesRefusals.unknownClaim);
  const known = await listWriteOffsOfClaim(tx, wanted.claimId);
  const decided = decideProposal(wanted, {
    openCents: await findOpenCents(tx, wanted),
    waitsForDecision: known.some(({ state, payerId }) => state === 'proposed' && payerId === wanted.payerId),
  });
  if (!decided.ok) return decided;
  const writeOffId = tx.newId<'write-off'>();
  insertWriteOff(tx, { ...wanted, writeOffId, siteId: claim.siteId, proposedBy: actor.staffId });
  tx.touch('receivables');
  return ok(writeOffId);
}

/** Decides a proposal as the second person; approved, it is posted. Refuses the one who proposed, and more than is owed by now. */
export async function decideWriteOff(
  tx: TenantTransaction,
  wanted: { readonly writeOffId: WriteOffId; readonly approves: boolean },
): Promise<Result<WriteOff>> {
  const writeOff = await lockWriteOff(tx, wanted.writeOffId);
  if (writeOff === null) return refuse(receivablesRefusals.unknownWriteOff);
  const { actor } = tx;
  const decided = decideSecondPerson(writeOff, actor.kind === 'staff' ? actor.staffId : null);
  if (!decided.ok) return decided;
  if (actor.kind !== 'staff') return refuse(receivablesRefusals.staffOnly);
  if (wanted.approves && writeOff.cents > (await findOpenCents(tx, writeOff)))
    return refuse(receivablesRefusals.moreThanOpen);
  const state = wanted.approves ? 'approved' : 'declined';
  saveDecision(tx, writeOff.writeOffId, { state, decidedBy: actor.staffId });
  if (wanted.approves) await postWriteOff(tx, { ...writeOff, isReversal: false });
  tx.touch('receivables');
  return ok(writeOff);
}

/** Takes an approved write-off back: the amount is owed again. */
export async function takeWriteOffBack(tx: TenantTransaction, writeOffId: WriteOffId): Promise<Result<WriteOff>> {
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse(receivablesRefusals.staffOnly);
  const writeOff = await lockWriteOff(tx, writeOffId);
  if (writeOff === null) return refuse(receivablesRefusals.unknownWriteOff);
  const decided = decideTakingBack(writeOff);
  if (!decided.ok) return decided;
  saveReversal(tx, writeOffId, actor.staffId);
  await postWriteOff(tx, { ...writeOff, isReversal: true });
  tx.touch('receivables');
  return ok(writeOff);
}

async function findOpenCents(
  tx: TenantTransaction,
  of: { readonly claimId: string; readonly payerId: string | null },
): Promise<number> {
  const open = await listOpenOfClaim(tx, of.claimId);
  return open.find(({ payerId }) => payerId === of.payerId)?.cents ?? 0;
}
