import type { StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type BrowserSession, signInByProvider } from '../../identity/index.ts';
import { type AttemptOutcome, saveOutcome, type TakenAttempt } from '../attempt-store.ts';
import type { Provider } from '../domain/provider.ts';
import { findFailure, type SignInCheck } from '../domain/sign-in-check.ts';
import { findLinkedPerson, saveLinkUse } from '../link-store.ts';
import { followGroups } from './follow-groups.ts';

/** What the answer of a provider came to, after everything in it that could be checked by itself was checked. */
export interface ProviderAnswer {
  readonly attempt: TakenAttempt;
  readonly provider: Provider;
  readonly checks: readonly SignInCheck[];
  /** What the ID token says; null when a check before it failed. */
  readonly said: {
    readonly subject: string;
    readonly provenAt: Instant;
    /** Null when the provider says nothing of groups. */
    readonly groups: readonly string[] | null;
  } | null;
}

/** What becomes of the browser that brought the answer. */
export interface SettledAnswer {
  readonly outcome: AttemptOutcome;
  readonly session: BrowserSession | null;
}

/**
 * Settles the answer of a provider: a session where everything holds and the provider vouches for a second factor; a wait for our own
 * second factor where it does not; a wait for the account to be linked where nobody is known by it; and otherwise a refusal.
 */
export async function takeProviderAnswer(tx: TenantTransaction, answer: ProviderAnswer): Promise<SettledAnswer> {
  const { attempt, provider, said } = answer;
  const account = said === null ? null : { issuer: provider.issuer, subject: said.subject };
  const staffId = account === null ? null : await findLinkedPerson(tx, account);
  const checks = account === null ? answer.checks : [...answer.checks, stateAccount(staffId)];
  const settle = async (outcome: AttemptOutcome, session: BrowserSession | null = null): Promise<SettledAnswer> => {
    const subject = said?.subject ?? null;
    await saveOutcome(tx, { attemptId: attempt.attemptId, outcome, subject, staffId, checks });
    if (session === null) await auditAnswer(tx, { answer, outcome, checks });
    return { outcome, session };
  };
  if (attempt.purpose === 'trial') return settle('tried');
  if (account === null || said === null || !provider.isEnabled || findFailure(checks) !== null)
    return settle('refused');
  if (staffId === null) return settle('link');
  await saveLinkUse(tx, account);
  if (said.groups !== null) await followGroups(tx, staffId, said.groups);
  if (!checks.some(({ check, outcome }) => check === 'second-factor' && outcome === 'passed'))
    return settle('second-factor');
  const { providerId } = provider;
  const opened = await signInByProvider(tx, { staffId, providerId, provenAt: said.provenAt });
  return opened.ok ? settle('session', opened.value) : settle('refused');
}

function stateAccount(staffId: StaffId | null): SignInCheck {
  return { check: 'account', outcome: staffId === null ? 'noted' : 'passed' };
}

/** Records what became of an answer that opened no session; a session that is opened records itself. */
async function auditAnswer(
  tx: TenantTransaction,
  settled: {
    readonly answer: ProviderAnswer;
    readonly outcome: AttemptOutcome;
    readonly checks: readonly SignInCheck[];
  },
): Promise<void> {
  const { answer, outcome, checks } = settled;
  const reason = outcome === 'refused' ? `failed:${findFailure(checks)?.check ?? 'standing'}` : outcome;
  await tx.audit({
    kind: 'sign-in',
    action: answer.attempt.purpose === 'trial' ? 'federation.try-provider' : 'federation.sign-in',
    outcome: outcome === 'refused' ? 'refused' : 'done',
    patientIds: [],
    object: { kind: 'identity-provider', id: answer.provider.providerId },
    reason,
  });
}
