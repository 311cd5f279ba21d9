import type { RequestOf } from '../../kernel/endpoint.ts';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { type Call, type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getDefaultSite, listSites, listStaffNames } from '../identity/index.ts';
import { releaseItem, takeItem } from './actions/take-item.ts';
import * as api from './api.ts';
import { assignmentRoutes } from './assignment-routes.ts';
import { describeItems, listPatients, readSkillLabels, staffOf } from './describe-items.ts';
import { deskRoutes } from './desk-routes.ts';
import { nameNeed } from './domain/need-words.ts';
import { type QueueCode, queueCodes, queues, servesQueue } from './domain/queue.ts';
import { computeDueBy } from './domain/queue-view.ts';
import type { WorkItem, WorkItemId } from './domain/work-item.ts';
import { listUnseenHandOvers } from './hand-over-store.ts';
import { orderRoutes } from './order-routes.ts';
import { readOrder } from './order-store.ts';
import { listSuiting, listUnsuited } from './people-who-work.ts';
import { workPermissions } from './permissions.ts';
import { workRefusals } from './refusals.ts';
import { shiftRoutes } from './shift-routes.ts';
import {
  countOverdue,
  countQueueItems,
  listItemsById,
  listQueueCounts,
  listQueueItems,
  listTakenItems,
  type QueueCount,
  type QueueCursor,
  type QueueFilter,
} from './work-queries.ts';

const pageSize = 50;
const foremost = 3;
const mostEscalated = 8;
const escalatedFromPercent = 80;

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
    const { after, narrowing } = call.request;
    const asked = await toFilter(tx, call.request);
    if (!asked.ok) return asked;
    const filter = asked.value;
    const { shown } = await readOrder(tx);
    if (after !== null && after.orderVersion !== shown.version) return refuse(workRefusals.orderChanged);
    const items = await listQueueItems(tx, filter, { after: toCursor(after), most: pageSize });
    if (items.some(({ orderVersion }) => orderVersion !== shown.version)) return refuse(workRefusals.orderChanged);
    const last = items.length < pageSize ? undefined : items.at(-1);
    const next =
      last === undefined
        ? null
        : { effectiveDueAt: last.effectiveDueAt, itemId: last.itemId, orderVersion: shown.version };
    const total =
      narrowing === null ? countMatching(await listQueueCounts(tx), filter) : await countQueueItems(tx, filter);
    return ok({ body: { items: await describeItems(tx, items), next, total }, patientIds: listPatients(items) });
  }),
  route(api.listMyWork, async (tx, call) => {
    const me = staffOf(tx);
    const roles = rolesOf(call);
    const taken = me === null ? [] : await listTakenItems(tx, me.staffId);
    const handed = me === null ? [] : await describeHandOvers(tx, me.staffId);
    const escalated = await listEscalated(tx, roles);
    const waiting = await listForemost(tx, roles);
    const groups = [];
    for (const { queue, items } of waiting) {
      groups.push({ queue, label: queues[queue].label, items: await describeItems(tx, items) });
    }
    const unsuited = maySeeUnsuited(call) ? await listUnsuitedWork(tx) : [];
    const unsuitedGroups = [];
    for (const { items, ...group } of unsuited)
      unsuitedGroups.push({ ...group, items: await describeItems(tx, items) });
    const body = {
      taken: await describeItems(tx, taken),
      handed: handed.map(({ described }) => described),
      escalated: await describeItems(tx, escalated),
      queues: groups,
      unsuited: unsuitedGroups,
    };
    const handedItems = handed.flatMap(({ items }) => items);
    const shown = [...taken, ...handedItems, ...escalated, ...[...waiting, ...unsuited].flatMap(({ items }) => items)];
    return ok({ body, patientIds: listPatients(shown) });
  }),
  route(api.takeItem, async (tx, call) => {
    const taken = await takeItem(tx, call.request.itemId as WorkItemId);
    if (!taken.ok) return taken;
    const skills = await readSkillLabels(tx);
    const unmet = taken.value.unmet.map((need) => nameNeed(need, skills));
    return ok({ body: { takenUntil: taken.value.takenUntil, unmet }, patientIds: [] });
  }),
  route(api.releaseItem, async (tx, call) => {
    const mayReleaseOthers = call.principal?.permissionCodes.has(workPermissions.releaseWorkOfOthers.code) === true;
    const released = await releaseItem(tx, { itemId: call.request.itemId as WorkItemId, mayReleaseOthers });
    return released.ok ? ok({ body: {}, patientIds: [] }) : released;
  }),
  ...orderRoutes,
  ...assignmentRoutes,
  ...deskRoutes,
  ...shiftRoutes,
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

