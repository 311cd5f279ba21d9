import type { PatientId } from '../../kernel/ids.ts';
import type { ListCell, ListColumn } from '../../platform/export/list-file.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listOpenAmounts, type OpenPart } from '../revenue/index.ts';
import { describeOpenClaims } from './describe-receivables.ts';

const claimsAtOnce = 1_000;

/** The columns of the open claims as a file. Persons are named by nothing but the id of the claim. */
export const openClaimColumns: readonly ListColumn[] = [
  { name: 'claim_id', kind: 'text' },
  { name: 'payer', kind: 'text' },
  { name: 'drug', kind: 'text' },
  { name: 'service_on', kind: 'day' },
  { name: 'age_days', kind: 'integer' },
  { name: 'state', kind: 'text' },
  { name: 'agreed', kind: 'cents' },
  { name: 'remitted', kind: 'cents' },
  { name: 'taken_back', kind: 'cents' },
  { name: 'open', kind: 'cents' },
  { name: 'dispute', kind: 'text' },
];

/** Reads open claims a thousand at a time, and notes whose they are for the audit. */
export async function* readOpenClaims(
  tx: TenantTransaction,
  part: OpenPart,
  patientIds: Set<PatientId>,
): AsyncGenerator<readonly ListCell[]> {
  let after: Parameters<typeof listOpenAmounts>[2]['after'] = null;
  while (true) {
    const open = await listOpenAmounts(tx, part, { after, most: claimsAtOnce });
    for (const claim of await describeOpenClaims(tx, open)) {
      patientIds.add(claim.patientId as PatientId);
      yield [
        ...[claim.claimId, claim.payerName, claim.drugName, claim.serviceOn, claim.ageDays, claim.state],
        ...[claim.agreedCents, claim.remittedCents, claim.takenBackCents, claim.cents, claim.dispute],
      ];
    }
    after = open.at(-1) ?? null;
    if (open.length < claimsAtOnce) return;
  }
}
