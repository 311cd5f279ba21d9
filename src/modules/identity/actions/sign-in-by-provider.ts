import type { Id, StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  appendSignInFailure,
  isKnownSource,
  lockTotpFactor,
  readRecentFailures,
  rememberSource,
  type SignInKeys,
} from '../credential-store.ts';
import { sessionPolicy } from '../domain/session-policy.ts';
import { mayTryPassword } from '../domain/sign-in-throttle.ts';
import { findAcceptedStep } from '../one-time-code.ts';
import { identityRefusals } from '../refusals.ts';
import { findStaff } from '../staff-queries.ts';
import { openSessionFor, spendCode } from './sign-in.ts';

/** Somebody whom an identity provider has vouched for. */
export interface VouchedPerson {
  readonly staffId: StaffId;
  readonly providerId: Id<'identity-provider'>;
}

/** A session just opened, as the browser keeps it. */
export interface BrowserSession {
  readonly kind: 'open';
  readonly token: string;
  readonly maxAgeSeconds: number;
}

/** Opens a session for somebody whose provider vouches for two factors. Refuses whoever is disabled here. */
export async function signInByProvider(
  tx: TenantTransaction,
  vouched: VouchedPerson & { readonly provenAt: Instant },
): Promise<Result<BrowserSession>> {
  const member = await findStaff(tx, vouched.staffId);
  if (member === null || !member.isActive) return refuse(identityRefusals.signInFailed);
  return ok(toBrowserSession(await openSessionFor(tx, { member, proof: 'federated' }, vouched)));
}

/**
 * Opens a session for somebody whose provider vouches for one factor, by a one-time or recovery code as the other. Failures are
 * counted as those of a sign-in are: the caller keeps them.
 */
export async function signInByProviderAndCode(
  tx: TenantTransaction,
  vouched: VouchedPerson & { readonly code: string; readonly source: string },
): Promise<Result<BrowserSession>> {
  const member = await findStaff(tx, vouched.staffId);
  if (member === null || !member.isActive) return refuse(identityRefusals.signInFailed);
  const keys: SignInKeys = {
    account: Buffer.from(await tx.sealer.token('sign-in-account/exact', member.userName)),
    source: Buffer.from(await tx.sealer.token('sign-in-source/exact', vouched.source)),
  };
  const failures = await readRecentFailures(tx, keys);
  const isKnown = await isKnownSource(tx, member.staffId, keys.source);
  if (!mayTryPassword({ ...failures, isKnownSource: isKnown }, tx.now)) return refuse(identityRefusals.signInPaused);
  const { staffId } = member;
  const factor = await lockTotpFactor(tx, staffId);
  const step = factor === null ? null : findAcceptedStep(vouched.code, factor, tx.now);
  const proof = await spendCode(tx, { staffId, step, code: vouched.code });
  if (proof === null) {
    await appendSignInFailure(tx, keys);
    return refuse(identityRefusals.signInFailed);
  }
  await rememberSource(tx, member.staffId, keys);
  return ok(toBrowserSession(await openSessionFor(tx, { member, proof }, { ...vouched, provenAt: tx.now })));
}

function toBrowserSession(token: string): BrowserSession {
  return { kind: 'open', token, maxAgeSeconds: sessionPolicy.absoluteMinutes * 60 };
}
