import type { StaffId } from '../../kernel/ids.ts';
import { readOnce } from '../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listSkills, listStaffNames } from '../identity/index.ts';
import { readAssignment } from './assignment-store.ts';
import { assessFit, computeNeeds } from './domain/assignment.ts';
import { nameNeed, type SkillLabels } from './domain/need-words.ts';
import type { WorkItem } from './domain/work-item.ts';
import { findWorker } from './people-who-work.ts';

/** Describes items as a page shows them, with the names of the people who hold them. */
export async function describeItems(tx: TenantTransaction, items: readonly WorkItem[]) {
  const owners = items.flatMap(({ taking }) => (taking === null ? [] : [taking.takenBy]));
  const names = owners.length === 0 ? new Map<StaffId, string>() : await listStaffNames(tx, [...new Set(owners)]);
  const me = staffOf(tx)?.staffId;
  const describeNeeds = await prepareNeeds(tx);
  return items.map(({ taking, orderReasons, facts, asking, ...item }) => ({
    ...item,
    needs: describeNeeds(asking),
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

/** Returns how what an item asks is said to the person who looks. */
async function prepareNeeds(tx: TenantTransaction) {
  const rules = await readAssignment(tx);
  const skills = await readSkillLabels(tx);
  const me = staffOf(tx);
  const worker = me === null ? null : await findWorker(tx, me.staffId);
  return (asking: WorkItem['asking']) => {
    const unmet = worker === null ? [] : assessFit(rules, asking, worker).unmet;
    return computeNeeds(rules, asking).map((need) => ({
      label: nameNeed(need, skills),
      strength: need.strength,
      isMet: worker === null ? null : !unmet.some(({ kind }) => kind === need.kind),
    }));
  };
}

/** Reads what skills are called, once in a transaction. */
export function readSkillLabels(tx: TenantTransaction): Promise<SkillLabels> {
  return readOnce(tx, 'skill labels', async () => {
    return new Map((await listSkills(tx)).map(({ skill, label }) => [skill, label]));
  });
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
