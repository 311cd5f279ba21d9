import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  appendSignInFailure,
  findPasswordHash,
  isKnownSource,
  lockTotpFactor,
  readRecentFailures,
  rememberSource,
  type SignInKeys,
  saveTotpStep,
} from '../credential-store.ts';
import { mayTryPassword } from '../domain/sign-in-throttle.ts';
import type { StaffMember } from '../domain/staff.ts';
import { findAcceptedStep } from '../one-time-code.ts';
import { isPassword } from '../password-hash.ts';
import { identityRefusals } from '../refusals.ts';
import { appendSession, type Proof } from '../session-store.ts';
import { findStaffByUserName } from '../staff-queries.ts';

/** An attempt to sign in with what one knows and what one has. */
export interface SignInAttempt {
  readonly userName: string;
  readonly password: string;
  readonly code: string;
  /** What tells devices apart: the device's own token, or its address when it has none yet. */
  readonly source: string;
}

/** A session just opened. */
export interface OpenedSession {
  readonly token: string;
  readonly staffId: StaffId;
}

/** Opens a session for the right password and one-time code. Every failure looks the same and takes the same time. */
export async function signIn(tx: TenantTransaction, attempt: SignInAttempt): Promise<Result<OpenedSession>> {
  const proven = await provePassword(tx, attempt);
  if (!proven.ok) {
    await tx.audit({ action: 'identity.sign-in', outcome: 'refused', patientIds: [], reason: proven.refusal.code });
    return proven;
  }
  const token = await openSessionFor(tx, proven.value, 'totp');
  return ok({ token, staffId: proven.value.staffId });
}

/** Proves an identity by password and one-time code, for sign-in, unlocking and fresh proof alike. */
export async function provePassword(tx: TenantTransaction, attempt: SignInAttempt): Promise<Result<StaffMember>> {
  const keys: SignInKeys = {
    account: Buffer.from(await tx.sealer.token('sign-in-account/exact', attempt.userName)),
    source: Buffer.from(await tx.sealer.token('sign-in-source/exact', attempt.source)),
  };
  const member = await findStaffByUserName(tx, attempt.userName);
  const failures = await readRecentFailures(tx, keys);
  const isKnown = member !== null && (await isKnownSource(tx, member.staffId, keys.source));
  if (!mayTryPassword({ ...failures, isKnownSource: isKnown }, tx.now)) return refuse(identityRefusals.signInPaused);
  const refusal = await checkFactors(tx, member, attempt);
  if (refusal !== null || member === null) {
    await appendSignInFailure(tx, keys);
    return refuse(identityRefusals.signInFailed);
  }
  await rememberSource(tx, member.staffId, keys);
  return ok(member);
}

/** Opens a session at the person's first site and records who signed in. */
export async function openSessionFor(tx: TenantTransaction, member: StaffMember, proof: Proof): Promise<string> {
  const siteId: SiteId | null = member.siteIds[0] ?? null;
  const token = await appendSession(tx, { staffId: member.staffId, siteId, proof });
  await tx.audit({
    action: 'identity.sign-in',
    outcome: 'done',
    patientIds: [],
    object: { kind: 'staff', id: member.staffId },
    reason: proof,
  });
  return token;
}

/** Checks both factors whatever the first says, so that the time of the answer tells nothing. */
async function checkFactors(
  tx: TenantTransaction,
  member: StaffMember | null,
  attempt: SignInAttempt,
): Promise<Refusal | null> {
  const stored = member === null ? null : await findPasswordHash(tx, member.staffId);
  const isRight = await isPassword(stored, attempt.password);
  const factor = member === null ? null : await lockTotpFactor(tx, member.staffId);
  const step = factor === null ? null : findAcceptedStep(attempt.code, factor, tx.now);
  if (member === null || !member.isActive || !isRight || step === null)
    return refuse(identityRefusals.signInFailed).refusal;
  await saveTotpStep(tx, member.staffId, step);
  return null;
}
