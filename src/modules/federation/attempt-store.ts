import { createHash, randomBytes } from 'node:crypto';
import type { Id, StaffId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ProviderId } from './domain/provider.ts';
import type { SignInCheck } from './domain/sign-in-check.ts';

const table = 'federation.sign_in_attempt';

/** How long a person may take at the provider, and afterwards for the second factor, in minutes. */
export const attemptMinutes = 10;

export type AttemptId = Id<'sign-in-attempt'>;

/** Why somebody is sent to a provider: to sign in, for an administrator to see whether it works, or because an EHR launched Theriac. */
export type AttemptPurpose = 'sign-in' | 'trial' | 'launch';

/** The timer that forgets sign-ins that are long over. */
export const forgetTimer = 'federation.forget-attempts';

/** How long an attempt that is over is kept for whoever looks into it. */
const keptMinutes = 24 * 60;

/** What became of an attempt. */
export type AttemptOutcome = 'session' | 'second-factor' | 'link' | 'refused' | 'tried';

/** What goes along with a person who is sent to a provider. The browser keeps `browserToken`, the provider sees the rest. */
export interface OpenedAttempt {
  readonly attemptId: AttemptId;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly browserToken: string;
}

/** Opens an attempt. State and browser are kept as hashes, nonce and code verifier sealed. */
export async function openAttempt(
  tx: TenantTransaction,
  begun: { readonly providerId: ProviderId; readonly purpose: AttemptPurpose; readonly returnPath: string },
): Promise<OpenedAttempt> {
  const [state, nonce, codeVerifier, browserToken] = Array.from({ length: 4 }, () =>
    randomBytes(32).toString('base64url'),
  ) as [string, string, string, string];
  const attemptId: AttemptId = tx.newId<'sign-in-attempt'>();
  const sealed = await tx.sealer.seal({ table, rowId: attemptId }, { nonce, codeVerifier });
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      attempt_id: attemptId,
      provider_id: begun.providerId,
      purpose: begun.purpose,
      state_hash: hash(state),
      browser_hash: hash(browserToken),
      sealed_secrets: Buffer.from(sealed),
      return_path: begun.returnPath,
      started_at: tx.now,
      expires_at: addMinutes(tx.now, attemptMinutes),
    })
    .execute();
  const dueAt = addMinutes(tx.now, attemptMinutes * 2 + keptMinutes + 1);
  await tx.setTimer({ kind: forgetTimer, subject: attemptId, dueAt, payload: {} });
  return { attemptId, state, nonce, codeVerifier, browserToken };
}

