import type { StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import type { WorkItem } from './domain/work-item.ts';

/** Describes items as a page shows them, with the names of the people who hold them. */
export async function describeItems(tx: TenantTransaction, items: readonly WorkItem[]) {
  const owners = items.flatMap(({ taking }) => (taking === null ? [] : [taking.takenBy]));
  const names = owners.length === 0 ? new Map<StaffId, string>() : await listStaffNames(tx, [...new Set(owners)]);
  const me = staffOf(tx)?.staffId;
  return items.map(({ taking, orderReasons, facts, ...item }) => ({
    ...item,
    facts: copyFacts(facts),
    orderReasons: [...orderReasons],
    takenBy:
      taking === null
        ? null
        : {
            staffId: taking.takenBy,
            name: names.get(taking.takenBy) ?? '',
            isMe: taking.takenBy === me,
            at: taking.takenAt,
          },
  }));
}

/** Copies facts as an answer carries them. */
export function copyFacts(facts: WorkItem['facts']): Record<string, string | number | boolean | null | string[]> {
  const copied = Object.entries(facts).map(([name, fact]) => [name, isList(fact) ? [...fact] : fact] as const);
  return Object.fromEntries(copied);
}

function isList(fact: WorkItem['facts'][string]): fact is readonly string[] {
  return Array.isArray(fact);
}

/** Lists whose data stand in items, for the audit. */
export function listPatients(items: readonly WorkItem[]) {
  return [...new Set(items.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])))];
}

/** Returns the person who acts; null for programs and partners. */
export function staffOf(tx: TenantTransaction) {
  return tx.actor.kind === 'staff' ? tx.actor : null;
}
