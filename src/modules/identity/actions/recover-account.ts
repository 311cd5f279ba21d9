import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { StaffId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { composeRecoveryCode, parseRecoveryCode, recoveryCodeCount } from '../domain/recovery-code.ts';
import { lockRecoveryCodes, replaceRecoveryCodes, saveRecoveryCodeUse } from '../recovery-code-store.ts';

/** Makes recovery codes in place of all earlier ones; they are returned once and kept as keyed hashes only. */
export async function makeRecoveryCodes(tx: TenantTransaction, staffId: StaffId): Promise<readonly string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => composeRecoveryCode(randomBytes(10)));
  await replaceRecoveryCodes(tx, staffId, await Promise.all(codes.map((code) => hashCode(tx, staffId, code))));
  return codes;
}

/** Uses up a recovery code, which stands in for a one-time code beside the right password; false when it is none or was used. */
export async function spendRecoveryCode(tx: TenantTransaction, staffId: StaffId, typed: string): Promise<boolean> {
  const code = parseRecoveryCode(typed);
  if (code === null) return false;
  const hash = await hashCode(tx, staffId, code);
  const match = (await lockRecoveryCodes(tx, staffId)).find(
    (known) => known.hash.length === hash.length && timingSafeEqual(known.hash, hash),
  );
  if (match === undefined) return false;
  await saveRecoveryCodeUse(tx, match.recoveryCodeId);
  return true;
}

/** A code has 50 random bits and the key stands outside the database, so that a slow hash would add nothing. */
async function hashCode(tx: TenantTransaction, staffId: StaffId, code: string): Promise<Buffer> {
  return Buffer.from(await tx.sealer.token('recovery-code/exact', `${staffId} ${code}`));
}
