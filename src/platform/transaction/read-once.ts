import type { TenantTransaction } from './tenant-transaction.ts';

const readings = new WeakMap<TenantTransaction, Map<string, Promise<unknown>>>();

/**
 * Reads something once in a transaction, in which many messages may be decided. It is for what the transaction itself does not change:
 * rules, thresholds, pharmacies.
 */
export function readOnce<Value>(tx: TenantTransaction, key: string, read: () => Promise<Value>): Promise<Value> {
  const known = readings.get(tx) ?? new Map<string, Promise<unknown>>();
  readings.set(tx, known);
  const reading = (known.get(key) as Promise<Value> | undefined) ?? read();
  known.set(key, reading);
  return reading;
}
