import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { programRefusals } from '../refusals.ts';

type Jwk = Readonly<Record<string, Json>>;

/** The members of a JSON Web Key that only its owner may know (RFC 7518, section 6). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const mostKeys = 10;

/** The algorithms by which programs may sign: those of SMART App Launch, and EdDSA. */
export const assertionAlgorithms = ['ES256', 'ES384', 'RS256', 'RS384', 'EdDSA'];

/** Reads keys as they were pasted: JSON that is one JSON Web Key or a set of them. The refusal names the place that is wrong. */
export function readClientKeys(text: string): Result<readonly Jwk[]> {
  const parsed = parseJson(text);
  return parsed.ok ? decideClientKeys(parsed.value) : parsed;
}

/** Decides whether keys may be those of a program: one JSON Web Key, or a set of them, all public and for signing. Refuses with the place that is wrong. */
export function decideClientKeys(given: Json): Result<readonly Jwk[]> {
  if (!isObject(given)) return wrongAt('/', 'a JSON Web Key, or a set of them');
  const set = given['keys'];
  const keys = set === undefined ? [given] : set;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > mostKeys)
    return wrongAt('/keys', `a list of one to ${mostKeys} keys`);
  for (const [index, key] of keys.entries()) {
    const place = set === undefined ? '' : `/keys/${index}`;
    const fault = isObject(key) ? findKeyFault(key) : { member: '', expected: 'a JSON Web Key' };
    if (fault !== null) return wrongAt(`${place}/${fault.member}`, fault.expected);
  }
  return ok(keys.filter(isObject));
}

interface KeyFault {
  readonly member: string;
  readonly expected: string;
}

/** Finds the first member of a key that keeps it from being a public key for signing. */
function findKeyFault(key: Jwk): KeyFault | null {
  const secret = privateMembers.find((member) => member in key);
  if (secret !== undefined) return { member: secret, expected: 'no member of a private key' };
  if (key['use'] !== undefined && key['use'] !== 'sig') return { member: 'use', expected: 'sig, or nothing' };
  switch (key['kty']) {
    case 'RSA':
      return findShort(key, [
        ['n', 342],
        ['e', 2],
      ]);
    case 'EC':
      return key['crv'] === 'P-256' || key['crv'] === 'P-384'
        ? findShort(key, [
            ['x', 43],
            ['y', 43],
          ])
        : { member: 'crv', expected: 'P-256 or P-384' };
    case 'OKP':
      return key['crv'] === 'Ed25519' ? findShort(key, [['x', 43]]) : { member: 'crv', expected: 'Ed25519' };
    default:
      return { member: 'kty', expected: 'RSA, EC or OKP' };
  }
}

function findShort(key: Jwk, members: readonly (readonly [string, number])[]): KeyFault | null {
  const short = members.find(([member, atLeast]) => !isText(key[member], atLeast));
  return short === undefined ? null : { member: short[0], expected: `base64url of at least ${short[1]} characters` };
}

function parseJson(text: string): Result<Json> {
  try {
    return ok(JSON.parse(text) as Json);
  } catch (thrown) {
    return wrongAt(describePosition(text, String(thrown)), 'JSON');
  }
}

/** Most engines name the position of what they could not read, not all of them always. */
function describePosition(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return 'in the text';
  const lines = text.slice(0, Number(position)).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

function wrongAt(where: string, expected: string): Result<never> {
  return refuse(programRefusals.clientKeyInvalid, { where, expected });
}

function isText(value: Json | undefined, atLeast: number): boolean {
  return typeof value === 'string' && value.length >= atLeast;
}

function isObject(value: Json): value is Jwk {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
