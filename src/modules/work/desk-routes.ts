import type { Id, StaffId } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaff, listStaffNames } from '../identity/index.ts';
import { type BulkOutcome, handOverItems, releaseItems, takeItems } from './actions/act-on-items.ts';
import { takeNext } from './actions/take-next.ts';
import { listPatients, readSkillLabels, staffOf } from './describe-items.ts';
import * as api from './desk-api.ts';
import { explainNeeds } from './domain/need-words.ts';
import { type QueueCode, queues, servesQueue } from './domain/queue.ts';
import type { WorkItemId } from './domain/work-item.ts';
import { saveSeen } from './hand-over-store.ts';
import { workPermissions } from './permissions.ts';
import { workRefusals } from './refusals.ts';
import { deleteView, listViews, saveView } from './view-store.ts';
import { listQueueCounts, listQueueFacets } from './work-queries.ts';

/** What answers the endpoints of a desk: views, work on several items, hand-over, and the next item. */
export const deskRoutes: readonly Route[] = [
  route(api.listQueueFilters, async (tx, call) => {
    const queue = call.request.queue as QueueCode;
    const me = staffOf(tx);
    const facets = await listQueueFacets(tx, queue);
    const views = me === null ? [] : await listViews(tx, { queue, staffId: me.staffId, roles: me.roles });
    const body = {
      stages: [...new Set(facets.flatMap(({ stage }) => (stage === null ? [] : [stage])))].sort(),
      reasonCodes: [...new Set(facets.map(({ reasonCode }) => reasonCode))],
      colleagues: await listColleagues(tx, queue),
      views: views.map(({ viewId, name, sharedWith, staffId, filter }) => {
        return { viewId, name, sharedWith, isMine: staffId === me?.staffId, filter };
      }),
    };
    return ok({ body, patientIds: [] });
  }),
  route(api.saveQueueView, async (tx, call) => {
    const me = staffOf(tx);
    if (me === null) return refuse(workRefusals.staffOnly);
    const { queue, name, sharedWith, filter } = call.request;
    if (sharedWith !== null && !has(call.principal, workPermissions.shareViews.code))
      return refuse(workRefusals.sharingForLeads);
    saveView(tx, { queue: queue as QueueCode, staffId: me.staffId, name: name.trim(), sharedWith, filter });
    tx.touch(`queue-views:${queue}`);
    return ok({ body: {}, patientIds: [] });
  }),
  route(api.deleteQueueView, async (tx, call) => {
    const me = staffOf(tx);
    if (me === null) return refuse(workRefusals.staffOnly);
    const viewId = call.request.viewId as Id<'work-view'>;
    if (!(await deleteView(tx, { viewId, staffId: me.staffId }))) return refuse(workRefusals.unknownView);
    return ok({ body: {}, patientIds: [] });
  }),
  route(api.takeManyItems, async (tx, call) => {
    const taken = await takeItems(tx, toItemIds(call.request.itemIds));
    return taken.ok ? answerBulk(tx, taken.value) : taken;
  }),
  route(api.releaseManyItems, async (tx, call) => {
    const asked = { itemIds: toItemIds(call.request.itemIds), mayReleaseOthers: mayReleaseOthers(call.principal) };
    const released = await releaseItems(tx, asked);
    return released.ok ? answerBulk(tx, released.value) : released;
  }),
  route(api.handOverManyItems, async (tx, call) => {
    const { itemIds, toStaffId, note } = call.request;
    const handed = await handOverItems(tx, {
      itemIds: toItemIds(itemIds),
      mayReleaseOthers: mayReleaseOthers(call.principal),
      toStaffId: toStaffId as StaffId | null,
      note,
    });
    return handed.ok ? answerBulk(tx, handed.value) : handed;
  }),
  route(api.confirmHandOver, async (tx, call) => {
    const me = staffOf(tx);
    if (me === null) return refuse(workRefusals.staffOnly);
    const handOverId = call.request.handOverId as Id<'hand-over'>;
    if (!(await saveSeen(tx, { handOverId, staffId: me.staffId }))) return refuse(workRefusals.unknownHandOver);
    return ok({ body: {}, patientIds: [] });
  }),
  route(api.takeNextItem, async (tx, call) => {
    const given = await takeNext(tx, call.request.queue as QueueCode | null);
    if (!given.ok) return given;
    if (given.value === null) return ok({ body: { taken: null }, patientIds: [] });
    const { item, role, fit } = given.value;
    const why = explainNeeds(fit, await readSkillLabels(tx));
    const { itemId, queue, subjectKind, subjectId, therapyId, patientId, reasonCode } = item;
    const about = { itemId, queue, subjectKind, subjectId, therapyId, patientId, reasonCode };
    const taken = { ...about, queueLabel: queues[queue].label, role, why };
    return ok({ body: { taken }, patientIds: listPatients([item]) });
  }),
];

/** Lists who serves a queue, with how much of it each holds, those who hold least first. */
async function listColleagues(tx: TenantTransaction, queue: QueueCode) {
  const counts = await listQueueCounts(tx);
  const staff = (await listStaff(tx)).filter(({ isActive, roles }) => isActive && servesQueue(roles, queue));
  return staff
    .map(({ staffId, displayName }) => {
      const own = counts.filter(({ takenBy }) => takenBy === staffId);
      return { staffId, name: displayName, holds: own.reduce((sum, { count }) => sum + count, 0) };
    })
    .toSorted((left, right) => left.holds - right.holds || left.name.localeCompare(right.name));
}

/** Answers what became of several items. */
export async function answerBulk(tx: TenantTransaction, outcome: BulkOutcome) {
  const holders = outcome.left.flatMap(({ refusal }) => toHolder(refusal.facts) ?? []);
  const names = await listStaffNames(tx, holders);
  const left = outcome.left.map(({ itemId, refusal: { code, sentence, facts } }) => {
    const holder = toHolder(facts);
    return { itemId, code, sentence, heldBy: holder === null ? null : (names.get(holder) ?? '') };
  });
  return ok({ body: { done: outcome.done.length, left }, patientIds: listPatients(outcome.done) });
}

function toHolder(facts: Readonly<Record<string, unknown>>): StaffId | null {
  const { takenBy } = facts;
  return typeof takenBy === 'string' ? (takenBy as StaffId) : null;
}

function toItemIds(itemIds: readonly string[]): readonly WorkItemId[] {
  return itemIds.map((itemId) => itemId as WorkItemId);
}

function mayReleaseOthers(principal: Principal | null): boolean {
  return has(principal, workPermissions.releaseWorkOfOthers.code);
}

function has(principal: Principal | null, permission: string): boolean {
  return principal?.permissionCodes.has(permission) === true;
}
