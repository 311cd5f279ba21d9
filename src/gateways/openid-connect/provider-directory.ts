import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { addMilliseconds, addMinutes, type Instant } from '../../kernel/instant.ts';
import { isSafeAddress, type SignInCheck, stateCheck } from '../../modules/federation/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { fetchJson } from './fetch-json.ts';

/** What a provider says of itself (OpenID Connect Discovery 1.0, section 3). */
export interface ProviderMetadata {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly keysAddress: string;
  /** True when every answer names the issuer (RFC 9207). */
  readonly namesIssuer: boolean;
}

/** The metadata of a provider, or the checks of which one failed. */
interface FoundMetadata {
  readonly metadata: ProviderMetadata | null;
  readonly checks: readonly SignInCheck[];
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** Knows providers and their keys, and asks them again when what it knows is old. */
export interface ProviderDirectory {
  find(issuer: string, options?: { readonly isFresh: boolean }): Promise<FoundMetadata>;
  /** The public keys of a provider; asked again, at most every few seconds, when one is missing. Null when they cannot be read. */
  keys(
    metadata: Pick<ProviderMetadata, 'keysAddress'>,
    options?: { readonly isMissing: boolean },
  ): Promise<KeySet | null>;
}

const metadataMinutes = 60;
const keysMinutes = 60;
const restMilliseconds = 5_000;

/** Creates a directory of providers. It keeps what every provider says in public, and nothing of any tenant. */
export function createProviderDirectory(clock: Clock): ProviderDirectory {
  const known = new Map<string, { readonly at: Instant; readonly metadata: FoundMetadata }>();
  const keySets = new Map<string, { readonly at: Instant; readonly keys: KeySet }>();
  return {
    find: async (issuer, options) => {
      const kept = known.get(issuer);
      if (kept !== undefined && options?.isFresh !== true && addMinutes(kept.at, metadataMinutes) > clock.now())
        return kept.metadata;
      const metadata = await discover(issuer);
      if (metadata.metadata !== null) known.set(issuer, { at: clock.now(), metadata });
      return metadata;
    },
    keys: async ({ keysAddress }, options) => {
      const kept = keySets.get(keysAddress);
      const lasts = options?.isMissing === true ? restMilliseconds : keysMinutes * 60_000;
      if (kept !== undefined && addMilliseconds(kept.at, lasts) > clock.now()) return kept.keys;
      const reply = await fetchJson(keysAddress);
      const keys = reply?.status === 200 ? toKeySet(reply.body) : null;
      if (keys === null) return null;
      keySets.set(keysAddress, { at: clock.now(), keys });
      return keys;
    },
  };
}

async function discover(issuer: string): Promise<FoundMetadata> {
  const reply = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const document = reply?.status === 200 ? reply.body : null;
  const metadata = document === null ? null : readMetadata(document);
  if (document === null || metadata === null) return { metadata: null, checks: [stateCheck('configuration', false)] };
  const named = typeof document['issuer'] === 'string' ? document['issuer'].slice(0, 200) : 'none';
  const methods = document['code_challenge_methods_supported'];
  const checks = [
    stateCheck('configuration', true),
    stateCheck('configuration-issuer', document['issuer'] === issuer, { found: named, expected: issuer }),
    stateCheck('code-challenge', Array.isArray(methods) && methods.includes('S256')),
  ];
  return { metadata: checks.every(({ outcome }) => outcome === 'passed') ? metadata : null, checks };
}

function readMetadata(document: Readonly<Record<string, unknown>>): ProviderMetadata | null {
  const [authorizationEndpoint, tokenEndpoint, keysAddress] = [
    document['authorization_endpoint'],
    document['token_endpoint'],
    document['jwks_uri'],
  ].map((address) => (typeof address === 'string' && isSafeAddress(address) ? address : null));
  if (authorizationEndpoint == null || tokenEndpoint == null || keysAddress == null) return null;
  const namesIssuer = document['authorization_response_iss_parameter_supported'] === true;
  return { authorizationEndpoint, tokenEndpoint, keysAddress, namesIssuer };
}

function toKeySet(body: Readonly<Record<string, unknown>> | null): KeySet | null {
  try {
    return createLocalJWKSet(body as unknown as JSONWebKeySet);
  } catch {
    return null;
  }
}
