import type { StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { RouteOutcome } from '../../../platform/http/route.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type BrowserSession, findSignedInPerson, signInByProviderAndCode } from '../../identity/index.ts';
import { findWaiting, finishAttempt } from '../attempt-store.ts';
import { findLinkedPerson, insertLink } from '../link-store.ts';
import { findProvider } from '../provider-store.ts';
import { federationRefusals } from '../refusals.ts';

/** Finishes a sign-in that waits for our own second factor in a browser. A failure is counted and may be tried again. */
export async function finishByCode(
  tx: TenantTransaction,
  typed: { readonly browserToken: string | null; readonly code: string; readonly source: string },
): Promise<RouteOutcome<never> | { readonly ok: true; readonly session: BrowserSession }> {
  const waiting = await findWaiting(tx, typed.browserToken, { locks: true });
  const provider = waiting === null ? null : await findProvider(tx, waiting.providerId);
  if (waiting === null || waiting.staffId === null || waiting.outcome !== 'second-factor' || !provider?.isEnabled)
    return refuse(federationRefusals.noSignInUnderWay);
  const { staffId, providerId } = waiting;
  const opened = await signInByProviderAndCode(tx, { staffId, providerId, code: typed.code, source: typed.source });
  if (!opened.ok) {
    await audit(tx, { action: 'federation.finish-by-code', staffId, reason: opened.refusal.code, outcome: 'refused' });
    return { ...opened, keepsChanges: true };
  }
  await finishAttempt(tx, waiting.attemptId);
  return { ok: true, session: opened.value };
}

/**
 * Finishes a sign-in that waits for our own second factor where the same person is signed in in this browser: they gave two factors when that
 * session began, and it goes on as it is.
 */
export async function finishBySession(
  tx: TenantTransaction,
  shown: { readonly browserToken: string | null; readonly sessionToken: string | null },
): Promise<Result<StaffId>> {
  const waiting = await findWaiting(tx, shown.browserToken, { locks: true });
  const provider = waiting === null ? null : await findProvider(tx, waiting.providerId);
  const person = await findSignedInPerson(tx, shown.sessionToken);
  const isSame = person !== null && person === waiting?.staffId && waiting.outcome === 'second-factor';
  if (waiting === null || person === null || !isSame || !provider?.isEnabled)
    return refuse(federationRefusals.noSignInUnderWay);
  await finishAttempt(tx, waiting.attemptId);
  return ok(person);
}

/** Links the account that waits in a browser to the person who has proven identity to Theriac since the provider answered. */
export async function linkAccount(
  tx: TenantTransaction,
  person: { readonly staffId: StaffId; readonly provenAt: Instant; readonly browserToken: string | null },
): Promise<Result<StaffId>> {
  const waiting = await findWaiting(tx, person.browserToken, { locks: true });
  const provider = waiting === null ? null : await findProvider(tx, waiting.providerId);
  if (waiting === null || provider === null || waiting.outcome !== 'link')
    return refuse(federationRefusals.noSignInUnderWay);
  // Whoever finds a screen unlocked must not be able to tie an account of their own to the person who left it.
  if (person.provenAt < waiting.answeredAt) return refuse(federationRefusals.proofBeforeAnswer);
  const account = { issuer: provider.issuer, subject: waiting.subject };
  const linked = await insertLink(tx, { ...account, staffId: person.staffId, linkedBy: 'person' });
  if (!linked && (await findLinkedPerson(tx, account)) !== person.staffId)
    return refuse(federationRefusals.accountLinked);
  await finishAttempt(tx, waiting.attemptId);
  return ok(person.staffId);
}

async function audit(
  tx: TenantTransaction,
  step: {
    readonly action: string;
    readonly staffId: StaffId;
    readonly reason: string;
    readonly outcome: 'done' | 'refused';
  },
): Promise<void> {
  const { action, staffId, reason, outcome } = step;
  const object = { kind: 'staff', id: staffId };
  await tx.audit({ kind: 'sign-in', action, outcome, patientIds: [], object, reason });
}
