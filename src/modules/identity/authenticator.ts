import type pg from 'pg';
import type { Id, SiteId, StaffId, TenantId } from '../../kernel/ids.ts';
import { addMilliseconds, type Instant, instantOf, millisecondsOf } from '../../kernel/instant.ts';
import type { Assurance, Permission } from '../../kernel/permission.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { refuse } from '../../kernel/result.ts';
import type { AuthenticationOutcome, Authenticator, Principal } from '../../platform/http/principal.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { findOpenAccess } from './access-store.ts';
import { listAssurances } from './assurance-store.ts';
import { findFreshnessGap } from './domain/assurance.ts';
import { decideSessionState } from './domain/session-policy.ts';
import { listPermissionCodes } from './domain/staff.ts';
import { identityRefusals } from './refusals.ts';
import { findSession, type StoredSession, saveSession } from './session-store.ts';
import { listSites } from './site-queries.ts';
import { findStaff } from './staff-queries.ts';

interface AuthenticatorParts {
  readonly pool: pg.Pool;
  readonly transactor: Transactor;
  readonly permissions: readonly Permission[];
  /** Finds the program that an access token lets in, which a module above this one knows. */
  readonly findProgram: (tx: TenantTransaction, token: string) => Promise<AdmittedProgram | null>;
}

/** What a program may do that comes in. Null sites are all of them. */
interface AdmittedProgram {
  readonly clientId: Id<'api-client'>;
  readonly siteIds: readonly SiteId[] | null;
  readonly scopes: readonly string[];
}

const touchEveryMilliseconds = 30_000;

/** Creates the part that finds out who sends a request. A session is read at each request, so that ending it takes effect at once. */
export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const findTenant = createTenantFinder(parts.pool);
  return {
    findTenant,
    checkPermission,
    async authenticate(credentials) {
      const tenantId = await findTenant(credentials.host);
      if (tenantId === null) return needSession();
      if (credentials.bearerToken !== null) return readClient(parts, tenantId, credentials.bearerToken);
      return credentials.sessionToken === null
        ? needSession()
        : readPrincipal(parts, tenantId, credentials.sessionToken);
    },
  };
}

/** Finds a tenant by the address of a request, with and without the port. */
function createTenantFinder(pool: pg.Pool): (host: string) => Promise<TenantId | null> {
  return async (host) => {
    const name = host.replace(/:\d+$/, '').toLowerCase();
    const { rows } = await pool.query<{ tenant: TenantId | null }>(
      'select identity.find_tenant_of_host($1) as tenant',
      [name],
    );
    return rows[0]?.tenant ?? null;
  };
}

/** Says what a person would have to be allowed; the code is for programs. */
function refusePermission({ code, sentence }: Permission): Refusal {
  return refuse(identityRefusals.permissionNeeded, { needed: sentence, permission: code }).refusal;
}

function checkPermission(principal: Principal, permission: Permission, now: Instant): Refusal | null {
  if (!principal.permissionCodes.has(permission.code)) return refusePermission(permission);
  // A program never proves its presence, so that what asks for a fresh proof stays with people, whatever the policy says.
  if (principal.actor.kind === 'client' && permission.assurance !== 'session') return refusePermission(permission);
  const demanded = principal.assurances.get(permission.code) ?? permission.assurance;
  const gap = findFreshnessGap(demanded, principal, now);
  return gap === null ? null : refuse(gap).refusal;
}

function readPrincipal(parts: AuthenticatorParts, tenantId: TenantId, token: string): Promise<AuthenticationOutcome> {
  const scope = { tenantId, actor: { kind: 'system', name: 'authenticator' } as const };
  return parts.transactor.transact(scope, async (tx): Promise<AuthenticationOutcome> => {
    const session = await findSession(tx, token);
    const state = session === null ? 'ended' : decideSessionState(session, tx.now);
    if (session === null || state === 'ended') return needSession();
    if (state === 'locked') return { kind: 'refused', refusal: refuse(identityRefusals.sessionLocked).refusal };
    const member = await findStaff(tx, session.staffId);
    if (member === null || !member.isActive) return needSession();
    await touchSession(tx, session);
    const seesAll = member.seesAllSites || (await findOpenAccess(tx, member.staffId)) !== null;
    const siteIds = seesAll ? (await listSites(tx)).map((site) => site.siteId) : member.siteIds;
    return {
      kind: 'principal',
      principal: toPrincipal({
        tenantId,
        session,
        siteIds,
        codes: listPermissionCodes(member.roles, parts.permissions),
        roles: member.roles,
        assurances: await listAssurances(tx),
      }),
    };
  });
}

/** Reads the program of an access token at each request, so that disabling it takes effect at once. */
function readClient(parts: AuthenticatorParts, tenantId: TenantId, token: string): Promise<AuthenticationOutcome> {
  const scope = { tenantId, actor: { kind: 'system', name: 'authenticator' } as const };
  return parts.transactor.transact(scope, async (tx): Promise<AuthenticationOutcome> => {
    const program = await parts.findProgram(tx, token);
    if (program === null) return needSession();
    const { clientId, siteIds, scopes } = program;
    const principal: Principal = {
      tenantId,
      actor: { kind: 'client', clientId },
      principalId: clientId as string as Id<'principal'>,
      siteIds: siteIds ?? (await listSites(tx)).map((site) => site.siteId),
      permissionCodes: new Set(scopes),
      provenAt: instantOf(0),
      isDeviceBound: false,
      assurances: await listAssurances(tx),
    };
    return { kind: 'principal', principal };
  });
}

function toPrincipal(found: {
  readonly tenantId: TenantId;
  readonly session: StoredSession;
  readonly siteIds: readonly SiteId[];
  readonly codes: ReadonlySet<string>;
  readonly roles: readonly string[];
  readonly assurances: ReadonlyMap<string, Assurance>;
}): Principal {
  const { session } = found;
  const staffId: StaffId = session.staffId;
  return {
    tenantId: found.tenantId,
    actor: { kind: 'staff', staffId, sessionId: session.sessionId, siteId: session.siteId, roles: found.roles },
    principalId: staffId as string as Id<'principal'>,
    siteIds: found.siteIds,
    permissionCodes: found.codes,
    provenAt: session.provenAt,
    isDeviceBound: session.proof === 'device-bound-passkey',
    assurances: found.assurances,
  };
}

/** Notes that a session is in use, at most every half minute, so that reading does not mean writing. */
async function touchSession(tx: TenantTransaction, session: StoredSession): Promise<void> {
  if (addMilliseconds(session.lastSeenAt, touchEveryMilliseconds) > tx.now) return;
  if (millisecondsOf(tx.now) > millisecondsOf(session.lastSeenAt))
    await saveSession(tx, session.sessionId, { last_seen_at: tx.now });
}

function needSession(): AuthenticationOutcome {
  return { kind: 'refused', refusal: refuse(identityRefusals.sessionNeeded).refusal };
}