/** An attempt that was answered just now. */
export interface TakenAttempt {
  readonly attemptId: AttemptId;
  readonly providerId: ProviderId;
  readonly purpose: AttemptPurpose;
  readonly returnPath: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Takes the attempt that an answer belongs to, once, from the browser that began it; null when there is none that waits. */
export async function takeAttempt(
  tx: TenantTransaction,
  answer: { readonly state: string; readonly browserToken: string; readonly purposes: readonly AttemptPurpose[] },
): Promise<TakenAttempt | null> {
  const row = await tx.database
    .updateTable(table)
    .set({ answered_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('state_hash', '=', hash(answer.state))
    .where('browser_hash', '=', hash(answer.browserToken))
    .where('purpose', 'in', [...answer.purposes])
    .where('answered_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .returning(['attempt_id', 'provider_id', 'purpose', 'return_path', 'sealed_secrets'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const place = { table, rowId: row.attempt_id };
  const secrets = await tx.sealer.open<{ nonce: string; codeVerifier: string }>(place, row.sealed_secrets);
  return {
    attemptId: row.attempt_id as AttemptId,
    providerId: row.provider_id as ProviderId,
    purpose: row.purpose as AttemptPurpose,
    returnPath: row.return_path,
    ...secrets,
  };
}

/** Saves what became of an attempt, and what was checked of it. What is left to do has its time from now on. */
export async function saveOutcome(
  tx: TenantTransaction,
  settled: {
    readonly attemptId: AttemptId;
    readonly outcome: AttemptOutcome;
    readonly subject: string | null;
    readonly staffId: StaffId | null;
    readonly checks: readonly SignInCheck[];
  },
): Promise<void> {
  const isOver = settled.outcome !== 'second-factor' && settled.outcome !== 'link';
  await tx.database
    .updateTable(table)
    .set({
      outcome: settled.outcome,
      subject: settled.subject,
      staff_id: settled.staffId,
      checks: JSON.stringify(settled.checks),
      expires_at: addMinutes(tx.now, attemptMinutes),
      finished_at: isOver ? tx.now : null,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('attempt_id', '=', settled.attemptId)
    .execute();
}

/** A sign-in that waits in a browser for a second factor, or for its account to be linked. */
export interface WaitingAttempt {
  readonly attemptId: AttemptId;
  readonly providerId: ProviderId;
  readonly outcome: 'second-factor' | 'link';
  readonly subject: string;
  readonly staffId: StaffId | null;
  readonly returnPath: string;
  readonly answeredAt: Instant;
}

/** Finds the sign-in that waits in a browser; locked, when it is to be finished. */
export async function findWaiting(
  tx: TenantTransaction,
  browserToken: string | null,
  options: { readonly locks: boolean } = { locks: false },
): Promise<WaitingAttempt | null> {
  if (browserToken === null) return null;
  const row = await tx.database
    .selectFrom(table)
    .select(['attempt_id', 'provider_id', 'outcome', 'subject', 'staff_id', 'return_path', 'answered_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('browser_hash', '=', hash(browserToken))
    .where('outcome', 'in', ['second-factor', 'link'])
    .where('finished_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .orderBy('attempt_id', 'desc')
    .$if(options.locks, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined || row.subject === null || row.answered_at === null) return null;
  return {
    attemptId: row.attempt_id as AttemptId,
    providerId: row.provider_id as ProviderId,
    outcome: row.outcome as WaitingAttempt['outcome'],
    subject: row.subject,
    staffId: row.staff_id as StaffId | null,
    returnPath: row.return_path,
    answeredAt: row.answered_at,
  };
}

/** Saves that nothing is left to do of a sign-in. */
export async function finishAttempt(tx: TenantTransaction, attemptId: AttemptId): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ finished_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('attempt_id', '=', attemptId)
    .execute();
}

/** Forgets every sign-in that was over a day ago, but the last trial of each provider, which its page shows. */
export async function forgetAttempts(tx: TenantTransaction): Promise<void> {
  await tx.database
    .deleteFrom(`${table} as attempt`)
    .where('attempt.tenant_id', '=', tx.tenantId)
    .where('attempt.expires_at', '<', addMinutes(tx.now, -keptMinutes))
    .where(({ not, and, eb, exists, selectFrom }) =>
      not(
        and([
          eb('attempt.purpose', '=', 'trial'),
          eb('attempt.checks', 'is not', null),
          not(
            exists(
              selectFrom(`${table} as later`)
                .select('later.attempt_id')
                .where('later.tenant_id', '=', tx.tenantId)
                .whereRef('later.provider_id', '=', 'attempt.provider_id')
                .where('later.purpose', '=', 'trial')
                .where('later.checks', 'is not', null)
                .whereRef('later.attempt_id', '>', 'attempt.attempt_id'),
            ),
          ),
        ]),
      ),
    )
    .execute();
}

/** What was checked when a provider was tried last. */
export interface Trial {
  readonly at: Instant;
  readonly checks: readonly SignInCheck[];
}

/** Saves a trial that ended before anybody could be sent to the provider. */
export async function insertFailedTrial(
  tx: TenantTransaction,
  trial: { readonly providerId: ProviderId; readonly checks: readonly SignInCheck[] },
): Promise<void> {
  const { state, browserToken } = await openAttempt(tx, { ...trial, purpose: 'trial', returnPath: '/' });
  const attempt = await takeAttempt(tx, { state, browserToken, purposes: ['trial'] });
  if (attempt === null) throw new Error('a trial was not kept');
  await saveOutcome(tx, { ...attempt, outcome: 'tried', subject: null, staffId: null, checks: trial.checks });
}

/** Lists the last trial of each provider. */
export async function listTrials(tx: TenantTransaction): Promise<ReadonlyMap<ProviderId, Trial>> {
  const rows = await tx.database
    .selectFrom(table)
    .distinctOn('provider_id')
    .select(['provider_id', 'started_at', 'checks'])
    .where('tenant_id', '=', tx.tenantId)
    .where('purpose', '=', 'trial')
    .where('checks', 'is not', null)
    .orderBy('provider_id')
    .orderBy('attempt_id', 'desc')
    .execute();
  return new Map(
    rows.map((row) => [
      row.provider_id as ProviderId,
      { at: row.started_at, checks: row.checks as unknown as readonly SignInCheck[] },
    ]),
  );
}

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
