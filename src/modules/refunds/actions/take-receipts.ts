import type { Uuid } from '../../../kernel/ids.ts';
import { addMinutes, dayIn, type TimeZone } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listClaimsWithSteps } from '../../claims/index.ts';
import { listRefundLines } from '../../remittance/index.ts';
import { closeWorkItem, openWorkItem } from '../../work/index.ts';
import { readEffect } from '../domain/transaction-code.ts';
import { refundChanged } from '../events.ts';
import { insertReceipts } from '../receipt-store.ts';
import { insertRefunds, type Refund } from '../refund-store.ts';
import { expectRefunds, settleRefunds, toNewRefund } from './expect-refunds.ts';

const queue = 'refund-exceptions';
// A refusal is answered while the manufacturer still has the claim at hand.
const refusalMinutes = 2 * 24 * 60;

/** Takes what a payment of the facilitator says of claims: each line counts once, however often it is heard. */
export async function takeReceipts(tx: TenantTransaction, paymentId: string): Promise<void> {
  const lines = await listRefundLines(tx, paymentId);
  const claimIds = [...new Set(lines.flatMap(({ claimId }) => claimId ?? []))];
  if (claimIds.length === 0) return;
  const claims = await listClaimsWithSteps(tx, { claimIds });
  const opened = await expectRefunds(tx, claims);
  // A refund for a claim that nothing was expected for is written down too: it is owed back.
  await insertRefunds(
    tx,
    claims.map((claim) => toNewRefund({ claim, drug: null, wac: null })),
  );
  const fresh = await insertReceipts(
    tx,
    lines.flatMap(({ claimId, recordedAt, remittanceFileId: _file, ...line }) => {
      if (claimId === null) return [];
      const effect = readEffect(line, dayIn(recordedAt, 'UTC' as TimeZone));
      return [{ ...line, claimId, effect, receivedAt: recordedAt }];
    }),
  );
  const news = claims.filter(({ claimId }) => fresh.includes(claimId));
  const settled = await settleRefunds(tx, news);
  await tellChanges(tx, [...opened, ...settled]);
}

/** Announces refunds that changed; what was refused becomes work until it is paid or withdrawn. */
export async function tellChanges(tx: TenantTransaction, changed: readonly Refund[]): Promise<void> {
  for (const refund of changed) {
    const { claimId, fillId, therapyId, siteId, patientId } = refund;
    const subjectId = claimId as Uuid;
    if (refund.state === 'refused')
      await openWorkItem(tx, {
        ...{ queue, subjectKind: 'refund', subjectId, siteId, patientId, therapyId, reasonCode: 'refused' },
        ...{ dueAt: addMinutes(tx.now, refusalMinutes), facts: { cents: refund.expectedCents } },
      });
    else await closeWorkItem(tx, { queue, subjectId, outcome: refund.state });
    await tx.announce(refundChanged, { claimId, fillId, therapyId }, therapyId);
  }
}
