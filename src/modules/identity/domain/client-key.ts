import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { identityRefusals } from '../refusals.ts';

type Jwk = Readonly<Record<string, Json>>;

/** The members of a JSON Web Key that only its owner may know (RFC 7518, section 6). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** The algorithms by which programs may sign: those of SMART App Launch, and EdDSA. */
export const assertionAlgorithms = ['ES256', 'ES384', 'RS256', 'RS384', 'EdDSA'];

/** Decides whether keys may be those of a program: one JSON Web Key, or a set of them, all public and for signing. */
export function decideClientKeys(given: Json): Result<readonly Jwk[]> {
  const keys = listKeys(given);
  const areUsable = keys.length > 0 && keys.length <= 10 && keys.every(isPublicSigningKey);
  return areUsable ? ok(keys) : refuse(identityRefusals.clientKeyInvalid);
}

function listKeys(given: Json): readonly Jwk[] {
  if (!isObject(given)) return [];
  const set = given['keys'];
  return Array.isArray(set) ? set.filter(isObject) : [given];
}

function isPublicSigningKey(key: Jwk): boolean {
  if (privateMembers.some((member) => member in key)) return false;
  if (key['use'] !== undefined && key['use'] !== 'sig') return false;
  if (key['kty'] === 'RSA') return isText(key['n'], 342) && isText(key['e'], 2);
  if (key['kty'] === 'EC')
    return (key['crv'] === 'P-256' || key['crv'] === 'P-384') && isText(key['x'], 43) && isText(key['y'], 43);
  return key['kty'] === 'OKP' && key['crv'] === 'Ed25519' && isText(key['x'], 43);
}

function isText(value: Json | undefined, atLeast: number): boolean {
  return typeof value === 'string' && value.length >= atLeast;
}

function isObject(value: Json): value is Jwk {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
