import { hash, verify } from '@node-rs/argon2';

// OWASP Password Storage: argon2id with 19 MiB, two passes, one lane.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes a password with argon2id. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

/**
 * Tells whether a password is the one that was hashed. Without a hash it takes as long and says no,
 * so that the time of the answer does not tell whether the account exists.
 */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await decoyHash()), password.normalize('NFKC'));
  return stored !== null && matches;
}

let decoy: Promise<string> | null = null;

function decoyHash(): Promise<string> {
  decoy ??= hash('nobody has this password', cost);
  return decoy;
}
