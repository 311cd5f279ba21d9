import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { type Call, type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { releaseItem, takeItem } from './actions/take-item.ts';
import * as api from './api.ts';
import { type QueueCode, queueCodes, queues, servesQueue } from './domain/queue.ts';
import type { WorkItem, WorkItemId } from './domain/work-item.ts';
import { workPermissions } from './permissions.ts';
import { workRefusals } from './refusals.ts';
import {
  countOverdue,
  listQueueCounts,
  listQueueItems,
  listTakenItems,
  type QueueCount,
  type QueueCursor,
} from './work-queries.ts';

const pageSize = 50;
const foremost = 3;

/** What answers the endpoints of work. */
export const workRoutes: readonly Route[] = [
  route(api.listQueues, async (tx, call) => {
    const counts = await listQueueCounts(tx);
    const overdue = await countOverdue(tx, queueCodes);
    const summaries = queueCodes.map((queue) => ({
      ...summarize(queue, { counts, me: staffOf(tx)?.staffId ?? null, roles: rolesOf(call) }),
      overdue: overdue.get(queue) ?? 0,
    }));
    return ok({ body: { queues: summaries }, patientIds: [] });
  }),
  route(api.listQueueItems, async (tx, call) => {
    const { queue, owner, siteId, after } = call.request;
    const me = staffOf(tx);
    if (owner === 'me' && me === null) return refuse(workRefusals.staffOnly);
    const wanted = owner === 'me' ? (me?.staffId ?? 'nobody') : owner;
    const filter = { queue: queue as QueueCode, owner: wanted, siteId: siteId as SiteId | null };
    const items = await listQueueItems(tx, filter, { after: toCursor(after), most: pageSize });
    const last = items.length < pageSize ? undefined : items.at(-1);
    const next = last === undefined ? null : { effectiveDueAt: last.effectiveDueAt, itemId: last.itemId };
    const total = countMatching(await listQueueCounts(tx), filter);
    return ok({ body: { items: await describeItems(tx, items), next, total }, patientIds: listPatients(items) });
  }),
  route(api.listMyWork, async (tx, call) => {
    const me = staffOf(tx);
    const taken = me === null ? [] : await listTakenItems(tx, me.staffId);
    const described = await describeItems(tx, taken);
    const waiting = await listForemost(tx, rolesOf(call));
    const shown = [...taken, ...waiting.flatMap(({ items }) => items)];
    const groups = [];
    for (const { queue, items } of waiting) {
      groups.push({ queue, label: queues[queue].label, items: await describeItems(tx, items) });
    }
    return ok({ body: { taken: described, queues: groups }, patientIds: listPatients(shown) });
  }),
  route(api.takeItem, async (tx, call) => {
    const taken = await takeItem(tx, call.request.itemId as WorkItemId);
    return taken.ok ? ok({ body: { takenUntil: taken.value.takenUntil }, patientIds: [] }) : taken;
  }),
  route(api.releaseItem, async (tx, call) => {
    const mayReleaseOthers = call.principal?.permissionCodes.has(workPermissions.releaseWorkOfOthers.code) === true;
    const released = await releaseItem(tx, { itemId: call.request.itemId as WorkItemId, mayReleaseOthers });
    return released.ok ? ok({ body: {}, patientIds: [] }) : released;
  }),
];

function summarize(
  queue: QueueCode,
  seen: { readonly counts: readonly QueueCount[]; readonly me: StaffId | null; readonly roles: readonly string[] },
) {
  const own = seen.counts.filter((count) => count.queue === queue);
  const sum = (counts: readonly QueueCount[]): number => counts.reduce((total, { count }) => total + count, 0);
  const siteIds = [...new Set(own.map(({ siteId }) => siteId))];
  return {
    queue,
    label: queues[queue].label,
    isMine: servesQueue(seen.roles, queue),
    open: sum(own),
    taken: sum(own.filter(({ takenBy }) => takenBy !== null)),
    takenByMe: sum(own.filter(({ takenBy }) => takenBy !== null && takenBy === seen.me)),
    sites: siteIds.map((siteId) => ({ siteId, open: sum(own.filter((count) => count.siteId === siteId)) })),
  };
}

function countMatching(
  counts: readonly QueueCount[],
  filter: { readonly queue: QueueCode; readonly owner: string; readonly siteId: SiteId | null },
): number {
  return counts
    .filter(({ queue }) => queue === filter.queue)
    .filter(({ siteId }) => filter.siteId === null || siteId === filter.siteId)
    .filter(({ takenBy }) => filter.owner === 'anyone' || (takenBy ?? 'nobody') === filter.owner)
    .reduce((total, { count }) => total + count, 0);
}

async function listForemost(tx: TenantTransaction, roles: readonly string[]) {
  const served = queueCodes.filter((queue) => servesQueue(roles, queue));
  const found: { readonly queue: QueueCode; readonly items: readonly WorkItem[] }[] = [];
  for (const queue of served) {
    const filter = { queue, owner: 'nobody', siteId: null } as const;
    found.push({ queue, items: await listQueueItems(tx, filter, { after: null, most: foremost }) });
  }
  return found.filter(({ items }) => items.length > 0);
}

async function describeItems(tx: TenantTransaction, items: readonly WorkItem[]) {
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

function copyFacts(facts: WorkItem['facts']): Record<string, string | number | boolean | null | string[]> {
  const copied = Object.entries(facts).map(([name, fact]) => [name, isList(fact) ? [...fact] : fact] as const);
  return Object.fromEntries(copied);
}

function isList(fact: WorkItem['facts'][string]): fact is readonly string[] {
  return Array.isArray(fact);
}

function listPatients(items: readonly WorkItem[]) {
  return [...new Set(items.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])))];
}

function staffOf(tx: TenantTransaction) {
  return tx.actor.kind === 'staff' ? tx.actor : null;
}

function rolesOf(call: Call<unknown>): readonly string[] {
  const actor: Principal['actor'] | undefined = call.principal?.actor;
  return actor?.kind === 'staff' ? actor.roles : [];
}

function toCursor(after: { effectiveDueAt: string; itemId: string } | null): QueueCursor | null {
  if (after === null) return null;
  return { effectiveDueAt: after.effectiveDueAt as Instant, itemId: after.itemId as WorkItemId };
}
