import type { TherapyId } from '../../../kernel/ids.ts';
import { canonicalJson, type Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { foldTherapy } from '../domain/therapy-evolution.ts';
import { therapyRefusals } from '../refusals.ts';
import { hashEvent } from '../stream-hash.ts';
import { type ChainedEvent, findTherapyRow, listChainedEvents, toTherapyEvent } from '../therapy-queries.ts';

/** Whether a stream is whole; if not, the first event that breaks it and how. */
export interface StreamVerification {
  readonly events: number;
  readonly broken: { readonly sequence: number; readonly why: 'missing' | 'altered' | 'cut-off' | 'projection' } | null;
}

/**
 * Verifies the stream of a therapy: no event missing, every hash right, the end there, and the therapy's row equal to the fold
 * of its events.
 */
export async function verifyTherapyStream(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<Result<StreamVerification>> {
  const row = await findTherapyRow(tx, therapyId);
  if (row === null) return refuse(therapyRefusals.unknownTherapy);
  const chained = await listChainedEvents(tx, therapyId, null);
  const place = { tenantId: tx.tenantId, therapyId };
  let previous: ChainedEvent | null = null;
  for (const [index, { hash, previousHash, ...stored }] of chained.entries()) {
    const sequence = index + 1;
    if (stored.sequence !== sequence) return broken(chained, sequence, 'missing');
    const isChained =
      previous === null ? previousHash === null : previousHash !== null && isSame(previous.hash, previousHash);
    if (!isChained || !isSame(hash, hashEvent(place, stored, previousHash)))
      return broken(chained, sequence, 'altered');
    previous = { hash, previousHash, ...stored };
  }
  if (previous === null || row.sequence !== chained.length || !isSame(previous.hash, row.lastHash)) {
    return broken(chained, chained.length + 1, 'cut-off');
  }
  const fold = foldTherapy(chained.map(toTherapyEvent));
  const isProjected = canonicalJson(fold as unknown as Json) === canonicalJson(row.state as unknown as Json);
  return isProjected ? ok({ events: chained.length, broken: null }) : broken(chained, chained.length, 'projection');
}

function broken(
  chained: readonly ChainedEvent[],
  sequence: number,
  why: NonNullable<StreamVerification['broken']>['why'],
): Result<StreamVerification> {
  return ok({ events: chained.length, broken: { sequence, why } });
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
