import { sql } from 'kysely';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { IncomingPatient } from '../domain/incoming-prescription.ts';

/** What tells people apart before anybody has matched them. */
export type StatedIdentity = Pick<IncomingPatient, 'birthDate' | 'identifiers'>;

const lockedIn = new WeakMap<TenantTransaction, Set<bigint>>();

/**
 * Keeps other transactions from matching the same people at the same time, so that two messages about somebody new never register
 * two patients. Locks are taken in one order and held until the transaction ends; whoever takes several people takes them together.
 */
export async function lockIdentities(tx: TenantTransaction, people: readonly StatedIdentity[]): Promise<void> {
  const held = lockedIn.get(tx) ?? new Set<bigint>();
  lockedIn.set(tx, held);
  const keys = new Set<bigint>();
  for (const person of people) for (const key of await listKeys(tx, person)) if (!held.has(key)) keys.add(key);
  if (keys.size === 0) return;
  const ordered = [...keys].sort((left, right) => (left < right ? -1 : 1)).map(String);
  tx.write(sql`select pg_advisory_xact_lock(key) from unnest(${ordered}::bigint[]) as key`.compile(tx.database));
  for (const key of keys) held.add(key);
}

/** Two records of one person share the birth date or a record number. Keyed tokens stand for both, because locks can be seen. */
async function listKeys(tx: TenantTransaction, { birthDate, identifiers }: StatedIdentity): Promise<readonly bigint[]> {
  const numbers = identifiers.filter(({ kind }) => kind === 'MR').map(({ assigner, value }) => `${assigner} ${value}`);
  const tokens = await Promise.all([
    ...(birthDate === null ? [] : [tx.sealer.token('birth-date/birth-date', birthDate)]),
    ...numbers.map((number) => tx.sealer.token('record-number/exact', number)),
  ]);
  return tokens.map((token) => Buffer.from(token).readBigInt64BE(0));
}
