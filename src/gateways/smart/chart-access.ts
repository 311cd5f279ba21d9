import type { TenantId } from '../../kernel/ids.ts';
import { addMilliseconds, type Instant } from '../../kernel/instant.ts';
import { findConnection, getConnectionKey } from '../../modules/charts/index.ts';
import type { Partner } from '../../modules/exchange/index.ts';
import type { Jwk } from '../../modules/federation/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { addClientAssertion } from '../openid-connect/client-assertion.ts';
import { fetchJson } from '../openid-connect/fetch-json.ts';
import { createSmartDirectory } from './smart-directory.ts';

/** What proves Theriac to the authorization server of an EHR. It is held for one exchange and never written anywhere. */
export interface ChartCredentials {
  readonly tenantId: TenantId;
  readonly baseAddress: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly privateKey: Jwk;
  /** By which system the EHR names its record numbers, and under which assigner patients have them here. */
  readonly numbering: { readonly system: string; readonly assigner: string };
}

/** What came of a request to a chart: the EHR answered it, its authorization server refused a token, or nobody answered. */
type ChartReply<Reply> =
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'token-refused'; readonly code: string }
  | { readonly kind: 'unreached' };

/** Sends requests to charts with the token that each EHR asks for (SMART Backend Services). */
export interface ChartAccess {
  /**
   * Sends a request with a token, which is obtained once and used until shortly before it expires. When the EHR answers with 401 a new one
   * is obtained, once. Without credentials the request goes without a token.
   */
  send<Reply extends { readonly status: number | null }>(
    credentials: ChartCredentials | null,
    request: (authorization: string | null) => Promise<Reply>,
  ): Promise<ChartReply<Reply>>;
}

interface Token {
  readonly authorization: string;
  readonly until: Instant;
}

type Obtained = { readonly kind: 'token'; readonly token: Token } | Exclude<ChartReply<never>, { kind: 'answered' }>;

// A token is given up this long before it expires, so that it does not expire on its way; and after an hour at the latest.
const spareSeconds = 30;
const longestSeconds = 3600;

/** Creates the access to charts of one process; tokens live in its memory alone. */
export function createChartAccess(clock: Clock): ChartAccess {
  const directory = createSmartDirectory(clock);
  const held = new Map<string, Promise<Obtained>>();

  async function obtain(credentials: ChartCredentials): Promise<Obtained> {
    const configuration = await directory.find(credentials.baseAddress);
    if (configuration === null) return { kind: 'unreached' };
    const { tokenEndpoint: audience } = configuration;
    const form = new URLSearchParams({ grant_type: 'client_credentials', scope: credentials.scopes.join(' ') });
    await addClientAssertion(form, { ...credentials, audience, now: clock.now() });
    const reply = await fetchJson(audience, { form, authorization: null });
    if (reply === null || reply.status >= 500 || reply.status === 429) return { kind: 'unreached' };
    const token = reply.status === 200 && reply.body !== null ? readToken(reply.body, clock.now()) : null;
    return token === null ? { kind: 'token-refused', code: readCode(reply.body) } : { kind: 'token', token };
  }

  /** Those who ask at the same time share one question. */
  async function find(credentials: ChartCredentials): Promise<Obtained> {
    const key = nameOf(credentials);
    const kept = held.get(key);
    if (kept !== undefined) {
      const found = await kept;
      if (found.kind === 'token' && found.token.until > clock.now()) return found;
      if (held.get(key) !== kept) return find(credentials);
    }
    const obtained = obtain(credentials);
    held.set(key, obtained);
    const came = await obtained;
    if (came.kind !== 'token' && held.get(key) === obtained) held.delete(key);
    return came;
  }

  return {
    send: async (credentials, request) => {
      if (credentials === null) return { kind: 'answered', reply: await request(null) };
      for (const isLast of [false, true]) {
        const obtained = await find(credentials);
        if (obtained.kind !== 'token') return obtained;
        const reply = await request(obtained.token.authorization);
        if (reply.status !== 401 || isLast) return { kind: 'answered', reply };
        held.delete(nameOf(credentials));
      }
      return { kind: 'unreached' };
    },
  };
}

/** Finds what proves Theriac to the EHR of a partner; null where its chart is asked without a token. */
export async function findChartCredentials(
  tx: TenantTransaction,
  partner: Pick<Partner, 'partnerId' | 'queryAddress'> | null,
): Promise<ChartCredentials | null> {
  const connection = partner === null ? null : await findConnection(tx, partner.partnerId);
  if (partner === null || partner.queryAddress === null || connection === null) return null;
  const { clientId, scopes, identifierSystem: system, identifierAssigner: assigner } = connection;
  const privateKey = await getConnectionKey(tx, partner.partnerId);
  return {
    tenantId: tx.tenantId,
    baseAddress: partner.queryAddress,
    clientId,
    scopes,
    privateKey,
    numbering: { system, assigner },
  };
}

/** A token belongs to everything that it was asked with: settings that change ask for another. */
function nameOf({ tenantId, baseAddress, clientId, scopes, privateKey }: ChartCredentials): string {
  return JSON.stringify([tenantId, baseAddress, clientId, scopes, privateKey['kid']]);
}

function readToken(body: Readonly<Record<string, unknown>>, now: Instant): Token | null {
  const { access_token: token, token_type: type, expires_in: lasts } = body;
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,8192}$/.test(token)) return null;
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') return null;
  const seconds = typeof lasts === 'number' && lasts > 0 ? Math.min(Math.trunc(lasts), longestSeconds) : 60;
  const usable = seconds > 2 * spareSeconds ? seconds - spareSeconds : Math.ceil(seconds / 2);
  return { authorization: `Bearer ${token}`, until: addMilliseconds(now, usable * 1000) };
}

/** The code of RFC 6749, 5.2; never the words beside it. */
function readCode(body: Readonly<Record<string, unknown>> | null): string {
  const code = body?.['error'];
  return typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? code : 'no-token';
}
