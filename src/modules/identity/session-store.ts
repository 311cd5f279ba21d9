import { createHash, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Id, SiteId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Database } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { SessionMarks } from './domain/session-policy.ts';

/** How a person last proved identity. */
export type Proof = 'passkey' | 'device-bound-passkey' | 'totp' | 'recovery' | 'federated';

/** A session as it is stored. */
export interface StoredSession extends SessionMarks {
  readonly sessionId: Id<'session'>;
  readonly staffId: StaffId;
  readonly siteId: SiteId | null;
  readonly proof: Proof;
}

/** Opens a session and returns the token that only the browser keeps; the database has its hash. */
export async function appendSession(
  tx: TenantTransaction,
  session: {
    readonly staffId: StaffId;
    readonly siteId: SiteId | null;
    readonly proof: Proof;
    readonly provenAt: Instant;
    readonly providerId: Id<'identity-provider'> | null;
  },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.database
    .insertInto('identity.session')
    .values({
      tenant_id: tx.tenantId,
      session_id: tx.newId<'session'>(),
      staff_id: session.staffId,
      token_hash: hashToken(token),
      site_id: session.siteId,
      opened_at: tx.now,
      last_seen_at: tx.now,
      proven_at: session.provenAt,
      proof: session.proof,
      provider_id: session.providerId,
    })
    .execute();
  return token;
}

/** Finds the session of a token, whatever its state. */
export async function findSession(tx: TenantTransaction, token: string): Promise<StoredSession | null> {
  const row = await tx.database
    .selectFrom('identity.session')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  return row === undefined ? null : toSession(row);
}

/** Finds a session by its id, whatever its state. */
export async function findSessionById(tx: TenantTransaction, sessionId: Id<'session'>): Promise<StoredSession | null> {
  const row = await tx.database
    .selectFrom('identity.session')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row === undefined ? null : toSession(row);
}

function toSession(row: Selectable<Database['identity.session']>): StoredSession {
  return {
    sessionId: row.session_id as Id<'session'>,
    staffId: row.staff_id as StaffId,
    siteId: row.site_id as SiteId | null,
    proof: row.proof as Proof,
    openedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
    provenAt: row.proven_at,
    lockedAt: row.locked_at,
    endedAt: row.ended_at,
  };
}

/** Saves a change of a session. */
export async function saveSession(
  tx: TenantTransaction,
  sessionId: Id<'session'>,
  change: Partial<{
    last_seen_at: Instant;
    proven_at: Instant;
    proof: Proof;
    locked_at: Instant | null;
    ended_at: Instant;
    site_id: SiteId;
  }>,
): Promise<void> {
  await tx.database
    .updateTable('identity.session')
    .set(change)
    .where('tenant_id', '=', tx.tenantId)
    .where('session_id', '=', sessionId)
    .execute();
}

/** Ends every session of a person at once. */
export async function endSessionsOf(tx: TenantTransaction, staffId: StaffId): Promise<void> {
  await tx.database
    .updateTable('identity.session')
    .set({ ended_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends every session that people opened by an identity provider. */
export async function endSessionsOfProvider(tx: TenantTransaction, providerId: Id<'identity-provider'>): Promise<void> {
  await tx.database
    .updateTable('identity.session')
    .set({ ended_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('provider_id', '=', providerId)
    .where('ended_at', 'is', null)
    .execute();
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
