import type { Instant } from '../../../kernel/instant.ts';
import { sumCents } from '../../../kernel/money.ts';
import type { Actor } from '../../../platform/transaction/actor.ts';
import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { keepExpectedPayments } from '../../contracts/index.ts';
import { importWorkItems } from '../../work/index.ts';
import { appendStepAt, type Claim, type ClaimId, insertClaimRow } from '../claim-store.ts';
import type { Adjudication } from '../domain/adjudication.ts';
import { decideClaimStep, stepOfOutcome } from '../domain/claim-lifecycle.ts';
import { insertSubmission } from '../submission-store.ts';
import { changeOf } from './record-adjudication.ts';
import { composeRejectWork } from './reject-work.ts';
import type { NewClaim } from './submit-claim.ts';

/** A claim of the past: what was billed, when and by whom, and every answer. A reversal that was asked for stands before its answer. */
export interface ClaimHistory extends NewClaim {
  readonly claimId: ClaimId;
  readonly submittedAt: Instant;
  readonly submittedBy: Actor;
  readonly answers: readonly ({ readonly at: Instant; readonly actor: Actor } & (
    | { readonly reverse: string }
    | { readonly adjudication: Adjudication }
  ))[];
}

/** Takes over many claims with their answers, those of a fill in their order; the reject of a fill's newest claim is work. */
export async function importClaims(
  tx: TenantTransaction,
  histories: readonly ClaimHistory[],
  random?: RandomBytes,
): Promise<void> {
  const newest = new Map<string, Claim>();
  await inBulk(
    tx,
    async (bulk) => {
      for (const history of histories) {
        const { submission, submittedAt, submittedBy, claimId } = history;
        const told = replay(history);
        const view = bulk.at(submittedAt, submittedBy);
        await insertClaimRow(view, told.claim, told.steps.length);
        await insertSubmission(view, claimId, submission);
        for (const [index, { at, actor, ...step }] of told.steps.entries())
          await appendStepAt(bulk.at(at, actor), { ...step, claimId, sequence: index + 1 });
        newest.set(told.claim.fillId, told.claim);
      }
    },
    random,
  );
  const ofFirst = histories.filter(({ payerOrder = 1 }) => payerOrder === 1);
  await keepExpectedPayments(
    tx,
    ofFirst.map((history) => ({ ...history, ...history.submission })),
  );
  const rejected = [...newest.values()].filter(({ state }) => state === 'rejected');
  const work = rejected.map((claim) => {
    const openedAt = claim.answeredAt ?? claim.submittedAt;
    return { ...composeRejectWork(claim, openedAt), openedAt };
  });
  await importWorkItems(tx, work, random);
}

function replay(history: ClaimHistory) {
  const { submission, claimId, submittedAt, submittedBy, answers, ...of } = history;
  let claim: Claim = {
    ...of,
    ...submission,
    ...{ claimId, submittedAt, state: 'sending', authorizationNumber: null, rejectCodes: [] },
    ...{ payerOrder: of.payerOrder ?? 1, reversalWanted: null },
    submittedCents: sumCents([submission.ingredientCostCents, submission.dispensingFeeCents]),
    ...{ patientPayCents: null, ingredientPaidCents: null, feePaidCents: null, totalPaidCents: null, answeredAt: null },
  };
  const none: readonly string[] = [];
  const steps = [
    {
      at: submittedAt,
      actor: submittedBy,
      from: null as Claim['state'] | null,
      to: claim.state,
      reasonCode: null as string | null,
      rejectCodes: none,
    },
  ];
  for (const { at, actor, ...answer } of answers) {
    const next = decideClaimStep(
      claim.state,
      'reverse' in answer ? 'reverse' : stepOfOutcome(answer.adjudication.outcome),
    );
    if (!next.ok) throw new Error(`an imported answer was refused: ${claim.state}`);
    const from = claim.state;
    claim =
      'reverse' in answer
        ? { ...claim, state: next.value }
        : { ...claim, ...changeOf(claim, answer.adjudication), state: next.value, answeredAt: at };
    const reasonCode = 'reverse' in answer ? answer.reverse : answer.adjudication.outcome;
    steps.push({ at, actor, from, to: claim.state, reasonCode, rejectCodes: claim.rejectCodes });
  }
  return { claim, steps };
}
