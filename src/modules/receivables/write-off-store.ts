import { sql } from 'kysely';
import type { Id, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { WriteOffReason, WriteOffState } from './domain/write-off.ts';

export type WriteOffId = Id<'write-off'>;

/** An open amount that one person proposed to give up, and what became of it. */
export interface WriteOff {
  readonly writeOffId: WriteOffId;
  readonly claimId: string;
  readonly payerId: string | null;
  readonly cents: Cents;
  readonly reasonCode: WriteOffReason;
  readonly state: WriteOffState;
  readonly proposedBy: StaffId;
  readonly proposedAt: Instant;
  readonly decidedBy: StaffId | null;
  readonly decidedAt: Instant | null;
}

const selected = sql`write_off_id as "writeOffId", claim_id as "claimId", payer_id as "payerId", cents, reason_code as "reasonCode", state,
  proposed_by as "proposedBy", proposed_at as "proposedAt", decided_by as "decidedBy", decided_at as "decidedAt"`;

/** Saves a proposal. */
export function insertWriteOff(
  tx: TenantTransaction,
  writeOff: Pick<WriteOff, 'writeOffId' | 'claimId' | 'payerId' | 'cents' | 'reasonCode' | 'proposedBy'> & {
    readonly siteId: string | null;
  },
): void {
  const { writeOffId, claimId, payerId, siteId, cents, reasonCode, proposedBy } = writeOff;
  tx.write(
    tx.database.insertInto('receivables.write_off').values({
      ...{ tenant_id: tx.tenantId, write_off_id: writeOffId, claim_id: claimId, payer_id: payerId, site_id: siteId },
      ...{ cents, reason_code: reasonCode, state: 'proposed', proposed_by: proposedBy, proposed_at: tx.now },
    }),
  );
}

/** Locks a write-off; null when there is none at a site of this transaction. */
export async function lockWriteOff(tx: TenantTransaction, writeOffId: WriteOffId): Promise<WriteOff | null> {
  const { rows } = await sql<WriteOff>`
    select ${selected} from receivables.write_off where tenant_id = ${tx.tenantId} and write_off_id = ${writeOffId} for update`.execute(
    tx.database,
  );
  return rows[0] ?? null;
}

/** Saves what a second person decided. */
export function saveDecision(
  tx: TenantTransaction,
  writeOffId: WriteOffId,
  decision: { readonly state: 'approved' | 'declined'; readonly decidedBy: StaffId },
): void {
  tx.write(
    sql`
    update receivables.write_off set state = ${decision.state}, decided_by = ${decision.decidedBy}, decided_at = ${tx.now}
    where tenant_id = ${tx.tenantId} and write_off_id = ${writeOffId}`.compile(tx.database),
  );
}

/** Saves that a write-off was taken back. */
export function saveReversal(tx: TenantTransaction, writeOffId: WriteOffId, reversedBy: StaffId): void {
  tx.write(
    sql`
    update receivables.write_off set state = 'reversed', reversed_by = ${reversedBy}, reversed_at = ${tx.now}
    where tenant_id = ${tx.tenantId} and write_off_id = ${writeOffId}`.compile(tx.database),
  );
}

/** Lists the write-offs of a claim, the newest first. */
export async function listWriteOffsOfClaim(tx: TenantTransaction, claimId: string): Promise<readonly WriteOff[]> {
  const { rows } = await sql<WriteOff>`
    select ${selected} from receivables.write_off where tenant_id = ${tx.tenantId} and claim_id = ${claimId}
    order by write_off_id desc`.execute(tx.database);
  return rows;
}

/** Lists write-offs: those that wait for a decision first, then the newest, so many after one. */
export async function listWriteOffs(
  tx: TenantTransaction,
  page: { readonly isWaiting: boolean; readonly before: string | null; readonly most: number },
): Promise<readonly WriteOff[]> {
  const { rows } = await sql<WriteOff>`
    select ${selected} from receivables.write_off
    where tenant_id = ${tx.tenantId} and (state = 'proposed') = ${page.isWaiting}
      and (${page.before}::uuid is null or write_off_id < ${page.before}::uuid)
    order by write_off_id desc limit ${page.most}`.execute(tx.database);
  return rows;
}
