import type { Id, SiteId, StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
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
import { getDefaultSite } from '../site-queries.ts';
import { findStaffByUserName } from '../staff-queries.ts';
import { spendRecoveryCode } from './recover-account.ts';

/** An attempt to sign in with what one knows and what one has. */
export interface SignInAttempt {
  readonly userName: string;
  readonly password: string;
  /** A one-time code, or a recovery code in its place. */
  readonly code: string;
  /** What tells devices apart: the device's own token, or its address when it has none yet. */
  readonly source: string;
}

/** A session just opened. */
export interface OpenedSession {
  readonly token: string;
  readonly staffId: StaffId;
}

/** Somebody who has proven identity, and how. */
export interface Proven {
  readonly member: StaffMember;
  readonly proof: Proof;
}

/** Opens a session for the right password and one-time code. Every failure looks the same and takes the same time. */
export async function signIn(tx: TenantTransaction, attempt: SignInAttempt): Promise<Result<OpenedSession>> {
  const proven = await provePassword(tx, attempt);
  if (!proven.ok) {
    await recordRefusedSignIn(tx, proven.refusal.code);
    return proven;
  }
  return ok({ token: await openSessionFor(tx, proven.value), staffId: proven.value.member.staffId });
}

/** Proves an identity by password and one-time code, for sign-in, unlocking and fresh proof alike. */
export async function provePassword(tx: TenantTransaction, attempt: SignInAttempt): Promise<Result<Proven>> {
  const keys: SignInKeys = {
    account: Buffer.from(await tx.sealer.token('sign-in-account/exact', attempt.userName)),
    source: Buffer.from(await tx.sealer.token('sign-in-source/exact', attempt.source)),
  };
  const member = await findStaffByUserName(tx, attempt.userName);
  const failures = await readRecentFailures(tx, keys);
  const isKnown = member !== null && (await isKnownSource(tx, member.staffId, keys.source));
  if (!mayTryPassword({ ...failures, isKnownSource: isKnown }, tx.now)) return refuse(identityRefusals.signInPaused);
  const proof = await findProof(tx, member, attempt);
  if (proof === null || member === null) {
    await appendSignInFailure(tx, keys);
    return refuse(identityRefusals.signInFailed);
  }
  await rememberSource(tx, member.staffId, keys);
  return ok({ member, proof });
}

/** Where a session comes from when it was not opened by factors of our own alone. */
export interface SessionOrigin {
  readonly providerId: Id<'identity-provider'>;
  /** When the person proved identity there, which may be hours ago. */
  readonly provenAt: Instant;
}

/** Opens a session at the person's first site and records who signed in. */
export async function openSessionFor(
  tx: TenantTransaction,
  { member, proof }: Proven,
  origin: SessionOrigin | null = null,
): Promise<string> {
  const siteId: SiteId | null = member.siteIds[0] ?? (await getDefaultSite(tx)).siteId;
  const provenAt = origin === null || origin.provenAt > tx.now ? tx.now : origin.provenAt;
  const providerId = origin?.providerId ?? null;
  const token = await appendSession(tx, { staffId: member.staffId, siteId, proof, provenAt, providerId });
  await tx.audit({
    kind: 'sign-in',
    action: 'identity.sign-in',
    outcome: 'done',
    patientIds: [],
    object: { kind: 'staff', id: member.staffId },
    reason: proof,
  });
  return token;
}

/** Records a sign-in that was refused; whose it was to be is not said, because nobody is proven. */
export function recordRefusedSignIn(tx: TenantTransaction, reason: string): Promise<void> {
  return tx.audit({ kind: 'sign-in', action: 'identity.sign-in', outcome: 'refused', patientIds: [], reason });
}

/** Finds what proves the person: both factors are checked whatever the first says, so that the time of the answer tells nothing. */
async function findProof(
  tx: TenantTransaction,
  member: StaffMember | null,
  attempt: SignInAttempt,
): Promise<Proof | null> {
  const stored = member === null ? null : await findPasswordHash(tx, member.staffId);
  const isRight = await isPassword(stored, attempt.password);
  const factor = member === null ? null : await lockTotpFactor(tx, member.staffId);
  const step = factor === null ? null : findAcceptedStep(attempt.code, factor, tx.now);
  if (member === null || !member.isActive || !isRight) return null;
  return spendCode(tx, { staffId: member.staffId, step, code: attempt.code });
}

/** Uses up a code: the one-time code whose time step was accepted, or a recovery code in its place; null when it is neither. */
export async function spendCode(
  tx: TenantTransaction,
  typed: { readonly staffId: StaffId; readonly step: number | null; readonly code: string },
): Promise<Proof | null> {
  const { staffId, step, code } = typed;
  if (step === null) return (await spendRecoveryCode(tx, staffId, code)) ? 'recovery' : null;
  await saveTotpStep(tx, staffId, step);
  return 'totp';
}
