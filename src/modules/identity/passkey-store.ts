import { randomBytes } from 'node:crypto';
import type { Id, StaffId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

const challengeMinutes = 5;

/** A passkey as it is stored. */
export interface StoredPasskey {
  readonly passkeyId: Id<'passkey'>;
  readonly staffId: StaffId;
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly signCount: number;
  readonly isDeviceBound: boolean;
  readonly transports: readonly string[];
  readonly label: string;
  readonly madeAt: Instant;
  readonly disabledAt: Instant | null;
}

/** What a challenge may be answered for. */
export type ChallengePurpose = 'passkey-registration' | 'passkey-proof';

/** Makes a challenge that may be answered once within five minutes; a challenge before sign-in belongs to nobody. */
export async function appendChallenge(
  tx: TenantTransaction,
  wanted: { readonly purpose: ChallengePurpose; readonly staffId: StaffId | null },
): Promise<{ readonly challengeId: Id<'challenge'>; readonly challenge: string }> {
  const made = { challengeId: tx.newId<'challenge'>(), challenge: randomBytes(32).toString('base64url') };
  await tx.database
    .insertInto('identity.challenge')
    .values({
      tenant_id: tx.tenantId,
      challenge_id: made.challengeId,
      purpose: wanted.purpose,
      staff_id: wanted.staffId,
      challenge: made.challenge,
      expires_at: addMinutes(tx.now, challengeMinutes),
    })
    .execute();
  return made;
}

/** Takes a challenge away and returns it; null when it was taken before, has expired, or was made for something else. */
export async function takeChallenge(
  tx: TenantTransaction,
  wanted: { readonly challengeId: string; readonly purpose: ChallengePurpose; readonly staffId: StaffId | null },
): Promise<string | null> {
  const row = await tx.database
    .deleteFrom('identity.challenge')
    .where('tenant_id', '=', tx.tenantId)
    .where('challenge_id', '=', wanted.challengeId)
    .where('purpose', '=', wanted.purpose)
    .returning(['challenge', 'expires_at', 'staff_id'])
    .executeTakeFirst();
  return row === undefined || row.expires_at <= tx.now || row.staff_id !== wanted.staffId ? null : row.challenge;
}

/** Saves a new passkey. */
export async function insertPasskey(
  tx: TenantTransaction,
  passkey: Omit<StoredPasskey, 'passkeyId' | 'madeAt' | 'disabledAt'>,
): Promise<Id<'passkey'>> {
  const passkeyId = tx.newId<'passkey'>();
  await tx.database
    .insertInto('identity.passkey')
    .values({
      tenant_id: tx.tenantId,
      passkey_id: passkeyId,
      staff_id: passkey.staffId,
      credential_id: passkey.credentialId,
      public_key: Buffer.from(passkey.publicKey),
      sign_count: passkey.signCount,
      device_bound: passkey.isDeviceBound,
      transports: [...passkey.transports],
      label: passkey.label,
      made_at: tx.now,
    })
    .execute();
  return passkeyId;
}

/** Finds and locks the passkey with a credential id, so that its count is judged once at a time. */
export async function lockPasskey(tx: TenantTransaction, credentialId: string): Promise<StoredPasskey | null> {
  const row = await tx.database
    .selectFrom('identity.passkey')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('credential_id', '=', credentialId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toPasskey(row);
}

/** Lists the passkeys of a person that are in use, the newest last. */
export async function listPasskeys(tx: TenantTransaction, staffId: StaffId): Promise<readonly StoredPasskey[]> {
  const rows = await tx.database
    .selectFrom('identity.passkey')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .where('disabled_at', 'is', null)
    .orderBy('passkey_id')
    .execute();
  return rows.map(toPasskey);
}

/** Saves the count of a passkey after its use, or that it is disabled. */
export async function savePasskey(
  tx: TenantTransaction,
  passkeyId: Id<'passkey'>,
  change: { readonly sign_count: number } | { readonly disabled_at: Instant },
): Promise<void> {
  await tx.database
    .updateTable('identity.passkey')
    .set(change)
    .where('tenant_id', '=', tx.tenantId)
    .where('passkey_id', '=', passkeyId)
    .execute();
}

function toPasskey(row: {
  readonly passkey_id: string;
  readonly staff_id: string;
  readonly credential_id: string;
  readonly public_key: Buffer;
  readonly sign_count: number;
  readonly device_bound: boolean;
  readonly transports: readonly string[];
  readonly label: string;
  readonly made_at: Instant;
  readonly disabled_at: Instant | null;
}): StoredPasskey {
  return {
    passkeyId: row.passkey_id as Id<'passkey'>,
    staffId: row.staff_id as StaffId,
    credentialId: row.credential_id,
    publicKey: new Uint8Array(row.public_key),
    signCount: row.sign_count,
    isDeviceBound: row.device_bound,
    transports: row.transports,
    label: row.label,
    madeAt: row.made_at,
    disabledAt: row.disabled_at,
  };
}
