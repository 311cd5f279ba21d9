import type { StaffId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { throttlePolicy } from './domain/sign-in-throttle.ts';

const totpTable = 'identity.totp_factor';

/** The time-based one-time-password factor of a person. */
export interface TotpFactor {
  readonly secret: string;
  readonly lastStep: number;
}

/** Finds the stored hash of a person's password. */
export async function findPasswordHash(tx: TenantTransaction, staffId: StaffId): Promise<string | null> {
  const row = await tx.database
    .selectFrom('identity.staff')
    .select('password_hash')
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return row?.password_hash ?? null;
}

/** Finds and locks the one-time-password factor, so that one code is good once even when it is sent twice at a time. */
export async function lockTotpFactor(tx: TenantTransaction, staffId: StaffId): Promise<TotpFactor | null> {
  const row = await tx.database
    .selectFrom(totpTable)
    .select(['sealed_secret', 'last_step'])
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const { secret } = await tx.sealer.open<{ secret: string }>({ table: totpTable, rowId: staffId }, row.sealed_secret);
  return { secret, lastStep: row.last_step };
}

/** Saves the one-time-password secret of a person, sealed, in place of any other. */
export async function saveTotpSecret(tx: TenantTransaction, staffId: StaffId, secret: string): Promise<void> {
  const sealed = Buffer.from(await tx.sealer.seal({ table: totpTable, rowId: staffId }, { secret }));
  await tx.database
    .insertInto(totpTable)
    .values({ tenant_id: tx.tenantId, staff_id: staffId, sealed_secret: sealed, made_at: tx.now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'staff_id']).doUpdateSet({ sealed_secret: sealed, last_step: 0, made_at: tx.now }),
    )
    .execute();
}

/** Saves the time step of the code that was accepted last. */
export async function saveTotpStep(tx: TenantTransaction, staffId: StaffId, lastStep: number): Promise<void> {
  await tx.database
    .updateTable(totpTable)
    .set({ last_step: lastStep })
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .execute();
}

/** Records a failed attempt under keyed hashes of the account and of its source. */
export async function appendSignInFailure(tx: TenantTransaction, keys: SignInKeys): Promise<void> {
  await tx.database
    .insertInto('identity.sign_in_failure')
    .values({
      tenant_id: tx.tenantId,
      failure_id: tx.newId<'failure'>(),
      account_key: keys.account,
      source_key: keys.source,
      failed_at: tx.now,
    })
    .execute();
}

/** The keyed hashes under which failures of sign-in are counted. */
export interface SignInKeys {
  readonly account: Buffer;
  readonly source: Buffer;
}

/** Reads the recent failures of an account: the instants of those from one source, and how many there were in all. */
export async function readRecentFailures(
  tx: TenantTransaction,
  keys: SignInKeys,
): Promise<{ readonly fromThisSource: readonly Instant[]; readonly onAccount: number }> {
  const rows = await tx.database
    .selectFrom('identity.sign_in_failure')
    .select(['source_key', 'failed_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('account_key', '=', keys.account)
    .where('failed_at', '>', addMinutes(tx.now, -throttlePolicy.accountWindowMinutes))
    .orderBy('failed_at', 'desc')
    .limit(1000)
    .execute();
  return {
    fromThisSource: rows.filter((row) => row.source_key.equals(keys.source)).map((row) => row.failed_at),
    onAccount: rows.length,
  };
}

/** Forgets the failures of an account from one source after it signed in, and remembers the source as known. */
export async function rememberSource(tx: TenantTransaction, staffId: StaffId, keys: SignInKeys): Promise<void> {
  await tx.database
    .deleteFrom('identity.sign_in_failure')
    .where('tenant_id', '=', tx.tenantId)
    .where('account_key', '=', keys.account)
    .where('source_key', '=', keys.source)
    .execute();
  await tx.database
    .insertInto('identity.known_source')
    .values({ tenant_id: tx.tenantId, staff_id: staffId, source_key: keys.source, last_used_at: tx.now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'staff_id', 'source_key']).doUpdateSet({ last_used_at: tx.now }),
    )
    .execute();
}

/** Tells whether a person has signed in from a source before. */
export async function isKnownSource(tx: TenantTransaction, staffId: StaffId, source: Buffer): Promise<boolean> {
  const row = await tx.database
    .selectFrom('identity.known_source')
    .select('staff_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .where('source_key', '=', source)
    .executeTakeFirst();
  return row !== undefined;
}