/** Makes the filter of what is asked; the calendar by which work is due is that of the asked site, or of the first one. */
async function toFilter(
  tx: TenantTransaction,
  asked: RequestOf<typeof api.listQueueItems>,
): Promise<Result<QueueFilter>> {
  const { queue, owner, narrowing } = asked;
  const me = staffOf(tx);
  if (owner === 'me' && me === null) return refuse(workRefusals.staffOnly);
  const siteId = asked.siteId as SiteId | null;
  const place = {
    queue: queue as QueueCode,
    owner: owner === 'me' && me !== null ? me.staffId : toOwner(owner),
    siteId,
  };
  if (narrowing === null) return ok(place);
  const { due, suits = null, ...codes } = narrowing;
  const asks = await findAsks(tx, place.queue, suits);
  const site = (await listSites(tx)).find((each) => each.siteId === siteId) ?? (await getDefaultSite(tx));
  const dueBy = computeDueBy(due, { now: tx.now, timeZone: site.timeZone });
  return ok({ ...place, ...codes, dueBy, asks });
}

/** Finds what items ask that suit the person who looks, or nobody; null when it does not matter whom they suit. */
async function findAsks(
  tx: TenantTransaction,
  queue: QueueCode,
  suits: 'me' | 'nobody' | null,
): Promise<readonly string[] | null> {
  if (suits === null) return null;
  if (suits === 'nobody') return (await listUnsuited(tx, queue)).map(({ asks }) => asks);
  const { suiting } = await listSuiting(tx, { queue, staffId: staffOf(tx)?.staffId ?? null });
  return suiting.map(({ asks }) => asks);
}

function toOwner(owner: string): QueueFilter['owner'] {
  return owner === 'anyone' || owner === 'nobody' ? owner : (owner as StaffId);
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

/** Lists what has used most of its time in the queues of a person and that nobody holds, the most pressing first. */
async function listEscalated(tx: TenantTransaction, roles: readonly string[]): Promise<readonly WorkItem[]> {
  const found: WorkItem[] = [];
  for (const queue of queueCodes.filter((each) => servesQueue(roles, each))) {
    const filter = { queue, owner: 'nobody', siteId: null, level: escalatedFromPercent } as const;
    found.push(...(await listQueueItems(tx, filter, { after: null, most: foremost })));
  }
  return found.toSorted((left, right) => (left.effectiveDueAt < right.effectiveDueAt ? -1 : 1)).slice(0, mostEscalated);
}

/** Describes what was handed to a person and what of it is open and still theirs. */
async function describeHandOvers(tx: TenantTransaction, me: StaffId) {
  const handed = await listUnseenHandOvers(tx, me);
  const names = await listStaffNames(
    tx,
    handed.map(({ fromStaffId }) => fromStaffId),
  );
  const open = await listItemsById(
    tx,
    handed.flatMap(({ itemIds }) => itemIds),
  );
  const described = [];
  for (const { handOverId, fromStaffId, note, handedAt, itemIds } of handed) {
    const items = open.filter(({ itemId, taking }) => itemIds.includes(itemId) && taking?.takenBy === me);
    const fromName = names.get(fromStaffId) ?? '';
    const shown = { handOverId, fromName, note, handedAt, items: await describeItems(tx, items) };
    described.push({ items, described: shown });
  }
  return described;
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

/** Whoever may hand out what nobody holds sees what suits nobody. */
function maySeeUnsuited(call: Call<unknown>): boolean {
  return call.principal?.permissionCodes.has(workPermissions.releaseWorkOfOthers.code) === true;
}

/** Lists what suits nobody who works here and nobody holds, by queue: it would wait for ever if nobody looked. */
async function listUnsuitedWork(tx: TenantTransaction) {
  const found = [];
  for (const queue of queueCodes) {
    const asks = (await listUnsuited(tx, queue)).map((asking) => asking.asks);
    if (asks.length === 0) continue;
    const filter = { queue, owner: 'nobody', siteId: null, asks } as const;
    const items = await listQueueItems(tx, filter, { after: null, most: foremost });
    if (items.length === 0) continue;
    found.push({ queue, label: queues[queue].label, count: await countQueueItems(tx, filter), items });
  }
  return found;
}

function rolesOf(call: Call<unknown>): readonly string[] {
  const actor: Principal['actor'] | undefined = call.principal?.actor;
  return actor?.kind === 'staff' ? actor.roles : [];
}

function toCursor(after: { effectiveDueAt: string; itemId: string } | null): QueueCursor | null {
  if (after === null) return null;
  return { effectiveDueAt: after.effectiveDueAt as Instant, itemId: after.itemId as WorkItemId };
}
