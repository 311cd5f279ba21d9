import { addMinutes, type Instant } from '../../kernel/instant.ts';
import { isSafeAddress } from '../../modules/federation/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { fetchJson } from '../openid-connect/fetch-json.ts';

/** What an EHR says of its authorization server (SMART App Launch 2.2, `.well-known/smart-configuration`). */
export interface SmartConfiguration {
  readonly tokenEndpoint: string;
  /** What a launch needs; null where the EHR does not offer everything that a launch of Theriac asks for. */
  readonly launch: {
    readonly authorizationEndpoint: string;
    readonly issuer: string;
    readonly keysAddress: string;
    /** True when every answer names the issuer (RFC 9207). */
    readonly namesIssuer: boolean;
  } | null;
}

/** Knows the configurations of EHRs, and asks again when what it knows is old. */
export interface SmartDirectory {
  /** Null where no configuration that can be used was answered. */
  find(baseAddress: string): Promise<SmartConfiguration | null>;
}

const keptMinutes = 60;

/** Creates a directory of EHRs. It keeps what every EHR says in public, and nothing of any tenant. */
export function createSmartDirectory(clock: Clock): SmartDirectory {
  const known = new Map<string, { readonly until: Instant; readonly configuration: SmartConfiguration }>();
  return {
    find: async (baseAddress) => {
      const kept = known.get(baseAddress);
      if (kept !== undefined && kept.until > clock.now()) return kept.configuration;
      const reply = await fetchJson(`${baseAddress}/.well-known/smart-configuration`);
      const configuration = reply?.status === 200 && reply.body !== null ? readConfiguration(reply.body) : null;
      if (configuration !== null)
        known.set(baseAddress, { until: addMinutes(clock.now(), keptMinutes), configuration });
      return configuration;
    },
  };
}

function readConfiguration(document: Readonly<Record<string, unknown>>): SmartConfiguration | null {
  const tokenEndpoint = readAddress(document, 'token_endpoint');
  return tokenEndpoint === null ? null : { tokenEndpoint, launch: readLaunch(document) };
}

function readLaunch(document: Readonly<Record<string, unknown>>): SmartConfiguration['launch'] {
  const authorizationEndpoint = readAddress(document, 'authorization_endpoint');
  const issuer = readAddress(document, 'issuer');
  const keysAddress = readAddress(document, 'jwks_uri');
  const methods = document['code_challenge_methods_supported'];
  if (authorizationEndpoint === null || issuer === null || keysAddress === null) return null;
  if (!(Array.isArray(methods) && methods.includes('S256'))) return null;
  const namesIssuer = document['authorization_response_iss_parameter_supported'] === true;
  return { authorizationEndpoint, issuer, keysAddress, namesIssuer };
}

function readAddress(document: Readonly<Record<string, unknown>>, name: string): string | null {
  const address = document[name];
  return typeof address === 'string' && isSafeAddress(address) ? address : null;
}
