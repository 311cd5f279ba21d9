import type { StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

const table = 'federation.account_link';

/** An account at a provider. Two accounts are the same when both parts are, and never otherwise. */
export interface Account {
  readonly issuer: string;
  readonly subject: string;
}

/** Finds the person whom an account is linked to. */
export async function findLinkedPerson(tx: TenantTransaction, account: Account): Promise<StaffId | null> {
  const row = await tx.database
    .selectFrom(table)
    .select('staff_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('issuer', '=', account.issuer)
    .where('subject', '=', account.subject)
    .executeTakeFirst();
  return row === undefined ? null : (row.staff_id as StaffId);
}

/** Links an account to a person; false when it is linked already. */
export async function insertLink(
  tx: TenantTransaction,
  link: Account & { readonly staffId: StaffId; readonly linkedBy: 'person' | 'directory' },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows: count } = await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      issuer: link.issuer,
      subject: link.subject,
      staff_id: link.staffId,
      linked_at: tx.now,
      linked_by: link.linkedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return count === 1n;
}

/** Saves that an account was used to sign in. */
export async function saveLinkUse(tx: TenantTransaction, account: Account): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ last_used_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('issuer', '=', account.issuer)
    .where('subject', '=', account.subject)
    .execute();
}

/** Takes a link back; false when there is none. */
export async function deleteLink(
  tx: TenantTransaction,
  link: Account & { readonly staffId: StaffId },
): Promise<boolean> {
  const { numDeletedRows } = await tx.database
    .deleteFrom(table)
    .where('tenant_id', '=', tx.tenantId)
    .where('issuer', '=', link.issuer)
    .where('subject', '=', link.subject)
    .where('staff_id', '=', link.staffId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** An account that is linked to a person. */
export interface ListedLink extends Account {
  readonly staffId: StaffId;
  readonly linkedAt: Instant;
  readonly linkedBy: 'person' | 'directory';
  readonly lastUsedAt: Instant | null;
}

/** Lists the linked accounts, those used last first. */
export async function listLinks(tx: TenantTransaction): Promise<readonly ListedLink[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('issuer')
    .orderBy('linked_at', 'desc')
    .orderBy('subject')
    .execute();
  return rows.map((row) => ({
    issuer: row.issuer,
    subject: row.subject,
    staffId: row.staff_id as StaffId,
    linkedAt: row.linked_at,
    linkedBy: row.linked_by as ListedLink['linkedBy'],
    lastUsedAt: row.last_used_at,
  }));
}
